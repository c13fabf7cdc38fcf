package import Foundation
package import Store

extension MemberExportService {
    /// Where lists wait for their reader.
    static let downloadFolder = "data/downloads"

    /// A list that was exported, in a file without a name: nothing of it is left once it was read.
    package struct Download: Sendable {
        package let report: MemberExportReport
        package let content: FileHandle
    }

    /// Exports for somebody who takes the list with them: as `export`, into a file that is gone as soon as it is closed.
    ///
    /// - Parameters:
    ///   - order: What the list should be.
    ///   - actor: Who exports it, for the audit.
    /// - Returns: The list, from its first byte on.
    /// - Throws: As `export`.
    package func download(
        _ order: MemberExportOrder, actor: AuditActor
    ) async throws(ServiceError) -> Download {
        let folder = context.workspace.file(Self.downloadFolder)
        OutputFile.removeAbandoned(in: folder)
        let url = folder.appending(
            path: "\(context.surroundings.newName("D")).\(order.format.name)")
        let file = try OutputFile(url, existing: .keep, audience: .owner)
        let report = try await export(to: file, order: order, actor: actor)
        do {
            defer { try? FileManager.default.removeItem(at: url) }
            return Download(report: report, content: try FileHandle(forReadingFrom: url))
        } catch {
            throw .file(path: url.plainPath, reason: error.localizedDescription)
        }
    }
}
