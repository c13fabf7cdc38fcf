package import Foundation

/// A file that appears whole or not at all: written under a temporary name beside its own, synced, then renamed.
package final class OutputFile {
    /// Where it will be.
    package let url: URL
    private let temporary: URL
    private let handle: FileHandle
    private var isFinished = false

    /// What to do about a file that is there already.
    package enum Existing: Sendable, Hashable {
        case keep, replace
    }

    /// Who may read a file once it is there.
    package enum Audience: Sendable, Hashable {
        /// Everybody whom the folder lets in, 0644: prints and reports.
        case everybody
        /// Only its owner, 0600: keys, member lists and lists of unused codes.
        case owner

        fileprivate var mode: mode_t { self == .owner ? 0o600 : 0o644 }
    }

    /// Opens the temporary file; makes the folder if there is none.
    ///
    /// - Parameters:
    ///   - url: Where the file will be.
    ///   - existing: What to do about one that is there already.
    ///   - audience: Who may read it.
    /// - Throws: `ServiceError.exists`, or `.file` if nothing can be written there.
    package init(
        _ url: URL, existing: Existing, audience: Audience = .everybody
    ) throws(ServiceError) {
        let files = FileManager.default
        guard existing == .replace || !files.fileExists(atPath: url.plainPath) else {
            throw .exists(kind: "file", name: url.plainPath)
        }
        self.url = url
        temporary = url.deletingLastPathComponent()
            .appending(path: ".\(url.lastPathComponent).\(ProcessInfo.processInfo.processIdentifier).part")
        do {
            try files.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            handle = try FileHandle(creating: temporary, mode: audience.mode)
        } catch {
            throw .file(path: url.plainPath, reason: Self.reason(error))
        }
    }

    deinit {
        if !isFinished { try? FileManager.default.removeItem(at: temporary) }
    }

    /// Appends bytes.
    ///
    /// - Throws: `ServiceError.file`; the temporary file goes away with this object.
    package func write(_ bytes: [UInt8]) throws(ServiceError) {
        do {
            try handle.write(contentsOf: bytes)
        } catch {
            throw .file(path: url.plainPath, reason: Self.reason(error))
        }
    }

    /// Where a library that writes files itself may write, in place of `write`: the temporary file, which has the right
    /// mode; it must not put another in its place.
    var writingPath: String { temporary.plainPath }

    /// Makes what was written the file.
    ///
    /// - Throws: `ServiceError.file`; then an earlier file is still what it was.
    package func finish() throws(ServiceError) {
        do {
            try handle.synchronize()
            try handle.close()
            // One step for the file system, also where a file is replaced.
            guard rename(temporary.plainPath, url.plainPath) == 0 else {
                throw POSIXError(.init(rawValue: errno) ?? .EIO)
            }
            isFinished = true
        } catch {
            throw .file(path: url.plainPath, reason: Self.reason(error))
        }
    }

    /// Writes a whole file at once.
    ///
    /// - Parameters:
    ///   - bytes: All of it.
    ///   - url: Where the file will be.
    ///   - existing: What to do about one that is there already.
    ///   - audience: Who may read it.
    /// - Throws: As `init`, `write` and `finish`.
    package static func write(
        _ bytes: [UInt8], to url: URL, existing: Existing, audience: Audience = .everybody
    ) throws(ServiceError) {
        let file = try OutputFile(url, existing: existing, audience: audience)
        try file.write(bytes)
        try file.finish()
    }

    /// Takes away what processes that are gone, killed for example, left of files that were never finished.
    ///
    /// - Parameters:
    ///   - folder: Where the files would be.
    ///   - beginning: What their names begin with; those of all files if it is empty.
    package static func removeAbandoned(in folder: URL, beginning: String = "") {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.plainPath)) ?? []
        for name in names where name.hasPrefix("." + beginning) && name.hasSuffix(".part") {
            let parts = name.dropLast(".part".count).split(separator: ".")
            guard let process = parts.last.flatMap({ Int32($0) }), kill(process, 0) != 0, errno == ESRCH
            else { continue }
            try? FileManager.default.removeItem(at: folder.appending(path: name))
        }
    }

    private static func reason(_ error: any Error) -> String {
        let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
        return (underlying ?? error as NSError).localizedDescription
    }
}
