import Artwork
import QRSymbol
import Testing

@testable import Artwork

@Suite struct LogoRingTests {
    private static let text = Array("HTTPS://Q.QINGQUAN.EXAMPLE/V/7K4M".utf8)

    /// A black square that fills its picture.
    private static func block() throws -> Logo {
        try Logo(
            Array(
                #"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><path d="M0 0h4v4h-4z"/></svg>"#
                    .utf8))
    }

    /// The dark dots of the logo's place, from its corner: the first row, the rows, the first column, the columns.
    private func extent(_ luminance: [UInt8], width: Int, place: LogoPlace, dots: Int) -> [Int] {
        func dark(_ row: Int, _ column: Int) -> Bool { luminance[row * width + column] < 128 }
        let rows = place.rows.lowerBound * dots..<place.rows.upperBound * dots
        let columns = place.columns.lowerBound * dots..<place.columns.upperBound * dots
        let high = rows.filter { row in columns.contains { dark(row, $0) } }
        let wide = columns.filter { column in rows.contains { dark($0, column) } }
        return [
            (high.first ?? 0) - rows.lowerBound, high.count, (wide.first ?? 0) - columns.lowerBound,
            wide.count,
        ]
    }

    @Test(
        "A ring of whole modules or a share of one is as wide in PNG, SVG and PDF as was asked for",
        arguments: [0, 0.25, 0.5, 1, 1.75, 2.5])
    func widths(ring: Double) throws {
        let style = try SymbolStyle(logo: Self.block().resized(to: .modules(11)).ringed(by: ring))
        let symbol = try Symbol(encoding: Self.text, level: .high, minimumVersion: 6)
        let grid = try ModuleGrid(symbol, style: style)
        let place = try #require(grid.logoPlace)
        let (dots, edge) = (12, Int(ring * 12))
        let expected = [edge, 11 * 12 - 2 * edge, edge, 11 * 12 - 2 * edge]
        let size = try PrintSize(dotsPerModule: dots, dotsPerInch: 300)
        let png = try Raster(png: SymbolPNG.encode(symbol, style: style, size: size))
        #expect(extent(png.luminance, width: png.width, place: place, dots: dots) == expected)
        let svg = try SymbolSVG.encode(symbol, style: style, moduleMillimetres: 0.5)
        let drawn = try SVGRasterizer.render(Array(svg.utf8), width: grid.side * dots)
        #expect(extent(drawn.luminance, width: drawn.width, place: place, dots: dots) == expected)
        let pdf = try SymbolPDF.bytes(
            symbol, style: style, sideMillimetres: Double(grid.side), info: DocumentInfo(title: "Ring"))
        let page = try PDFReader(pdf).render(page: 1, dotsPerInch: 304.8)
        let seen = extent(page.luminance, width: page.width, place: place, dots: dots)
        #expect(zip(seen, expected).allSatisfy { abs($0 - $1) <= 1 }, "\(seen)")
        #expect(png.luminance.count { $0 < 128 } == drawn.luminance.count { $0 < 128 })
    }

    @Test("A thinner ring leaves more picture on the same share, and the planner knows what it shows")
    func planning() throws {
        for ring in [0, 0.5, 2] {
            let style = try SymbolStyle(logo: Logo.leaf().ringed(by: ring))
            let planned = try style.planned(for: Self.text, percent: 16)
            let picture = try #require(try ModuleGrid(planned.symbol, style: planned.style).logoPicture)
            let place = try #require(try planned.style.logoArea(for: planned.symbol)).place
            // It may be smaller by as much as the ring.
            let height = Double(place.rows.count) - 2 * ring
            #expect((height - ring...height).contains(picture.height))
            let png = try SymbolPNG.encode(
                planned.symbol, style: planned.style, size: PrintSize(dotsPerModule: 8, dotsPerInch: 300))
            try ReadBack.verify(png: png, expecting: Self.text)
        }
        let faces = try [0, 2].map {
            try LogoTones(Self.block().ringed(by: $0), style: .blackOnWhite).face(rows: 11, columns: 11)
        }
        #expect(faces[0].isDark(row: 0, column: 0) == true && faces[1].isDark(row: 1, column: 1) == false)
        #expect(faces[1].isDark(row: 2, column: 2) == true)
    }

    @Test("A ring out of range is refused")
    func refusals() throws {
        let block = try Self.block()
        for ring in [-0.5, 4.01, .nan, .infinity] {
            #expect(throws: Logo.LogoError.self) { try block.ringed(by: ring) }
        }
        #expect(throws: Logo.LogoError.ring(4.5)) { try block.ringed(by: 4.5) }
    }
}
