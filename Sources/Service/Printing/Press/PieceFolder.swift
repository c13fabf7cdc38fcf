import Crypto
import Foundation

/// Keeps the pieces of a long print beside its file until the file is whole, so that a print that was stopped goes on.
///
/// Pieces are worth keeping for being read back, which takes longer than everything else. A piece is renamed into
/// place and carries its digest, so one that a power cut tore is made again. A print with another order begins anew.
struct PieceFolder: Sendable {
    private let folder: URL

    /// Changes when other code draws other bytes, so that pieces of two versions are never mixed.
    private static let drawingVersion = 1

    /// Takes the folder of an earlier print of the same order, or begins one.
    ///
    /// - Parameters:
    ///   - file: What is printed.
    ///   - order: Everything that decides the print's bytes, in words.
    /// - Throws: `ServiceError.file` if the folder cannot be made.
    init(for file: URL, order: String) throws(ServiceError) {
        folder = Self.folder(for: file)
        let digest = Self.digest(of: order)
        guard !Self.holds(order: order, for: file) else { return }
        remove()
        do {
            // Codes that are not yet given out are their owner's alone.
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw .file(path: file.plainPath, reason: "no folder can be made beside it")
        }
        try OutputFile.write(
            digest, to: folder.appending(path: Self.markName), existing: .replace, audience: .owner)
    }

    /// Whether an earlier print of the same order was stopped.
    static func holds(order: String, for file: URL) -> Bool {
        let mark = folder(for: file).appending(path: markName)
        return (try? Data(contentsOf: mark)).map(Array.init) == digest(of: order)
    }

    /// What a print's order comes to.
    static func digest(of order: String) -> [UInt8] {
        Array(SHA256.hash(data: Data("\(drawingVersion) \(order)".utf8)))
    }

    private static let markName = "order"

    private static func folder(for file: URL) -> URL {
        file.deletingLastPathComponent().appending(path: ".\(file.lastPathComponent).pieces")
    }

    /// Returns a piece that an earlier print left, or `nil`.
    func piece(_ index: Int) -> PrintedPiece? {
        guard let data = try? Data(contentsOf: url(index)) else { return nil }
        return PrintedPiece(encoded: Array(data))
    }

    /// Keeps a piece.
    ///
    /// - Throws: `ServiceError.file`.
    func keep(_ piece: PrintedPiece, as index: Int) throws(ServiceError) {
        let url = url(index)
        do {
            // Not synced: what a power cut loses is found by its digest and made again.
            try Data(piece.encoded).write(to: url, options: .atomic)
        } catch {
            throw .file(path: url.plainPath, reason: "cannot be written")
        }
    }

    /// Takes all away.
    func remove() {
        try? FileManager.default.removeItem(at: folder)
    }

    private func url(_ index: Int) -> URL { folder.appending(path: "\(index).piece") }
}
