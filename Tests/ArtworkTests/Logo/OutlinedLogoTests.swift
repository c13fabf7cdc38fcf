import QRSymbol
import Testing

@testable import Artwork

// One at a time: each plans, and ZXing and ZBar read at several sizes.
@Suite(.serialized) struct OutlinedLogoTests {
    private static let text = Array("HTTPS://Q.QINGQUAN.EXAMPLE/V/7K4M9TX2RB31AP0".utf8)

    private static func svg(_ body: String, viewBox: String) -> [UInt8] {
        Array(#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="\#(viewBox)">\#(body)</svg>"#.utf8)
    }

    /// A dark disc with a light bar, and wide letters without a ground.
    private static let badge = svg(
        ##"<circle cx="50" cy="50" r="50" fill="#123a6b"/><path fill="#fff" d="M25 42h50v16h-50z"/>"##,
        viewBox: "0 0 100 100")
    private static let letters = svg(
        ##"<path fill="#8a1538" d="M0 0h14v46h46v14h-60zM120 0h60v14h-46v46h-14zM240 46h46v-46h14v60h-60z"/>"##,
        viewBox: "0 0 300 60")

    /// The same picture as pixels with opacity.
    private static func pixels(_ document: [UInt8], aspect: Double) throws -> [UInt8] {
        let side = 600
        let squared = svg(String(decoding: document, as: UTF8.self), viewBox: "0 0 \(side) \(side)")
        let rows = try SVGRasterizer.transparent(squared, side: side)
        let height = Int(Double(side) / aspect)
        let top = (side - height) / 2
        return try PNGEncoder(
            rows: Array(rows[top * side * 4..<(top + height) * side * 4]), rowCount: height, width: side,
            pixels: .rgba
        ).encoded()
    }

    private static func logos() throws -> [(logo: Logo, percent: Double)] {
        try [
            (Logo(badge), 15), (Logo(pixels(badge, aspect: 1)), 15), (Logo(letters), 8),
            (Logo(pixels(letters, aspect: 5)), 8),
        ].map { ($0.0.shaped(.outline), $0.1) }
    }

    @Test("Only the modules that a picture touches are hidden; every other is drawn as it is, in every form")
    func forms() throws {
        for (logo, percent) in try Self.logos() {
            let planned = try SymbolStyle(logo: logo).planned(for: Self.text, percent: percent)
            let (symbol, style) = (planned.symbol, planned.style)
            let grid = try ModuleGrid(symbol, style: style)
            let area = try #require(grid.logoArea)
            #expect((percent - 0.05...percent * 1.12).contains(area.percent) && area.damageLeft >= 1)
            #expect(area.moduleCount < area.place.rows.count * area.place.columns.count)
            let drawn = try Self.drawn(symbol, style, side: grid.side)
            for (form, picture) in drawn {
                // The middle of every module that is not hidden.
                for row in 0..<symbol.size {
                    for column in 0..<symbol.size where !area.hides(row: row, column: column) {
                        let dot = (row + 4) * 8 * picture.width + (column + 4) * 8
                        let isDark = picture.pixels[dot + 3 * picture.width + 4] < 128
                        #expect(isDark == symbol.isDark(row: row, column: column), "\(form) \(row) \(column)")
                    }
                }
                let texts = try TwoReaders.find(in: picture).map(\.texts)
                #expect(texts.count == 1 && texts[0] == [.zbar: Self.text, .zxing: Self.text], "\(form)")
                // Black ink is a dark grey in some programs.
                let differing = zip(picture.pixels, drawn[0].picture.pixels).count {
                    ($0 < 128) != ($1 < 128)
                }
                #expect(differing < picture.pixels.count / 200, "\(form)")
            }
        }
    }

    /// The symbol in every form, eight dots to a module.
    private static func drawn(
        _ symbol: Symbol, _ style: SymbolStyle, side: Int
    ) throws -> [(form: String, picture: GreyPicture)] {
        let dots = side * 8
        let png = try SymbolPNG.encode(
            symbol, style: style, size: PrintSize(dotsPerModule: 8, dotsPerInch: 300))
        let svg = try SymbolSVG.encode(symbol, style: style, moduleMillimetres: 0.5)
        let pdf = try SymbolPDF.bytes(
            symbol, style: style, sideMillimetres: Double(side), info: DocumentInfo(title: "Outline"))
        let page = try PDFReader(pdf).render(page: 1, dotsPerInch: 203.2)
        var pages = try [
            ("png", Raster(png: png).luminance),
            ("svg", SVGRasterizer.render(Array(svg.utf8), width: dots).luminance), ("pdf", page.luminance),
        ]
        if Ghostscript.isExpected {
            let eps = try SymbolEPS.encode(symbol, style: style, moduleMillimetres: 0.508)
            pages.append(("eps", try Ghostscript.page(eps, dotsPerInch: 400).luminance))
        }
        return try pages.map { form, luminance in
            try #require(luminance.count == dots * dots, "\(form)")
            return (form, GreyPicture(pixels: luminance, width: dots, height: dots))
        }
    }

    @Test("Printers of labels and receipts print the modules beside a picture, and so does a look of dots")
    func others() throws {
        for (logo, percent) in try Self.logos().prefix(3) {
            var look = SymbolLook()
            look.modules = .dot
            let planned = try SymbolStyle(logo: logo, look: look).planned(for: Self.text, percent: percent)
            let png = try SymbolPNG.encode(
                planned.symbol, style: planned.style, size: PrintSize(dotsPerModule: 8, dotsPerInch: 300))
            try ReadBack.verify(png: png, expecting: Self.text)
            let grid = try ModuleGrid(planned.symbol, style: planned.style)
            let bitmap = try DotBitmap(grid, logo: logo, dots: 6, quietZone: true)
            let area = try #require(grid.logoArea)
            var seen = 0
            for row in area.place.rows {
                for column in area.place.columns where !area.hides(row: row, column: column) {
                    let (y, x) = ((row + 4) * 6 + 3, (column + 4) * 6 + 3)
                    let isDark = bitmap.bytes[y * bitmap.bytesPerRow + x / 8] & (0x80 >> UInt8(x % 8)) != 0
                    #expect(isDark == planned.symbol.isDark(row: row, column: column))
                    seen += 1
                }
            }
            #expect(seen > 10)
        }
    }

    @Test("Without a share an outline's square may be larger, and every reader reads it")
    func largest() throws {
        let symbol = try Symbol(encoding: Self.text, level: .high)
        for bytes in [Self.badge, Self.letters] {
            let whole = try SymbolStyle(logo: Logo(bytes))
            let outlined = try SymbolStyle(logo: Logo(bytes).shaped(.outline)).readable(in: symbol)
            let (first, second) = try (whole.logoArea(for: symbol), outlined.logoArea(for: symbol))
            #expect(try #require(second).place.rows.count >= #require(first).place.rows.count)
            for (form, picture) in try Self.drawn(symbol, outlined, side: symbol.size + 8) {
                let texts = try TwoReaders.find(in: picture).map(\.texts)
                #expect(texts.count == 1 && texts[0] == [.zbar: Self.text, .zxing: Self.text], "\(form)")
            }
        }
    }

    @Test("A batch shares one plan whose outline fits every member")
    func batch() throws {
        let style = try SymbolStyle(logo: Logo(Self.badge).shaped(.outline))
        let plan = try style.batchPlan(for: Self.text, percent: 12)
        var encoder = LogoPlan.Encoder(plan)
        for number in 0..<4 {
            let text = Array("HTTPS://Q.QINGQUAN.EXAMPLE/V/7K4M9TX2RB31AP\(number)".utf8)
            let (matrix, area) = try encoder.encode(text)
            #expect(area.mask == plan.area.mask && area.damageLeft >= plan.area.damageLeft)
            let symbol = Symbol(matrix, payload: text)
            let png = try SymbolPNG.encode(
                symbol, style: style.planned(area), size: PrintSize(dotsPerModule: 6, dotsPerInch: 300))
            try ReadBack.verify(png: png, expecting: text)
            // On a sheet the modules come as words, and not one by one.
            #expect(ModuleBits(matrix, without: area) == ModuleBits(symbol, without: area))
        }
    }

    @Test("An opaque picture has no outline, nor has one that cannot be drawn; its rectangle is hidden")
    func opaque() throws {
        let white = Self.svg(##"<path fill="#eee" d="M0 0h9v9h-9z"/>"##, viewBox: "0 0 9 9")
        for bytes in [white, try SVGRasterizer.render(white, width: 90).png()] {
            let logo = try Logo(bytes).shaped(.outline)
            #expect(logo.shape == .outline && logo.knockOut.outline == nil)
        }
        let logo = try Logo(Self.badge).shaped(.outline)
        #expect(logo.knockOut.outline != nil && logo.shaped(.rectangle).knockOut.outline == nil)
        #expect(try logo.ringed(by: 2).knockOut.outline == logo.knockOut.outline)
        #expect(logo.resized(to: .percent(4)).knockOut == logo.knockOut)
        // A disc covers π/4 of its square.
        let outline = try #require(logo.knockOut.outline)
        #expect(abs(Double(outline.pixelCount) / Double(outline.width * outline.height) - 0.785) < 0.01)
    }
}
