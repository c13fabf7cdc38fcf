package import Foundation
import Vocabulary

/// Writes each message to a file of its own, for trials and for programs that send what they find there.
///
/// A file is named after its challenge and gone once its code is past its end, or its person is erased.
package actor FileCodeSender: CodeSender {
    private let folder: URL

    /// Writes to a folder, which is made if there is none and which only its owner may enter.
    package init(folder: URL) {
        self.folder = folder
    }

    package func send(_ message: CodeMessage) throws(CodeUnsent) {
        do throws(ServiceError) {
            try folder.makeFolder(mode: 0o700)
            let now = message.sentAt.rfc3339
            try Self.forget(in: folder) { $0.expiresAt <= now }
            let file = folder.appending(path: "\(message.id).\(Self.ending)")
            try file.write(Data(try JSONText.line(message.document)), mode: 0o600)
        } catch {
            throw CodeUnsent("the folder of codes cannot be written to")
        }
    }

    private static let ending = "json"

    /// 64 KB: a hundred times a message of ours.
    private static let maximumByteCount = 65_536

    /// What is read of a message again; times are RFC 3339 in UTC, which sort as they follow each other.
    private struct Kept: Decodable {
        let to: String
        let expiresAt: String
    }

    /// Removes the messages to these addresses.
    ///
    /// - Throws: `ServiceError.file` for one that stays.
    static func forget(_ addresses: Set<String>, in folder: URL) throws(ServiceError) {
        guard !addresses.isEmpty else { return }
        try forget(in: folder) { addresses.contains($0.to) }
    }

    /// Removes the messages whose code ended before a time, or only counts them.
    ///
    /// - Throws: `ServiceError.file` for one that stays.
    static func forget(
        endedBefore end: Instant, in folder: URL, isDryRun: Bool
    ) throws(ServiceError) -> Int {
        let text = end.rfc3339
        var count = 0
        try forget(in: folder) { kept in
            guard kept.expiresAt < text else { return false }
            count += 1
            return !isDryRun
        }
        return count
    }

    private static func forget(
        in folder: URL, where isOver: (Kept) -> Bool
    ) throws(ServiceError) {
        let files = FileManager.default
        guard let names = try? files.contentsOfDirectory(atPath: folder.plainPath) else { return }
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        for name in names where name.hasSuffix(".\(ending)") && !name.hasPrefix(".") {
            let file = folder.appending(path: name)
            // Whoever sends a message may take it away at any moment.
            guard let bytes = try? file.read(atMost: maximumByteCount),
                let kept = try? decoder.decode(Kept.self, from: bytes), isOver(kept)
            else { continue }
            try? files.removeItem(at: file)
            guard !file.exists else { throw .file(path: file.plainPath, reason: "it cannot be removed") }
        }
    }
}
