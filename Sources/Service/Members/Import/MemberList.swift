package import Foundation
import Membership

/// A membership list to be read as often as needed, and never held whole unless it came so.
package enum MemberList: Sendable {
    case file(URL)
    /// What came through a pipe or a request, with a name for messages.
    case bytes([UInt8], name: String)

    /// How messages call it.
    package var name: String {
        switch self {
        case .file(let url): url.lastPathComponent
        case .bytes(_, let name): name
        }
    }
}

/// Reads a list from its beginning, piece by piece.
struct MemberListReader {
    private let list: MemberList
    private let file: FileHandle?
    private var position = 0
    private var reader = CSVReader()
    private var isFinished = false

    /// 256 KiB: some two thousand rows, so that a system call costs nothing beside them.
    private static let pieceByteCount = 262_144

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

    /// Returns the next rows, possibly none, or `nil` at the end of the list.
    ///
    /// - Throws: `ServiceError.invalidInput` with the line where reading had to stop, or `.file`.
    mutating func next() throws(ServiceError) -> [CSVRow]? {
        guard !isFinished else { return nil }
        let piece = try nextPiece()
        do throws(CSVError) {
            guard piece.isEmpty else { return try reader.read(piece) }
            isFinished = true
            return try reader.finish()
        } catch {
            throw .invalidInput([InputFault(error, in: list.name)])
        }
    }

    private mutating func nextPiece() throws(ServiceError) -> ArraySlice<UInt8> {
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

extension InputFault {
    /// Says where and why reading a list had to stop.
    fileprivate init(_ error: CSVError, in file: String) {
        let (line, detail) =
            switch error {
            case .unterminatedQuote(let line): (line, "A quoted field that begins here is never closed.")
            case .fieldTooLong(let line, let limit):
                (line, "A field is longer than \(limit) bytes; is a quote never closed?")
            case .rowTooLong(let line, let limit): (line, "The row is longer than \(limit) bytes.")
            case .tooManyColumns(let line, let limit): (line, "The row has more than \(limit) columns.")
            }
        self.init(file: file, line: line, pointer: "", detail: detail)
    }

    /// Says why the first row is no heading.
    init(_ error: MemberLayout.LayoutError, in file: String) {
        let detail =
            switch error {
            case .noHeading: "The list is empty, or its first row is not readable as headings."
            case .missingColumn(let column): "The heading has no column \(column.rawValue)."
            case .repeatedColumn(let column): "The heading has the column \(column.rawValue) twice."
            }
        self.init(file: file, line: 1, pointer: "", detail: detail)
    }
}
