import Artwork
import QRSymbol
import Support
import Testing

@Suite struct SymbolESCPOSTests {
    @Test("The bands are the modules with their quiet zone, on a centred line, and the paper reads")
    func raster() throws {
        var generator = SplitMix64.forTests()
        for kind in SampleText.allCases {
            let text = kind.bytes(count: Int.random(in: 1...60, using: &generator), using: &generator)
            let symbol = try Symbol(encoding: text, level: .quartile)
            let style = try SymbolStyle(quietZone: Int.random(in: 4...6, using: &generator))
            let dots = Int.random(in: 3...7, using: &generator)
            let receipt = ESCPOSReceipt(headDots: 576)
            let printed = try ESCPOSReader(
                SymbolESCPOS.encode(symbol, style: style, moduleDots: dots, receipt: receipt))
            let grid = try ModuleGrid(symbol, style: style)
            let comment: Comment = "\(kind), \(text.count) bytes, seed \(generator.seed)"
            let side = grid.side * dots
            let rows = printed.rows
            #expect(rows.count == side && printed.isCentred, comment)
            var wrong = 0
            for (row, line) in rows.enumerated() {
                for (column, isBlack) in line.enumerated() {
                    wrong += isBlack == grid.isDark(row: row / dots, column: column / dots) ? 0 : 1
                }
            }
            #expect(wrong == 0, comment)
            let pixels = rows.flatMap { $0.prefix(side).map { $0 ? 0 : 255 as UInt8 } }
            let found = try SymbolReader.read(luminance: pixels, width: side, height: side)
            #expect(found.map(\.text) == [text], comment)
        }
    }

    @Test("No band is larger than the buffer of a small printer", arguments: FormLimits.escposUsualHeadDots)
    func bands(headDots: Int) throws {
        let symbol = try Symbol(encoding: "HTTPS://QQ.EXAMPLE/C/1", minimumVersion: 7)
        let dots = headDots / (symbol.size + 8)
        let printed = try ESCPOSReader(
            SymbolESCPOS.encode(symbol, moduleDots: dots, receipt: ESCPOSReceipt(headDots: headDots)))
        #expect(printed.rows.count == (symbol.size + 8) * dots)
        #expect(printed.largestBand <= 4_096)
        #expect(printed.rows.allSatisfy { $0.count <= headDots })
    }

    @Test("A logo is printed and the symbol reads")
    func logo() throws {
        let symbol = try Symbol(encoding: "HTTPS://QQ.EXAMPLE/C/1", level: .high, minimumVersion: 5)
        let style = try SymbolStyle(logo: Logo(SampleLogo.svg))
        let printed = try ESCPOSReader(
            SymbolESCPOS.encode(symbol, style: style, moduleDots: 6, receipt: ESCPOSReceipt(headDots: 384)))
        let grid = try ModuleGrid(symbol, style: style)
        let picture = try #require(grid.logoPicture).wholeRows
        let middle = (picture.lowerBound + picture.upperBound) * 3
        // The disc reaches to the edges of the picture, and its corners are paper.
        #expect(printed.rows[middle][picture.lowerBound * 6 + 4])
        #expect(!printed.rows[picture.lowerBound * 6][picture.lowerBound * 6])
        let side = grid.side * 6
        let pixels = printed.rows.flatMap { $0.prefix(side).map { $0 ? 0 : 255 as UInt8 } }
        let found = try SymbolReader.read(luminance: pixels, width: side, height: side)
        #expect(found.map(\.text) == [symbol.payload])
    }

    @Test("Words, feed and cut follow in this order")
    func ending() throws {
        let symbol = try Symbol(encoding: "A")
        let receipt = ESCPOSReceipt(
            headDots: 384, lines: ["7K4M-9TX2", "Thank you"], feedLines: 5, cuts: true)
        let printed = try ESCPOSReader(SymbolESCPOS.encode(symbol, moduleDots: 4, receipt: receipt))
        let expected: [ESCPOSReader.Piece] = [
            .line(Array("7K4M-9TX2".utf8)), .line(Array("Thank you".utf8)), .feed(5), .cut,
        ]
        #expect(Array(printed.pieces.suffix(4)) == expected)
        let bare = ESCPOSReceipt(headDots: 384, feedLines: 0)
        let end = try ESCPOSReader(SymbolESCPOS.encode(symbol, moduleDots: 4, receipt: bare)).pieces.last
        guard case .dots = end else {
            Issue.record("something follows the symbol: \(String(describing: end))")
            return
        }
    }

    @Test(
        "The printer's own symbol is of model 2 between white rows",
        arguments: zip(CorrectionLevel.allCases, [48, 49, 50, 51] as [UInt8]))
    func native(level: CorrectionLevel, value: UInt8) throws {
        // Bytes that are commands elsewhere are data here.
        let bytes: [UInt8] = [0x1D, 0x28, 0x6B, 0x00, 0xFF, 0x1B, 0x40, 0x0A]
        let symbol = try Symbol(encoding: bytes, level: level)
        let receipt = ESCPOSReceipt(headDots: 384)
        let printed = try ESCPOSReader(SymbolESCPOS.encodeNative(symbol, moduleDots: 5, receipt: receipt))
        let white = ESCPOSReader.Piece.dots(Array(repeating: Array(repeating: false, count: 8), count: 20))
        let made = ESCPOSReader.Piece.symbol(model: 50, module: 5, level: value, bytes: bytes)
        #expect(printed.pieces == [white, made, white, .feed(3)])
        #expect(printed.isCentred)
    }

    @Test("The longest text that a symbol holds is stored with its length")
    func longest() throws {
        let digits = [UInt8](repeating: 0x37, count: FormLimits.escposStoredByteCount)
        let symbol = try Symbol(encoding: digits, level: .low)
        let receipt = ESCPOSReceipt(headDots: 576)
        let printed = try ESCPOSReader(SymbolESCPOS.encodeNative(symbol, moduleDots: 3, receipt: receipt))
        #expect(printed.pieces.contains(.symbol(model: 50, module: 3, level: 48, bytes: digits)))
        #expect(throws: EncodingError.self) { try Symbol(encoding: digits + [0x37], level: .low) }
    }

    @Test("What a receipt printer could not print is refused with the numbers")
    func refusals() throws {
        let symbol = try Symbol(encoding: "HTTPS://QQ.EXAMPLE/C/1", minimumVersion: 10)
        func refused(_ dots: Int, _ receipt: ESCPOSReceipt, _ error: FormError) {
            #expect(throws: error) { try SymbolESCPOS.encode(symbol, moduleDots: dots, receipt: receipt) }
            #expect(throws: error) {
                try SymbolESCPOS.encodeNative(symbol, moduleDots: dots, receipt: receipt)
            }
        }
        // 65 modules of 6 dots are 390.
        refused(6, .init(headDots: 384), .tooWide(dots: 390, maximum: 384))
        refused(0, .init(headDots: 384), .moduleDots(0, allowed: 1...16))
        refused(17, .init(headDots: 384), .moduleDots(17, allowed: 1...16))
        refused(1, .init(headDots: 63), .headDots(63, allowed: FormLimits.escposHeadDots))
        refused(1, .init(headDots: 1_025), .headDots(1_025, allowed: FormLimits.escposHeadDots))
        refused(5, .init(headDots: 384, feedLines: 256), .feedLines(256, allowed: 0...255))
        refused(5, .init(headDots: 384, feedLines: -1), .feedLines(-1, allowed: 0...255))
        refused(5, .init(headDots: 384, lines: ["茶"]), .lineCharacter(line: 1, scalar: "茶"))
        refused(5, .init(headDots: 384, lines: ["A\n"]), .lineCharacter(line: 1, scalar: "\n"))
        let quiet = StyleError.quietZone(modules: -1, allowed: SymbolStyle.quietZones)
        #expect(throws: FormError.drawing(.style(quiet))) {
            try SymbolESCPOS.encodeNative(
                symbol, moduleDots: 3, quietZone: -1, receipt: .init(headDots: 384))
        }
    }

    @Test("A symbol that just fits the head is printed")
    func justFits() throws {
        let symbol = try Symbol(encoding: "HTTPS://QQ.EXAMPLE/C/1", minimumVersion: 10)
        let printed = try ESCPOSReader(
            SymbolESCPOS.encode(symbol, moduleDots: 6, receipt: ESCPOSReceipt(headDots: 390)))
        #expect(printed.rows.count == 390)
    }
}
