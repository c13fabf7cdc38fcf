import Foundation
import Membership
import Service
import Vocabulary

/// An export from the command line: progress while it runs, and what became of it.
struct MemberExportRun: Sendable {
    var order: MemberExportOrder
    var url: URL
    /// The file as the person is told of it.
    var shown: String
    var existing: OutputFile.Existing

    /// Exports.
    func report(in context: ServiceContext, _ output: Output) async throws -> MemberExportReport {
        let line = ProgressLine("members", output: output)
        defer { line.finish() }
        return try await interruptible {
            // What a run that was killed left has personal data in it.
            OutputFile.removeAbandoned(
                in: url.deletingLastPathComponent(), beginning: url.lastPathComponent)
            let file = try OutputFile(url, existing: existing, audience: .owner)
            return try await MemberExportService(context).export(
                to: file, order: order, actor: MemberCommand.actor, progress: { line.update($0) })
        }
    }

    /// Says what was written.
    func confirm(_ report: MemberExportReport, _ output: Output) throws {
        try output.confirm(Document(report: report, path: shown), text: text(of: report))
    }

    private func text(of report: MemberExportReport) -> String {
        var parts = ["\(shown): \(report.written) members for \(report.purpose), export \(report.id)"]
        if let sheets = report.sheets, sheets > 1 {
            parts.append("on \(sheets) sheets, since one holds no more")
        }
        if report.leftOut > 0 { parts.append("\(report.leftOut) did not agree to that and are not in it") }
        return parts.joined(separator: "; ") + "."
    }

    /// What the audit log has, and the file.
    private struct Document: Encodable {
        var report: MemberExportReport
        var path: String

        enum CodingKeys: CodingKey {
            case path
        }

        func encode(to encoder: any Encoder) throws {
            try report.encode(to: encoder)
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(path, forKey: .path)
        }
    }
}

extension MemberExportRun {
    /// Prepares an export by an order of the workspace.
    ///
    /// - Parameters:
    ///   - name: Of the order.
    ///   - context: The workspace.
    /// - Throws: `ServiceError`.
    init(standing name: String, context: ServiceContext) throws {
        let standing = try StandingExportOrder(named: name, in: context.workspace)
        let now = context.surroundings.now()
        let local = context.configuration.stores.first.flatMap { context.clock.moment(in: $0.id, at: now) }
        url = try standing.freeFile(
            in: context.workspace, at: local ?? LocalMoment(instant: now, utcOffsetSeconds: 0))
        (order, shown, existing) = (standing.order, url.shown, .keep)
    }
}
