import QRSymbol
import Testing

@testable import Artwork

/// What press files make of a look.
@Suite struct LookPressTests {
    static let info = DocumentInfo(title: "QR")
    private let symbol: Symbol

    init() throws { symbol = try Symbol(encoding: SampleLook.text) }

    private func page(_ style: SymbolStyle, _ options: PrintOptions = PrintOptions()) throws
        -> PDFReader.Rendering
    {
        let pdf = try SymbolPDF.bytes(
            symbol, style: style, sideMillimetres: 37, options: options, info: Self.info)
        return try PDFReader(pdf).render(page: 1, dotsPerInch: 254)
    }

    @Test("PDF and PNG show the same picture", arguments: ModuleShape.allCases)
    func sameAsPixels(shape: ModuleShape) throws {
        var look = try SampleLook.colourful()
        look.modules = shape
        let style = try SymbolStyle(look: look)
        let page = try page(style)
        let picture = try Raster(
            png: SymbolPNG.encode(symbol, style: style, size: PrintSize(dotsPerModule: 10)))
        #expect(page.width == picture.width && page.height == picture.height)
        let difference = zip(page.luminance, picture.luminance).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }
        #expect(Double(difference) / Double(page.luminance.count) < 2.5)
    }

    @Test("EPS and PNG show the same picture", .enabled(if: Ghostscript.isExpected))
    func epsSameAsPixels() throws {
        let style = try SymbolStyle(look: SampleLook.colourful())
        let eps = try SymbolEPS.encode(symbol, style: style, moduleMillimetres: 1, ink: nil)
        let page = try Ghostscript.page(eps, dotsPerInch: 254)
        let picture = try Raster(
            png: SymbolPNG.encode(symbol, style: style, size: PrintSize(dotsPerModule: 10)))
        #expect(abs(page.width - picture.width) <= 1 && abs(page.height - picture.height) <= 1)
        // Without a profile, inks only resemble a screen's colours: what is dark must be dark, light light.
        var wrong = 0
        let luminance = picture.luminance
        let (width, height) = (min(page.width, picture.width), min(page.height, picture.height))
        for row in 0..<height {
            for column in 0..<width {
                let isDark = page.luminance[row * page.width + column] < 140
                if isDark != (luminance[row * picture.width + column] < 140) { wrong += 1 }
            }
        }
        #expect(Double(wrong) / Double(width * height) < 0.03)
    }

    @Test("One ink prints all dark parts, whatever their fills")
    func oneInk() throws {
        let style = try SymbolStyle(look: SampleLook.colourful())
        let eps = String(
            decoding: try SymbolEPS.encode(symbol, style: style, moduleMillimetres: 1, ink: .black),
            as: UTF8.self)
        #expect(eps.contains("0 0 0 1 setcmykcolor"))
        #expect(!eps.contains("shfill") && eps.contains("%%LanguageLevel: 2"))
        #expect(eps.contains("%%DocumentProcessColors: Black"))
        let page = try page(style, PrintOptions(ink: .black))
        let found = try SymbolReader.read(luminance: page.luminance, width: page.width, height: page.height)
        #expect(found.map(\.text) == [symbol.payload])
    }

    @Test("A brand's inks are printed: each spot ink has its plate, and gradients are of process inks")
    func brandInks() throws {
        var look = SymbolLook()
        let process = Ink.Process(cyan: 0.9, magenta: 0.3, yellow: 0.75, black: 0.25)
        let green = Paint(
            try Color(parsing: "#0b6e4f"), ink: .spot(name: "PANTONE 3298 C", appearance: process))
        let navy = Paint(
            try Color(parsing: "#0d2a4a"),
            ink: .spot(name: "Navy", appearance: .init(cyan: 1, magenta: 0.75, yellow: 0.3, black: 0.45)))
        look.moduleFill = .solid(green)
        look.pupilFill = .solid(navy)
        look.groundInk = .init(cyan: 0.03, magenta: 0.04, yellow: 0.14, black: 0)
        let style = try SymbolStyle(light: Color(parsing: "#f4f1de"), look: look)
        let eps = String(
            decoding: try SymbolEPS.encode(symbol, style: style, moduleMillimetres: 1, ink: nil),
            as: UTF8.self)
        #expect(eps.contains("/Separation (PANTONE 3298 C) cvn") && eps.contains("/Separation (Navy) cvn"))
        #expect(eps.contains("0.03 0.04 0.14 0 setcmykcolor"))
        #expect(!eps.contains("setrgbcolor"))
        let pdf = try SymbolPDF.bytes(symbol, style: style, sideMillimetres: 37, info: Self.info)
        #expect(try Self.inks(of: pdf) == ["Cyan", "Magenta", "Navy", "PANTONE 3298 C", "Yellow"])

        look.pupilFill = nil
        look.moduleFill = .linear(
            .init(degrees: 0, stops: [.init(offset: 0, paint: green), .init(offset: 1, paint: navy)]))
        let shaded = try SymbolPDF.bytes(
            symbol, style: SymbolStyle(look: look), sideMillimetres: 37, info: Self.info)
        #expect(try Self.inks(of: shaded) == ["Black", "Cyan", "Magenta", "Yellow"])
    }

    /// The plates of a page that get ink.
    private static func inks(of pdf: [UInt8]) throws -> [String]? {
        let page = try #require(PDFObjects(pdf)?.page(1))
        return InkScan.inks(of: page)?.sorted()
    }

    @Test("A look's bars are narrowed like plain modules")
    func barWidthReduction() throws {
        var look = SymbolLook()
        look.modules = .fluid
        look.frames = .circle
        let style = try SymbolStyle(look: look)
        func dark(_ page: PDFReader.Rendering) -> Int { page.luminance.count { $0 < 128 } }
        let (wide, narrow) = (try page(style), try page(style, PrintOptions(barWidthReduction: 200)))
        #expect(dark(narrow) < dark(wide) * 9 / 10)
        let found = try SymbolReader.read(
            luminance: narrow.luminance, width: narrow.width, height: narrow.height)
        #expect(found.map(\.text) == [symbol.payload])
    }

    @Test("Label sheets print a look, gradients and all")
    func sheets() throws {
        let style = try SymbolStyle(look: SampleLook.colourful())
        let labels = try (0..<3).map { index in
            Label(
                symbol: try Symbol(encoding: "HTTPS://Q.EXAMPLE/C/\(index)"), title: "Tea",
                code: "7K3M-\(index)",
                note: "")
        }
        let plan = try LabelSheetPlan(sheet: .fortyOnA4, style: style, sample: labels[0])
        var pdf = try LabelSheetPDF(plan: plan, info: Self.info)
        pdf.add(try plan.page(labels, from: 0))
        let page = try PDFReader(pdf.finish()).render(page: 1, dotsPerInch: 300)
        let found = try SymbolReader.read(luminance: page.luminance, width: page.width, height: page.height)
        #expect(Set(found.map(\.text)) == Set((0..<3).map { Array("HTTPS://Q.EXAMPLE/C/\($0)".utf8) }))
    }
}
