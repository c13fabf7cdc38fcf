import QRSymbol
import Testing

@testable import Artwork

@Suite struct PlannedDrawingTests {
    private static let text = Array("HTTPS://Q.QINGQUAN.EXAMPLE/V/7K4M9TX2RB31AP0".utf8)
    /// So long that a wide logo crosses too much of an upright symbol.
    private static let long = Array(
        "HTTPS://QQ.EXAMPLE/C/7K4M9TX2RBABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789ABCDEFGHIJ".utf8)

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
        let place = try #require(svg.firstMatch(of: /<image x="([0-9.]+)" y="([0-9.]+)"/))
        let picture = try #require(try ModuleGrid(symbol, style: drawn).logoPicture)
        #expect(abs(try #require(Double(place.1)) - picture.x) < 0.001)
        #expect(abs(try #require(Double(place.2)) - picture.y) < 0.001)
        // A ring of one module, in which it may lie half a module off the middle.
        #expect(abs(picture.x - Double(area.place.columns.lowerBound + 5)) <= 1)
        #expect(abs(picture.y - Double(area.place.rows.lowerBound + 5)) <= 1)
        // Another symbol of the same text was not planned for this logo.
        let other = try Symbol(encoding: Self.text, level: .high, minimumVersion: symbol.version + 1)
        #expect(throws: DrawingError.self) {
            try SymbolSVG.encode(other, style: drawn, moduleMillimetres: 0.5)
        }
    }

    /// A word in a frame, two and a half times as wide as it is high.
    private static func banner() throws -> Logo {
        try Logo(
            Array(
                ##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 130 50"><path fill="#fff" d="M0 0h130v50H0z"/>"##
                    .utf8)
                + Array(
                    ##"<path fill="#114488" d="M10 10h110v30H10zM20 20h90v10H20z" fill-rule="evenodd"/></svg>"##
                        .utf8))
    }

    @Test(
        "A symbol that lies on its side for a wide logo is read in every form, in every look, and is no other's"
    )
    func turned() throws {
        var look = SymbolLook()
        (look.modules, look.frames, look.pupils) = (.rounded, .leaf, .circle)
        for look in [SymbolLook.plain, look] {
            let style = try SymbolStyle(logo: Self.banner(), look: look)
            let planned = try style.planned(for: Self.long, percent: 26)
            let (symbol, drawn) = (planned.symbol, planned.style)
            let area = try #require(try drawn.logoArea(for: symbol))
            #expect(symbol.turn == .left && area.place.columns.count > 2 * area.place.rows.count)
            let png = try SymbolPNG.encode(
                symbol, style: drawn, size: PrintSize(dotsPerModule: 8, dotsPerInch: 300))
            try ReadBack.verify(png: png, expecting: Self.long)
            let svg = try SymbolSVG.encode(symbol, style: drawn, moduleMillimetres: 0.5)
            try ReadBack.verify(svg: Array(svg.utf8), expecting: Self.long)
            let pdf = try SymbolPDF.bytes(
                symbol, style: drawn, sideMillimetres: 30, info: DocumentInfo(title: "Turned"))
            let page = try PDFReader(pdf).render(page: 1, dotsPerInch: 300)
            let found = try SymbolReader.read(
                luminance: page.luminance, width: page.width, height: page.height)
            #expect(found.map(\.text) == [Self.long])
            // An upright symbol of the same version has a finder where this one's logo may lie.
            let upright = try Symbol(encoding: Self.long, level: symbol.level, minimumVersion: symbol.version)
            #expect(throws: DrawingError.self) {
                try SymbolSVG.encode(upright, style: drawn, moduleMillimetres: 0.5)
            }
        }
    }

    @Test("A certificate counts the codewords of a symbol on its side, and shows its map as it lies")
    func certified() throws {
        let planned = try SymbolStyle(logo: Self.banner()).planned(for: Self.long, percent: 26)
        let area = try #require(try planned.style.logoArea(for: planned.symbol))
        let png = try SymbolPNG.encode(
            planned.symbol, style: planned.style, size: PrintSize(dotsPerModule: 8, dotsPerInch: 300))
        let certified = try SymbolCertificate.make(
            of: png, CertificateOrder(damages: CertificateTests.few, logo: area))
        let certificate = certified.certificate
        #expect(certificate.isReadClean && certificate.plan?.version == planned.symbol.version)
        let heat = try #require(certificate.heat)
        func isDark(_ row: Int, _ column: Int) -> Bool { heat.isDark[row * heat.size + column] }
        for place in 0..<7 {
            #expect(
                isDark(0, place) && isDark(heat.size - 1, place)
                    && isDark(heat.size - 1 - place, heat.size - 1))
        }
        #expect(!(0..<7).allSatisfy { isDark(0, heat.size - 1 - $0) })
        // The picture beside the map has its empty corner there, too.
        let picture = certified.picture
        let module = Double(picture.width) / Double(heat.size + 8)
        func isLight(_ row: Int, _ column: Int) -> Bool {
            func middle(_ place: Int) -> Int { Int((Double(place) + 4.5) * module) }
            return picture.color(row: middle(row), column: middle(column)).red > 127
        }
        #expect((0..<7).contains { isLight(0, heat.size - 1 - $0) })
        #expect(!(0..<7).contains { isLight(heat.size - 1, heat.size - 1 - $0) })
        let free = heat.states.indices.filter { heat.states[$0] == .free }
        #expect(!free.isEmpty)
        #expect(free.contains { area.hides(row: $0 / heat.size, column: $0 % heat.size) })
    }

    @Test("A seat off the middle moves the picture and not what is hidden")
    func seat() {
        let place = LogoPlace(rows: 10..<20, columns: 8..<28)
        let middle = LogoBounds(in: place, ring: 1)
        #expect((middle.x, middle.y, middle.width, middle.height) == (9, 11, 18, 8))
        let seat = LogoSeat(down: 0.25, right: -0.5, shrink: 0.9)
        let moved = LogoBounds(in: place, ring: 1, seat: seat, quietZone: 4)
        #expect(abs(moved.width - 17.1) < 1e-9 && abs(moved.height - 7.6) < 1e-9)
        #expect(abs(moved.x + moved.width / 2 - (22 - 0.5)) < 1e-9)
        #expect(abs(moved.y + moved.height / 2 - (19 + 0.25)) < 1e-9)
    }
}
