import Foundation
import Service

/// Where a command's words go: results to stdout, everything else to stderr.
struct Output: Sendable {
    /// How results are written.
    enum Form: Sendable {
        case text, json
    }

    /// Whether remarks are written at all.
    enum Notes: Sendable {
        case shown, hidden
    }

    let form: Form
    let notes: Notes

    /// Writes a result, as text for people or as one JSON document.
    ///
    /// - Parameters:
    ///   - document: What scripts read.
    ///   - text: What people read, without its last line end; made only if it is wanted.
    /// - Throws: `ServiceError.file` if stdout takes no more.
    func result(_ document: some Encodable, text: @autoclosure () -> String) throws {
        switch form {
        case .json: try write(JSONText.line(document))
        case .text: try write(Array((text() + "\n").utf8))
        }
    }

    /// Writes bytes to stdout as they are.
    ///
    /// - Throws: `ServiceError.file` if stdout takes no more, such as on a full disk.
    func write(_ bytes: [UInt8]) throws(ServiceError) {
        do {
            try FileHandle.standardOutput.write(contentsOf: bytes)
        } catch {
            throw .file(path: "stdout", reason: error.localizedDescription)
        }
    }

    /// Writes a remark to stderr, unless quiet.
    func note(_ line: String) {
        guard notes == .shown else { return }
        Self.error(line)
    }

    /// Writes a line to stderr; when even that fails, there is nobody left to tell.
    static func error(_ line: String) {
        try? FileHandle.standardError.write(contentsOf: Array((line + "\n").utf8))
    }
}
