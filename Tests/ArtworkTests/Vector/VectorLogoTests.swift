import QRSymbol
import Testing

@testable import Artwork

private let info = DocumentInfo(title: "QR")
/// Twenty pixels a module.
private let dotsPerInch = 1_016
private let moduleMillimetres = 0.5

/// Logos as paths in the files for presses.
@Suite struct VectorLogoTests {
    private static let spot = Ink.spot(
        name: "PANTONE 485 C", appearance: .init(cyan: 0, magenta: 0.95, yellow: 1, black: 0.2))
    private static let green = Ink.process(.init(cyan: 1, magenta: 0.4, yellow: 0.7, black: 0.4))

    private struct Sample {
        let symbol: Symbol
        let style: SymbolStyle
        let grid: ModuleGrid
        let place: LogoBounds

        init(_ svg: [UInt8]) throws {
            symbol = try Symbol(encoding: "HTTPS://QQ.EXAMPLE/C/1", level: .high, minimumVersion: 5)
            style = try SymbolStyle.brand(logo: Logo(svg))
            grid = try ModuleGrid(symbol, style: style)
            place = try #require(grid.logoPicture)
        }

        func pdf(_ ink: Ink?) throws -> [UInt8] {
            try SymbolPDF.bytes(
                symbol, style: style, sideMillimetres: Double(grid.side) * moduleMillimetres,
                options: PrintOptions(ink: ink), info: info)
        }

        func eps(_ ink: Ink) throws -> [UInt8] {
            try SymbolEPS.encode(symbol, style: style, moduleMillimetres: moduleMillimetres, ink: ink)
        }

        /// The same with the logo as a PNG file that librsvg has drawn.
        func pixels() throws -> Sample {
            let logo = try #require(style.logo)
            let (width, height) = place.pixels(longestSide: 900)
            let twin = try Sample(logo.raster(width: width, height: height, on: style.light).png())
            try #require(twin.place == place)
            return twin
        }

        /// How far the paths are from the pixels in print, 0 to 255.
        func pdfDifference(_ ink: Ink?) throws -> Double {
            let parts = try [self, pixels()].map {
                let page = try PDFReader($0.pdf(ink)).render(page: 1, dotsPerInch: Double(dotsPerInch))
                try #require(page.width == grid.side * 20)
                return part(page.luminance, width: page.width)
            }
            return try VectorSamples.difference(parts[0], parts[1])
        }

        func epsDifference(_ ink: Ink) throws -> Double {
            let parts = try [self, pixels()].map {
                // Without grey edges every dot that is touched is painted, and fine lines are twice as thick.
                let page = try Ghostscript.page(
                    $0.eps(ink), dotsPerInch: dotsPerInch, options: ["-dGraphicsAlphaBits=4"])
                try #require(page.width == grid.side * 20)
                return part(page.luminance, width: page.width)
            }
            return try VectorSamples.difference(parts[0], parts[1])
        }

        /// The logo's square of a page in grey, a value for each module: programs draw edges differently.
        func part(_ luminance: [UInt8], width: Int) -> [UInt8] {
            let pixels = width / grid.side
            return place.wholeRows.flatMap { row in
                place.wholeRows.map { column in
                    let sum = (0..<pixels).reduce(0) { sum, y in
                        let start = (row * pixels + y) * width + column * pixels
                        return luminance[start..<start + pixels].reduce(sum) { $0 + Int($1) }
                    }
                    return UInt8(sum / pixels / pixels)
                }
            }
        }
    }

    /// The logo's object and its content.
    private func logo(in pdf: [UInt8]) throws -> (object: PDFObject, content: String) {
        let page = try #require(PDFObjects(pdf)?.page(1))
        let object = try #require(page["Resources"]?["XObject"]?["L"])
        return (object, String(decoding: try #require(object.content), as: UTF8.self))
    }

    @Test(
        "In a PDF a logo of paths is paths that poppler draws as librsvg its pixels",
        arguments: VectorSamples.files)
    func pdf(file: String) throws {
        let sample = try Sample(VectorSamples.bytes(file))
        let pdf = try sample.pdf(nil)
        #expect(try logo(in: pdf).object["Subtype"]?.name == "Form")
        #expect(try sample.pdfDifference(nil) < 3)
        let page = try PDFReader(pdf).render(page: 1, dotsPerInch: Double(dotsPerInch))
        let found = try SymbolReader.read(luminance: page.luminance, width: page.width, height: page.height)
        #expect(found.map(\.text) == [sample.symbol.payload])
        #expect(try sample.pdf(nil) == pdf)
    }

    @Test("In EPS it is paths that Ghostscript draws alike", .onGhostscript, arguments: VectorSamples.files)
    func eps(file: String) throws {
        let sample = try Sample(VectorSamples.bytes(file))
        let eps = try sample.eps(Self.green)
        #expect(!String(decoding: eps, as: UTF8.self).contains("ImageType"))
        // The pixels in EPS are coarser than fine lines.
        #expect(try sample.epsDifference(Self.spot) < 8)
        #expect(try sample.eps(Self.green) == eps)
    }

    @Test(
        "In each ink the paths are as dark as the pixels were", .onGhostscript,
        arguments: [.black, spot, green])
    func tones(ink: Ink) throws {
        let sample = try Sample(VectorSamples.bytes(VectorSamples.files[3]))
        #expect(try sample.pdfDifference(ink) < 3)
        #expect(try sample.epsDifference(ink) < 8)
    }

    @Test("A clip, a dashed line and one of an uneven pen are the same in both", .onGhostscript)
    func clipped() throws {
        let sample = try Sample(
            Array(
                """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 60">
                <clipPath id="c"><circle cx="30" cy="30" r="25"/></clipPath>
                <rect width="60" height="60" clip-path="url(#c)"/>
                <circle cx="30" cy="30" r="27" fill="none" stroke="#000" stroke-width="3" stroke-dasharray="9 5"/>
                <path transform="translate(30 30) rotate(30) scale(4 1)" d="M-4-5l8 10" stroke="#fff" stroke-width="2"/>
                <text x="9" y="40" font-family="DejaVu Sans" font-size="30" fill="#fff">Ag</text></svg>
                """.utf8))
        #expect(try logo(in: sample.pdf(.black)).content.contains("W n"))
        #expect(try sample.pdfDifference(.black) < 3)
        #expect(try sample.epsDifference(.black) < 8)
    }

    @Test("A logo is in the inks that were asked for, and no other")
    func inks() throws {
        let sample = try Sample(VectorSamples.bytes(VectorSamples.files[3]))
        for (ink, names) in [(Ink.black, ["Black"]), (Self.spot, ["PANTONE 485 C"])] {
            let pdf = try sample.pdf(ink)
            let page = try #require(PDFObjects(pdf)?.page(1))
            #expect(InkScan.inks(of: page)?.filter { $0 != "Black" || ink == .black } == names)
            let content = try logo(in: pdf).content
            #expect(!content.contains(" rg") && !content.contains(" RG"))
        }
        #expect(try logo(in: sample.pdf(Self.spot)).content.contains("/S cs 0.") == true)
        #expect(try logo(in: sample.pdf(.black)).content.contains(" g\n"))
        let process = try logo(in: sample.pdf(Self.green)).content
        // #0b6e4f by the conversion that the pixels have.
        let shares = ProcessConversion.inks(of: Color(red: 0x0B, green: 0x6E, blue: 0x4F)).shares
        #expect(process.contains(shares.map(decimalText).joined(separator: " ") + " k\n"))
        #expect(!process.contains(" g\n") && !process.contains("/S"))
    }

    @Test("In EPS the logo is in the inks that were asked for, and no other", .onGhostscript)
    func epsInks() throws {
        let sample = try Sample(VectorSamples.bytes(VectorSamples.files[3]))
        let black = try sample.eps(.black)
        #expect(try Ghostscript.coverage(black).prefix(3).allSatisfy { $0 == 0 })
        #expect(String(decoding: black, as: UTF8.self).contains("%%DocumentProcessColors: Black\n"))
        let spot = try sample.eps(Self.spot)
        let plates = try Ghostscript.plates(spot)
        for ink in ["Cyan", "Magenta", "Yellow", "Black"] { #expect(plates[ink] == 0, "\(ink)") }
        #expect(try #require(plates["PANTONE 485 C"]) > 0.2)
        for eps in [black, spot] {
            let lines = String(decoding: eps, as: UTF8.self).split(separator: "\n")
            #expect(lines.allSatisfy { $0.utf8.count <= 255 && !$0.contains("rgb") })
        }
    }

    @Test("A logo with more than opaque paths is pixels, as ever")
    func fallback() throws {
        let svg = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">\
            <circle cx="4" cy="4" r="4" fill="red" opacity="0.5"/></svg>
            """
        let sample = try Sample(Array(svg.utf8))
        #expect(try logo(in: sample.pdf(.black)).object["Subtype"]?.name == "Image")
        #expect(try String(decoding: sample.eps(.black), as: UTF8.self).contains("ImageType"))
    }
}
