import Artwork
import QRSymbol
import Testing

@Suite struct LabelSheetPDFTests {
    static let info = DocumentInfo(title: "Thank you")

    static func print(
        _ labels: [Label], on sheet: Sheet = .fortyOnA4, style: SymbolStyle = .blackOnWhite,
        options: PrintOptions = PrintOptions(), info: DocumentInfo = info
    ) throws -> PrintedSheets {
        try PrintedSheets(labels, on: sheet, style: style, options: options, info: info)
    }

    @Test("Eighty branded labels with a logo fill two pages and read back")
    func eightyLabels() throws {
        let labels = try labels(80, level: .quartile)
        let output = try Self.print(labels, style: .brand(logo: .leaf()))
        #expect(output.pageCount == 2)
        let last = Sheet.fortyOnA4.placement(ofLabel: 79)
        #expect(last.page == 2 && last.row == 10)
        let texts = labels.map(\.url)
        try PDFReadBack(sheet: .fortyOnA4).verify(output.bytes, expecting: texts)
    }

    @Test("The page box is the paper to a ten-thousandth of a point")
    func mediaBox() throws {
        let output = try Self.print(labels(1))
        let size = try PDFReader(output.bytes).size(ofPage: 1)
        #expect(abs(size.widthMillimetres - 210) < 2e-5 && abs(size.heightMillimetres - 297) < 2e-5)
    }

    @Test("Modules are on their millimetre to within a pixel", arguments: [300.0, 600])
    func moduleEdges(dotsPerInch: Double) throws {
        let symbol = try Symbol(encoding: "HTTPS://QQ.EXAMPLE/C/1", minimumVersion: 2)
        #expect(symbol.size == 25)
        let output = try Self.print([Label(symbol: symbol)], on: .oneSquare)
        let page = try PDFReader(output.bytes).render(page: 1, dotsPerInch: dotsPerInch)
        let square = Sheet.oneSquare.symbolRectangle(row: 0, column: 0)
        #expect(square.x == 13.5 && square.y == 8.5)
        // The top row of the symbol begins with the seven dark modules of a finder pattern.
        let pixels = dotsPerInch / 25.4
        let row = Int((square.y + 4.5) * pixels)
        let line = page.luminance[row * page.width..<(row + 1) * page.width]
        let first = try #require(line.firstIndex { $0 < 128 }) - line.startIndex
        let last = try #require(line.lastIndex { $0 < 128 }) - line.startIndex
        #expect(abs(Double(first) - (square.x + 4) * pixels) <= 1)
        #expect(abs(Double(last + 1) - (square.x + 29) * pixels) <= 1)
        for column in 0..<symbol.size {
            let x = Int((square.x + 4.5 + Double(column)) * pixels)
            #expect((line[line.startIndex + x] < 128) == symbol.isDark(row: 0, column: column))
        }
    }

    @Test("The panel with its quiet zone is painted in the light colour")
    func panel() throws {
        let symbol = try Symbol(encoding: "HTTPS://QQ.EXAMPLE/C/1", minimumVersion: 2)
        let output = try Self.print([Label(symbol: symbol)], on: .oneSquare, style: .brand())
        let page = try PDFReader(output.bytes).render(page: 1, dotsPerInch: 254)
        // Ten pixels a millimetre: paper, then quiet zone, then a module of the finder pattern.
        let values = [(120, 70), (150, 100), (180, 130)].map { page.luminance[$0.1 * page.width + $0.0] }
        #expect(values[0] == 255)
        #expect((230..<250).contains(values[1]))
        #expect(values[2] < 100)
    }

    @Test("The same labels give the same bytes, a date other ones, and nothing else is stamped")
    func deterministic() throws {
        let labels = try labels(3, level: .quartile)
        let style = try SymbolStyle.brand(logo: .leaf())
        let first = try Self.print(labels, style: style)
        #expect(try Self.print(labels, style: style).bytes == first.bytes)
        let dated = try Self.print(
            labels, style: style, info: DocumentInfo(title: "Thank you", createdAt: "2026-05-01T10:00:00Z"))
        #expect(dated.bytes != first.bytes)
    }

    @Test("Draining on the way gives the same file")
    func drained() throws {
        let labels = try labels(85, level: .quartile)
        let style = try SymbolStyle.brand(logo: .leaf())
        let plan = try LabelSheetPlan(sheet: .fortyOnA4, style: style, sample: labels[0])
        var pdf = try LabelSheetPDF(plan: plan, info: Self.info)
        var bytes: [UInt8] = []
        for first in stride(from: 0, to: labels.count, by: 40) {
            pdf.add(try plan.page(labels[first..<min(first + 40, labels.count)], from: first))
            bytes += pdf.drain()
        }
        #expect(!bytes.isEmpty)
        bytes += pdf.finish()
        #expect(try Self.print(labels, style: style).bytes == bytes)
    }

    @Test("Modules too small to scan are refused with the label's number")
    func tooSmall() throws {
        var sheet = Sheet.fortyOnA4
        sheet.symbolMillimetres = 10
        let big = try Symbol(encoding: "HTTPS://QQ.EXAMPLE/", minimumVersion: 10)
        #expect(throws: PrintError.modulesTooSmall(label: 2, millimetres: 10.0 / 65, lowest: 0.25)) {
            try Self.print(labels(1) + [Label(symbol: big)], on: sheet)
        }
    }

    @Test("A sheet that does not fit its paper is refused before anything is drawn")
    func badSheet() {
        var sheet = Sheet.fortyOnA4
        sheet.columns = 5
        #expect(throws: PrintError.self) {
            try Self.print(labels(1), on: sheet)
        }
    }

    @Test("A code that cannot be set legibly is refused, a title is shortened")
    func captions() throws {
        let symbol = try Symbol(encoding: "HTTPS://QQ.EXAMPLE/C/1")
        let long = String(repeating: "喝茶 tea ", count: 40)
        _ = try Self.print([Label(symbol: symbol, title: long, code: "7K4M-9TX2", note: long)])
        let code = String(repeating: "7K4M", count: 60)
        #expect(throws: PrintError.captionTooLong(label: 1, line: .code)) {
            try Self.print([Label(symbol: symbol, code: code)])
        }
    }

    @Test("Cut marks stand outside the grid, in line with its edges")
    func cutMarks() throws {
        let output = try Self.print(labels(1))
        let page = try PDFReader(output.bytes).render(page: 1, dotsPerInch: 600)
        let pixels = 600 / 25.4
        func isDark(x: Double, y: Double) -> Bool {
            let (column, row) = (Int(x * pixels), Int(y * pixels))
            return (-2...2).contains { page.luminance[row * page.width + column + $0] < 128 }
        }
        for edge in [8, 56.5, 105, 153.5, 202] {
            #expect(isDark(x: edge, y: 18))
            #expect(!isDark(x: edge, y: 21.3))
            #expect(isDark(x: edge, y: 279))
        }
    }
}
