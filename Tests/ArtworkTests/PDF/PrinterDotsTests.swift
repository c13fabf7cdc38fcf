import QRSymbol
import Testing

@testable import Artwork

@Suite struct PrinterDotsTests {
    /// Prints three labels and returns each symbol's square in dots, drawn at the printer's resolution.
    private func squares(_ options: PrintOptions, style: SymbolStyle = .blackOnWhite) throws -> [Square] {
        let labels = try labels(41)
        let dotsPerInch = try #require(options.dotsPerInch)
        let sheets = try PrintedSheets(
            labels, on: .fortyOnA4, style: style, options: options, info: DocumentInfo(title: "Dots"))
        let reader = try PDFReader(sheets.bytes)
        return try [0, 7, 40].map { index in
            let page = try reader.render(page: index / 40 + 1, dotsPerInch: Double(dotsPerInch))
            let place = try sheets.plan.symbolRectangle(
                ofLabel: index, symbolSize: labels[index].modules.size)
            let dots = Double(dotsPerInch) / 25.4
            return Square(
                page: page, x: Int((place.x * dots).rounded()), y: Int((place.y * dots).rounded()),
                side: Int((place.width * dots).rounded()), modules: labels[index].modules)
        }
    }

    private struct Square {
        var page: PDFReader.Rendering
        var x: Int
        var y: Int
        var side: Int
        var modules: ModuleMatrix

        func luminance(row: Int, column: Int) -> UInt8 {
            page.luminance[(y + row) * page.width + x + column]
        }
    }

    @Test("Every module is whole dots, black or white", arguments: [203, 300, 600], [0.0, 20])
    func wholeDots(dotsPerInch: Int, reduction: Double) throws {
        let options = PrintOptions(
            ink: .black, dotsPerInch: dotsPerInch, barWidthReduction: reduction)
        for square in try squares(options) {
            let size = square.modules.size
            let dots = square.side / (size + 8)
            #expect(dots * (size + 8) == square.side)
            #expect(Double(dots) * 25.4 / Double(dotsPerInch) >= PrintOptions.lowestModuleMillimetres)
            for row in 0..<square.side {
                for column in 0..<square.side {
                    let module = (row / dots - 4, column / dots - 4)
                    let inside = (0..<size).contains(module.0) && (0..<size).contains(module.1)
                    let isDark = inside && square.modules.isDark(row: module.0, column: module.1)
                    let value = square.luminance(row: row, column: column)
                    try #require(isDark ? value < 128 : value > 223, "dot \(row), \(column): \(value)")
                }
            }
        }
    }

    @Test("Bars are narrower by what was asked, to a tenth of a dot at 1,200 dpi")
    func barWidthReduction() throws {
        let symbol = try Symbol(encoding: "HTTPS://QQ.EXAMPLE/C/1", minimumVersion: 2)
        let options = PrintOptions(ink: .black, barWidthReduction: 40)
        let sheets = try PrintedSheets(
            [Label(symbol: symbol)], on: .oneSquare, style: .blackOnWhite, options: options,
            info: DocumentInfo(title: "Bars"))
        let dots = 1_200 / 25.4
        let square = Sheet.oneSquare.symbolRectangle(row: 0, column: 0)
        // The middle of the timing pattern's row: dark and light modules of a millimetre by turns.
        let part = PageRectangle(x: square.x + 11, y: square.y + 10.4, width: 11, height: 0.2)
        let line = try PDFReader(sheets.bytes).render(page: 1, parts: [part], dotsPerInch: 1_200)[0]
        let values = line.luminance.prefix(line.width).map { 1 - Double($0) / 255 }
        // Five dark modules between light ones, counting the anti-aliased edges by their shares.
        let dark = values.reduce(0, +) / dots
        #expect(abs(dark - 5 * (1 - 0.04)) < 0.1 / dots * 10)
    }

    @Test("A reduction of half a module or more is refused with what is possible")
    func tooMuch() throws {
        let symbol = try Symbol(encoding: "HTTPS://QQ.EXAMPLE/C/1", minimumVersion: 8)
        let info = DocumentInfo(title: "Bars")
        #expect(throws: PrintError.barWidthReduction(micrometres: 201, allowed: 0...200)) {
            try PrintedSheets(
                [Label(symbol: symbol)], on: .oneSquare, style: .blackOnWhite,
                options: PrintOptions(barWidthReduction: 201), info: info)
        }
        #expect(throws: PrintError.self) {
            try PrintedSheets(
                [Label(symbol: symbol)], on: .fortyOnA4, style: .blackOnWhite,
                options: PrintOptions(barWidthReduction: 200), info: info)
        }
        #expect(throws: PrintError.dotsPerInch(10, allowed: PrintSize.resolutionRange)) {
            try PrintedSheets(
                [Label(symbol: symbol)], on: .oneSquare, style: .blackOnWhite,
                options: PrintOptions(dotsPerInch: 10), info: info)
        }
    }

    @Test("A page comes back from its bytes, and torn bytes are none")
    func coding() throws {
        let labels = try labels(40)
        let plan = try LabelSheetPlan(sheet: .fortyOnA4, style: .blackOnWhite, sample: labels[0])
        let page = try plan.page(labels, from: 0)
        #expect(SheetPage(encoded: page.encoded) == page)
        for length in [0, 11, 12, page.encoded.count - 1] {
            #expect(SheetPage(encoded: Array(page.encoded.prefix(length))) == nil)
        }
    }
}
