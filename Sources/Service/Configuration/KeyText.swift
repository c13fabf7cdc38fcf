import Foundation
import Payload

/// The files of `keys/`: text of one line each, so that they can be copied by hand from a printed backup.
enum KeyText {
    /// A key file has one line of at most 64 digits; anything larger is something else.
    private static let maximumFileByteCount = 256

    /// Writes a line, in place of an earlier one.
    ///
    /// - Throws: `ServiceError.file`; then the file is what it was.
    static func write(_ line: String, to file: URL) throws(ServiceError) {
        try file.write(Data((line + "\n").utf8), mode: 0o600)
    }

    /// Writes a line unless there is one: everything printed depends on the keys that exist.
    ///
    /// - Throws: `ServiceError.file`.
    static func keep(_ line: String, in file: URL) throws(ServiceError) {
        guard !file.exists else { return }
        try write(line, to: file)
    }

    /// Returns the line of a file that only its owner can reach.
    ///
    /// - Throws: `ServiceError`, mostly `.keys`.
    static func line(of file: URL) throws(ServiceError) -> String {
        try file.requirePrivate(mode: 0o600)
        let data = try file.read(atMost: maximumFileByteCount)
        guard data.count <= maximumFileByteCount, let text = String(data: data, encoding: .utf8) else {
            throw .keys("\(file.plainPath) is damaged: it is no key file")
        }
        return text.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Returns the 32 bytes of a file; its content is never part of a message.
    ///
    /// - Throws: As `line(of:)`.
    static func bytes(of file: URL) throws(ServiceError) -> [UInt8] {
        let text = try line(of: file)
        guard let bytes = try? Hex.decode(text), bytes.count == 32 else {
            throw .keys("\(file.plainPath) is damaged: it must be 64 hexadecimal digits, not \(text.count)")
        }
        return bytes
    }
}
