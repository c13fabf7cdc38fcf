import Foundation
import Testing

@testable import Service

@Suite struct PrintedPieceTests {
    private static let piece: PrintedPiece = {
        var piece = PrintedPiece()
        piece.items = [.init(name: "a.png", bytes: [1, 2, 3]), .init(name: "", bytes: [])]
        piece.manifest = Array("code,a\r\n".utf8)
        return piece
    }()

    @Test("A piece comes back from its file")
    func roundTrip() {
        #expect(PrintedPiece(encoded: Self.piece.encoded) == Self.piece)
        #expect(PrintedPiece(encoded: PrintedPiece().encoded) == PrintedPiece())
    }

    @Test("A file with any byte changed, or cut anywhere, is no piece")
    func damage() {
        let file = Self.piece.encoded
        for place in file.indices {
            var changed = file
            changed[place] ^= 1
            #expect(PrintedPiece(encoded: changed) == nil)
            #expect(PrintedPiece(encoded: Array(file[..<place])) == nil)
        }
    }

    @Test("A folder keeps pieces for the same order, and begins anew for another")
    func folder() throws {
        let place = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: place) }
        let file = place.appending(path: "sheet.pdf")
        let first = try PieceFolder(for: file, order: "forty labels")
        try first.keep(Self.piece, as: 4)
        #expect(try PieceFolder(for: file, order: "forty labels").piece(4) == Self.piece)
        #expect(first.piece(3) == nil)
        let mode =
            try FileManager.default.attributesOfItem(
                atPath: place.appending(path: ".sheet.pdf.pieces").plainPath)[.posixPermissions] as? Int
        #expect(mode == 0o700)
        #expect(try PieceFolder(for: file, order: "fifty labels").piece(4) == nil)
        first.remove()
        #expect(try FileManager.default.contentsOfDirectory(atPath: place.plainPath) == [])
    }
}
