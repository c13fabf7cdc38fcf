import Artwork
import QRSymbol
import Support
import Testing

@Suite struct SymbolZPLTests {
    static let symbol = try? Symbol(encoding: "HTTPS://QQ.EXAMPLE/C/7K4M9TX2RB")

    @Test("The label is what it was")
    func matchesTheSnapshot() throws {
        let label = ZPLLabel(originX: 10, originY: 20, widthDots: 400, lengthDots: 300, lines: ["7K4M_满"])
        let size = try PrintSize(dotsPerModule: 5, dotsPerInch: 203)
        let zpl = try SymbolZPL.encode(Symbol(encoding: "A"), size: size, label: label)
        #expect(try Snapshot.form("symbol.zpl").difference(from: String(decoding: zpl, as: UTF8.self)) == nil)
    }

    /// Compares what is on a label with the modules of a grid that begins at a place.
    private func differences(
        _ printed: ZPLReader, _ grid: ModuleGrid, dots: Int, x: Int = 0, y: Int = 0
    ) -> Int {
        var expected: Set<ZPLReader.Dot> = []
        for run in grid.runs {
            for row in run.row * dots..<(run.row + 1) * dots {
                for column in run.columns.lowerBound * dots..<run.columns.upperBound * dots {
                    expected.insert(.init(row: y + row, column: x + column))
                }
            }
        }
        return printed.dots.symmetricDifference(expected).count
    }

    @Test("The dots are the modules, the field's place keeps the quiet zone, and the label reads")
    func graphics() throws {
        var generator = SplitMix64.forTests()
        for kind in SampleText.allCases {
            let text = kind.bytes(count: Int.random(in: 1...60, using: &generator), using: &generator)
            let symbol = try Symbol(encoding: text, level: .quartile)
            let style = try SymbolStyle(quietZone: Int.random(in: 4...6, using: &generator))
            let size = try PrintSize(
                dotsPerModule: Int.random(in: 2...7, using: &generator), dotsPerInch: 203)
            let label = ZPLLabel(originX: 16, originY: 8)
            let printed = try ZPLReader(SymbolZPL.encode(symbol, style: style, size: size, label: label))
            let grid = try ModuleGrid(symbol, style: style)
            let comment: Comment = "\(kind), \(text.count) bytes, seed \(generator.seed)"
            #expect(differences(printed, grid, dots: size.dotsPerModule, x: 16, y: 8) == 0, comment)
            let inset = style.quietZone * size.dotsPerModule
            #expect(printed.graphics.first?.x == 16 + inset && printed.graphics.first?.y == 8 + inset)
            let side = grid.side * size.dotsPerModule + 32
            let found = try SymbolReader.read(
                luminance: printed.luminance(width: side, height: side), width: side, height: side)
            #expect(found.map(\.text) == [text], comment)
        }
    }

    @Test("A drawing larger than a graphic field becomes several that join")
    func bands() throws {
        let symbol = try Symbol(encoding: "A", minimumVersion: 40)
        let size = try PrintSize(dotsPerModule: 6, dotsPerInch: 600)
        let printed = try ZPLReader(SymbolZPL.encode(symbol, size: size))
        #expect(printed.graphics.count == 2)
        #expect(printed.graphics.allSatisfy { $0.byteCount <= FormLimits.zplGraphicByteCount })
        #expect(differences(printed, try ModuleGrid(symbol, style: .blackOnWhite), dots: 6) == 0)
    }

    @Test("A logo is printed black on its light square, and the symbol reads")
    func logo() throws {
        let symbol = try Symbol(encoding: "HTTPS://QQ.EXAMPLE/C/1", level: .high, minimumVersion: 5)
        let style = try SymbolStyle(logo: Logo(SampleLogo.svg))
        let printed = try ZPLReader(
            SymbolZPL.encode(symbol, style: style, size: PrintSize(dotsPerModule: 6, dotsPerInch: 300)))
        let grid = try ModuleGrid(symbol, style: style)
        let (square, picture) = (try #require(grid.logoPlace).rows, try #require(grid.logoPicture).wholeRows)
        func isWithin(_ dot: ZPLReader.Dot, _ range: Range<Int>) -> Bool {
            range.contains(dot.row / 6) && range.contains(dot.column / 6)
        }
        let inPicture = printed.dots.filter { isWithin($0, picture) }.count
        let area = picture.count * picture.count * 36
        // A disc of the logo's green covers π/4 of the picture, less the pale leaf.
        #expect((area / 2..<area * 3 / 4).contains(inPicture))
        #expect(printed.dots.count { isWithin($0, square) && !isWithin($0, picture) } == 0)
        let side = grid.side * 6
        let found = try SymbolReader.read(
            luminance: printed.luminance(width: side, height: side), width: side, height: side)
        #expect(found.map(\.text) == [symbol.payload])
    }

    @Test("A label states its size, and words stand below the quiet zone as UTF-8")
    func words() throws {
        let symbol = try #require(Self.symbol)
        let lines = ["7K4M-9TX2_RB ^~\\", "满50元减10元"]
        let label = ZPLLabel(
            originX: 20, originY: 10, widthDots: 400, lengthDots: 320, lines: lines, textDots: 24,
            font: "E:NOTOSANS.TTF")
        let bytes = try SymbolZPL.encode(
            symbol, size: PrintSize(dotsPerModule: 5, dotsPerInch: 203), label: label)
        let printed = try ZPLReader(bytes)
        #expect(printed.settings == ["PW400", "LL320", "LH0,0", "CI28"])
        #expect(printed.texts.map { String(decoding: $0.bytes, as: UTF8.self) } == lines)
        #expect(printed.texts.map(\.font) == Array(repeating: "A@N,24,24,E:NOTOSANS.TTF", count: 2))
        let bottom = 10 + (symbol.size + 8) * 5
        #expect(printed.texts.map(\.y) == [bottom, bottom + 30] && printed.texts.allSatisfy { $0.x == 20 })
        let plain = try ZPLReader(
            SymbolZPL.encode(
                symbol, size: PrintSize(dotsPerModule: 5, dotsPerInch: 203), label: ZPLLabel(lines: ["A"])))
        #expect(plain.texts.map(\.font) == ["A0N,24,24"])
    }

    @Test(
        "The printer's own symbol gets model 2, size, level, mask and the text in its mode",
        arguments: [
            ("HTTPS://QQ.EXAMPLE/C/7K4M", CorrectionLevel.quartile, "QM,AHTTPS://QQ.EXAMPLE/C/7K4M"),
            ("0123456789", .low, "LM,N0123456789"),
            ("https://q.example/a?b=c_d^~\\&,", .high, "HA,https://q.example/a?b=c_d^~\\&,"),
        ])
    func native(text: String, level: CorrectionLevel, data: String) throws {
        let symbol = try Symbol(encoding: text, level: level)
        let printed = try ZPLReader(SymbolZPL.encodeNative(symbol, magnification: 4))
        let made = try #require(printed.symbols.first)
        #expect(printed.symbols.count == 1 && printed.graphics.isEmpty)
        #expect(made.x == 16 && made.y == 16)
        #expect(made.parameters == ["N", "2", "4", level.rawValue, String(symbol.mask)])
        #expect(String(decoding: made.bytes, as: UTF8.self) == data)
    }

    @Test("Words below the printer's own symbol leave room for a version more")
    func nativeWords() throws {
        let symbol = try #require(Self.symbol)
        let label = ZPLLabel(lines: ["A"])
        let printed = try ZPLReader(SymbolZPL.encodeNative(symbol, magnification: 3, label: label))
        let room = (symbol.size + 8 + 4) * 3 + FormLimits.zplNativeOffsetDots
        #expect(printed.texts.map(\.y) == [room])
    }

    @Test("A byte that the printer's input cannot carry is refused where it stands")
    func nativeBytes() throws {
        for byte in [0x00, 0x0A, 0x1F, 0x7F, 0x80, 0x9F, 0xA0, 0xE0, 0xFF] as [UInt8] {
            let symbol = try Symbol(encoding: [0x61, 0x62, byte])
            #expect(throws: FormError.payloadByte(byte, index: 2)) {
                try SymbolZPL.encodeNative(symbol, magnification: 4)
            }
        }
        let long = try Symbol(encoding: String(repeating: "7", count: 3_070), level: .low)
        #expect(throws: FormError.payloadTooLong(byteCount: 3_074, maximum: 3_072)) {
            try SymbolZPL.encodeNative(long, magnification: 4)
        }
    }

    @Test("Labels one after the other are a batch, and the same label is the same bytes")
    func batch() throws {
        let size = try PrintSize(dotsPerModule: 4, dotsPerInch: 203)
        let one = try SymbolZPL.encode(Symbol(encoding: "A"), size: size)
        let other = try SymbolZPL.encode(Symbol(encoding: "B"), size: size)
        #expect(one == (try SymbolZPL.encode(Symbol(encoding: "A"), size: size)))
        let batch = String(decoding: one + other, as: UTF8.self)
        #expect(batch.split(separator: "^XA").count == 2 && batch.hasSuffix("^XZ\n"))
    }

    @Test("What a label printer could not print is refused with the numbers")
    func refusals() throws {
        let symbol = try #require(Self.symbol)
        let size = try PrintSize(dotsPerModule: 5, dotsPerInch: 203)
        let side = (symbol.size + 8) * 5
        func refused(_ label: ZPLLabel, _ error: FormError) {
            #expect(throws: error) { try SymbolZPL.encode(symbol, size: size, label: label) }
        }
        refused(.init(originX: -1), .origin(x: -1, y: 0, allowed: FormLimits.zplOrigins))
        refused(.init(originY: 32_001), .origin(x: 0, y: 32_001, allowed: FormLimits.zplOrigins))
        refused(.init(originX: 10, widthDots: side), .tooWide(dots: side + 10, maximum: side))
        refused(.init(lengthDots: side, lines: ["A"]), .tooLong(dots: side + 30, maximum: side))
        refused(.init(widthDots: 1), .headDots(1, allowed: FormLimits.zplLabelDots))
        refused(.init(textDots: 9), .textDots(9, allowed: FormLimits.zplTextDots))
        refused(.init(lines: ["A", "B\u{1B}"]), .lineCharacter(line: 2, scalar: "\u{1B}"))
        refused(.init(lines: Array(repeating: "A", count: 11)), .lineCount(11, maximum: 10))
        let long = String(repeating: "A", count: 256)
        refused(.init(lines: [long]), .lineTooLong(line: 1, byteCount: 256, maximum: 255))
        for font in ["", "NOTO.TTF", "E:NOTO", "E:.TTF", "X:NOTO.TTF", "E:no.TTF", "E:A^XZ.TTF", "E:A.TTF:"] {
            refused(.init(lines: ["A"], font: font), .fontName(font))
        }
        #expect(throws: FormError.dotsPerInch(254, allowed: FormLimits.zplDotsPerInch)) {
            try SymbolZPL.encode(symbol, size: PrintSize(dotsPerModule: 5, dotsPerInch: 254))
        }
        #expect(throws: FormError.tooWide(dots: (symbol.size + 8) * 100, maximum: FormLimits.zplSideDots)) {
            try SymbolZPL.encode(symbol, size: PrintSize(dotsPerModule: 100, dotsPerInch: 203))
        }
        for magnification in [0, 11] {
            let error = FormError.moduleDots(magnification, allowed: FormLimits.zplMagnifications)
            #expect(throws: error) { try SymbolZPL.encodeNative(symbol, magnification: magnification) }
        }
        let quiet = StyleError.quietZone(modules: 21, allowed: SymbolStyle.quietZones)
        #expect(throws: FormError.drawing(.style(quiet))) {
            try SymbolZPL.encodeNative(symbol, magnification: 4, quietZone: 21)
        }
    }
}
