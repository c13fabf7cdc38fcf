import Artwork
import QRSymbol
import Testing

@Suite struct PlannedDrawingTests {
    private static let text = Array("HTTPS://Q.QINGQUAN.EXAMPLE/V/7K4M9TX2RB31AP0".utf8)

    @Test("A logo on a fifth of a symbol reads in every form, where it was planned for")
    func forms() throws {
        let style = try SymbolStyle(logo: .leaf())
        let planned = try style.planned(for: Self.text, percent: 20)
        let (symbol, drawn) = (planned.symbol, planned.style)
        let area = try #require(try drawn.logoArea(for: symbol))
        #expect((20...21.5).contains(area.percent) && area.damageLeft >= 1)
        let png = try SymbolPNG.encode(
            symbol, style: drawn, size: PrintSize(dotsPerModule: 8, dotsPerInch: 300))
        try ReadBack.verify(png: png, expecting: Self.text)
        let svg = try SymbolSVG.encode(symbol, style: drawn, moduleMillimetres: 0.5)
        try ReadBack.verify(svg: Array(svg.utf8), expecting: Self.text)
        let (x, y) = (area.place.columns.lowerBound + 5, area.place.rows.lowerBound + 5)
        #expect(svg.contains(##"<image x="\##(x)" y="\##(y)""##))
        // Another symbol of the same text was not planned for this logo.
        let other = try Symbol(encoding: Self.text, level: .high, minimumVersion: symbol.version + 1)
        #expect(throws: DrawingError.self) {
            try SymbolSVG.encode(other, style: drawn, moduleMillimetres: 0.5)
        }
    }
}
