import Foundation

/// Reads a list's bytes from its beginning, piece by piece.
struct ListBytes {
    private let list: MemberList
    private let file: FileHandle?
    private var position = 0

    /// 256 KiB: some two thousand rows, so that a system call costs nothing beside them.
    static let pieceByteCount = 262_144

    /// Opens the list.
    ///
    /// - Throws: `ServiceError.notFound` or `.file`.
    init(_ list: MemberList) throws(ServiceError) {
        self.list = list
        guard case .file(let url) = list else {
            file = nil
            return
        }
        guard url.exists else { throw .notFound(kind: "file", name: url.plainPath) }
        do {
            file = try FileHandle(forReadingFrom: url)
        } catch {
            throw .file(path: url.plainPath, reason: "cannot be opened for reading")
        }
    }

    /// Returns the next piece, none after the last.
    ///
    /// - Throws: `ServiceError.file`.
    mutating func next() throws(ServiceError) -> ArraySlice<UInt8> {
        switch list {
        case .bytes(let bytes, _):
            let piece = bytes.dropFirst(position).prefix(Self.pieceByteCount)
            position += piece.count
            return piece
        case .file(let url):
            do {
                return ArraySlice(try file?.read(upToCount: Self.pieceByteCount) ?? Data())
            } catch {
                throw .file(path: url.plainPath, reason: "cannot be read")
            }
        }
    }
}
