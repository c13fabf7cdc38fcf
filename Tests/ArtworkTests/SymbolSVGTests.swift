import Artwork
import QRSymbol
import Support
import Testing

@Suite struct SymbolSVGTests {
    @Test("The document is what it was, and reads")
    func matchesTheSnapshot() throws {
        let symbol = try Symbol(encoding: "HTTPS://Q.EXAMPLE/A")
        let style = try SymbolStyle(dark: Color(parsing: "#0b6e4f"), light: Color(parsing: "#f4f1de"))
        let svg = try SymbolSVG.encode(
            symbol, style: style, moduleMillimetres: 0.42, title: "满减 <b>", summary: "Tom & \"Jerry\"")
        #expect(try Snapshot("symbol.svg").difference(from: svg) == nil)
        try ReadBack.verify(svg: Array(svg.utf8), expecting: symbol.payload)
    }

    @Test("A logo is embedded, drawn, and leaves the symbol readable")
    func embedsALogo() throws {
        let symbol = try Symbol(encoding: "HTTPS://Q.EXAMPLE/A", level: .high, minimumVersion: 5)
        let style = try SymbolStyle(logo: Logo(SampleLogo.svg))
        let svg = try SymbolSVG.encode(symbol, style: style, moduleMillimetres: 0.5)
        #expect(svg.contains("data:image/svg+xml;base64,PHN2ZyB4bWxucz0"))
        #expect(!svg.contains("href=\"http"))
        try ReadBack.verify(svg: Array(svg.utf8), expecting: symbol.payload)
        // The middle of the logo is its own pale leaf on green, not the light of the symbol.
        let drawn = try SVGRasterizer.render(Array(svg.utf8), width: 450)
        let colors = Set(
            stride(from: 0, to: drawn.pixels.count, by: 3).map { Array(drawn.pixels[$0..<$0 + 3]) })
        #expect(colors.contains([0x0B, 0x6E, 0x4F]))
    }

    @Test("Every dark module is in exactly one run, and runs are as long as they can be")
    func mergesRuns() throws {
        let symbol = try Symbol(encoding: "清泉茶舍", level: .high, minimumVersion: 6)
        let grid = try ModuleGrid(symbol, style: SymbolStyle(quietZone: 2, logo: Logo(SampleLogo.svg)))
        var drawn: Set<[Int]> = []
        for run in grid.runs {
            for column in run.columns { #expect(drawn.insert([run.row, column]).inserted) }
            #expect(!grid.isDark(row: run.row, column: run.columns.lowerBound - 1))
            #expect(!grid.isDark(row: run.row, column: run.columns.upperBound))
        }
        let square = try #require(grid.logoPlace).rows
        for row in 0..<symbol.size {
            for column in 0..<symbol.size {
                let covered = square.contains(row + 2) && square.contains(column + 2)
                let expected = symbol.isDark(row: row, column: column) && !covered
                #expect(drawn.contains([row + 2, column + 2]) == expected)
            }
        }
    }

    @Test("Text shows two rows to a line, light on dark or dark on light")
    func drawsText() throws {
        let symbol = try Symbol(encoding: "A")
        let text = SymbolText.encode(symbol, on: .light, quietZone: 0)
        #expect(try Snapshot("symbol.txt").difference(from: text) == nil)
        let lines = SymbolText.encode(symbol, on: .dark, quietZone: 4).split(separator: "\n")
        #expect(lines.count == 15)
        #expect(lines.first == Substring(String(repeating: "\u{2588}", count: 29)))
        #expect(lines.last == Substring(String(repeating: "\u{2580}", count: 29)))
    }
}
