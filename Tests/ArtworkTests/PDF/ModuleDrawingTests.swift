import QRSymbol
import Support
import Testing

@testable import Artwork

@Suite struct ModuleDrawingTests {
    private static let versions = [1, 2, 11, 12, 27, 28, 40]

    private func symbol(version: Int) throws -> Symbol {
        try Symbol(encoding: "HTTPS://QQ.EXAMPLE/\(version)", level: .low, minimumVersion: version)
    }

    @Test("The bits of a mask are the modules, in versions of one to three words a row", arguments: versions)
    func bits(version: Int) throws {
        let symbol = try symbol(version: version)
        let bits = ModuleBits(ModuleMatrix(symbol), without: nil)
        #expect(bits.bytes.count == symbol.size * ((symbol.size + 7) / 8))
        for row in 0..<symbol.size {
            for column in 0..<symbol.size {
                #expect(bits.isDark(row: row, column: column) == symbol.isDark(row: row, column: column))
            }
        }
    }

    @Test("The square of a logo is light, and nothing else", arguments: [5, 13, 30])
    func logoSquare(version: Int) throws {
        let symbol = try Symbol(encoding: "HTTPS://QQ.EXAMPLE/", level: .high, minimumVersion: version)
        let area = try LogoArea(version: symbol.version, level: .high)
        let square = area.place.rows
        let bits = ModuleBits(ModuleMatrix(symbol), without: area)
        let same = ModuleBits(symbol, without: area)
        for row in 0..<symbol.size {
            for column in 0..<symbol.size {
                let inside = square.contains(row) && square.contains(column)
                #expect(same.isDark(row: row, column: column) == bits.isDark(row: row, column: column))
                #expect(
                    bits.isDark(row: row, column: column)
                        == (!inside && symbol.isDark(row: row, column: column)))
            }
        }
    }

    @Test("Outlines enclose as many modules as are dark", arguments: versions)
    func area(version: Int) throws {
        let bits = ModuleBits(ModuleMatrix(try symbol(version: version)), without: nil)
        let dark = bits.bytes.reduce(0) { $0 + $1.nonzeroBitCount }
        #expect(Self.doubledArea(bits.contour) == 2 * dark)
    }

    @Test("Outlines cross each row where its modules change")
    func crossings() throws {
        let bits = ModuleBits(ModuleMatrix(try symbol(version: 7)), without: nil)
        let contour = bits.contour
        for row in 0..<bits.size {
            var columns: [Int] = []
            for outline in contour.outlines {
                for (corner, next) in zip(outline, outline.dropFirst() + [outline[0]])
                where corner.column == next.column {
                    let rows = min(corner.row, next.row)..<max(corner.row, next.row)
                    if rows.contains(row) { columns.append(corner.column) }
                }
            }
            let changes = (0...bits.size).filter {
                bits.isDark(row: row, column: $0) != bits.isDark(row: row, column: $0 - 1)
            }
            #expect(columns.sorted() == changes, "row \(row)")
        }
    }

    @Test("Modules that touch at a corner have outlines of their own, and a hole has one too")
    func corners() {
        let diagonal = ModuleBits(rows: ["#.", ".#"]).contour
        #expect(diagonal.outlines.count == 2)
        let ring = ModuleBits(rows: ["###", "#.#", "###"]).contour
        #expect(ring.outlines.map(\.count) == [4, 4])
        #expect(Self.doubledArea(ring) == 16)
        // A finder is a square with a square hole, and a square within.
        let finder = ModuleBits(rows: ["#####", "#...#", "#.#.#", "#...#", "#####"]).contour
        #expect(finder.outlines.map(\.count) == [4, 4, 4])
        // Inwards is away from the outside and, at the hole, away from the hole.
        #expect(ring.outlines[0].allSatisfy { $0.columnStep == ($0.column == 0 ? 1 : -1) })
        #expect(ring.outlines[1].allSatisfy { $0.columnStep == ($0.column == 1 ? -1 : 1) })
    }

    /// Twice the area by the shoelace formula, with dark at the right hand positive.
    private static func doubledArea(_ contour: ModuleContour) -> Int {
        contour.outlines.reduce(0) { sum, outline in
            zip(outline, outline.dropFirst() + [outline[0]]).reduce(sum) {
                $0 + $1.0.column * $1.1.row - $1.1.column * $1.0.row
            }
        }
    }

    @Test("A mask whose modules spell the end of an image is written in digits")
    func endMark() {
        var text = PDFText()
        text.append(mask: ModuleBits(size: 8, bytes: [0, 0, 0, 0x45, 0x49, 0, 0, 0]))
        let written = String(decoding: text.bytes, as: UTF8.self)
        #expect(written.contains("/F/AHx ID 0000004549000000>"))
        var plain = PDFText()
        plain.append(mask: ModuleBits(size: 8, bytes: [0, 0, 0, 0x45, 0, 0x49, 0, 0]))
        #expect(!String(decoding: plain.bytes, as: UTF8.self).contains("AHx"))
    }
}

extension ModuleBits {
    fileprivate var contour: ModuleContour {
        ModuleContour(size: size) { isDark(row: $0, column: $1) }
    }

    /// Modules written as `#` and `.`.
    fileprivate init(rows: [String]) {
        let bytesPerRow = (rows.count + 7) / 8
        var bytes = [UInt8](repeating: 0, count: rows.count * bytesPerRow)
        for (row, line) in rows.enumerated() {
            for (column, character) in line.enumerated() where character == "#" {
                bytes[row * bytesPerRow + column / 8] |= 0x80 >> UInt8(column % 8)
            }
        }
        self.init(size: rows.count, bytes: bytes)
    }
}
