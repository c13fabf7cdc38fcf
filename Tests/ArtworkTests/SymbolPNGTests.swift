import Artwork
import QRSymbol
import Support
import Testing

@Suite struct SymbolPNGTests {
    @Test("What is drawn is read back byte for byte", arguments: SampleText.allCases)
    func readsBack(kind: SampleText) throws {
        var generator = SplitMix64.forTests()
        let seed = generator.seed
        for run in 0..<50 {
            let count = Int.random(in: 1...150, using: &generator)
            let text = kind.bytes(count: count, using: &generator)
            let symbol = try Symbol(encoding: text, level: CorrectionLevel.allCases[run % 4])
            let size = try PrintSize(dotsPerModule: 1 + run % 9)
            let file = try SymbolPNG.encode(symbol, size: size)
            #expect(throws: Never.self, "\(kind) run \(run), \(text), seed \(seed)") {
                try ReadBack.verify(png: file, expecting: text)
            }
        }
    }

    @Test("Without a logo a pixel takes one bit, and the palette holds light and dark")
    func writesOneBit() throws {
        let style = try SymbolStyle(dark: Color(parsing: "#0b6e4f"), light: Color(parsing: "#f4f1de"))
        let symbol = try Symbol(encoding: "HTTPS://Q.EXAMPLE/C/7K4M9TX2RB")
        let file = try SymbolPNG.encode(symbol, style: style, size: PrintSize(dotsPerModule: 10))
        let chunks = PNGChunks(file)
        let side = UInt32((symbol.size + 8) * 10)
        #expect(chunks["IHDR"] == side.bytes + side.bytes + [1, 3, 0, 0, 0])
        #expect(chunks["PLTE"] == [0xF4, 0xF1, 0xDE, 0x0B, 0x6E, 0x4F])
        #expect(file.count < 1_000)
    }

    @Test(
        "The resolution is stated in pixels per metre",
        arguments: [(72, 2_835), (300, 11_811), (600, 23_622)])
    func statesResolution(dotsPerInch: Int, perMetre: UInt32) throws {
        let size = try PrintSize(dotsPerModule: 4, dotsPerInch: dotsPerInch)
        let symbol = try Symbol(encoding: "A", level: .high, minimumVersion: 6)
        let plain = try SymbolPNG.encode(symbol, size: size)
        let branded = try SymbolPNG.encode(
            symbol, style: SymbolStyle(logo: Logo(SampleLogo.svg)), size: size)
        for file in [plain, branded] {
            #expect(PNGChunks(file)["pHYs"] == perMetre.bytes + perMetre.bytes + [1])
        }
        #expect(PNGChunks(branded)["IHDR"]?[8...9] == [8, 2])
    }

    static let branded = [CorrectionLevel.quartile, .high].flatMap { level in
        [4, 5, 6, 7, 9, 12].map { (level, $0) }
    }

    @Test("A symbol with the brand's logo still reads", arguments: branded)
    func carriesALogo(level: CorrectionLevel, version: Int) throws {
        let text = "HTTPS://Q.EXAMPLE/C/7K4M9TX2RB"
        let symbol = try Symbol(encoding: text, level: level, minimumVersion: version)
        let vector = try Logo(SampleLogo.svg)
        let pixels = try Logo(SVGRasterizer.render(SampleLogo.svg, width: 90, height: 60).png())
        #expect(pixels.format == .png)
        for logo in [vector, pixels] {
            let planned = try SymbolStyle(dark: Color(parsing: "#0b6e4f"), logo: logo)
            let style = try planned.readable(in: symbol)
            #expect(version > 6 || style == planned)
            let file = try SymbolPNG.encode(symbol, style: style, size: PrintSize(dotsPerModule: 6))
            try ReadBack.verify(png: file, expecting: symbol.payload)
            let plain = try SymbolPNG.encode(symbol, size: PrintSize(dotsPerModule: 6))
            #expect(try Raster(png: file).pixels != Raster(png: plain).pixels)
        }
    }

    @Test("A logo that misleads a reader about the middle pattern is drawn smaller")
    func shrinksLogos() throws {
        let symbol = try Symbol(encoding: "HTTPS://Q.EXAMPLE/C/7K4M9TX2RB", level: .medium, minimumVersion: 9)
        let planned = try SymbolStyle(dark: Color(parsing: "#0b6e4f"), logo: Logo(SampleLogo.svg))
        let size = try PrintSize(dotsPerModule: 6)
        // The second reader, which reads files back where ZBar finds nothing, is not misled.
        #expect(try !planned.reads(symbol))
        let misleading = try SymbolPNG.encode(symbol, style: planned, size: size)
        try ReadBack.verify(png: misleading, expecting: symbol.payload)
        let style = try planned.readable(in: symbol)
        #expect(try style.reads(symbol))
        let file = try SymbolPNG.encode(symbol, style: style, size: size)
        try ReadBack.verify(png: file, expecting: symbol.payload)
        let side = try #require(try style.logoArea(for: symbol)?.place.rows.count)
        #expect(try side < LogoArea(version: 9, level: .medium).place.rows.count)
    }

    @Test("A picture larger than the reader takes is refused")
    func refusesLargePictures() throws {
        let symbol = try Symbol(encoding: "A", minimumVersion: 40)
        #expect(throws: DrawingError.tooLarge(sidePixels: 18_500, maximum: 10_000)) {
            try SymbolPNG.encode(symbol, size: PrintSize(dotsPerModule: 100))
        }
    }

    @Test("A logo that cannot be drawn is an error, not a blank")
    func refusesBrokenLogos() throws {
        let symbol = try Symbol(encoding: "A", level: .high, minimumVersion: 6)
        // Libxml2 takes no attribute twice, which is looked for only when the logo is drawn.
        let twice = "<svg xmlns='http://www.w3.org/2000/svg' width='9' width='9'/>"
        let style = try SymbolStyle(logo: Logo(Array(twice.utf8)))
        #expect {
            try SymbolPNG.encode(symbol, style: style, size: PrintSize(dotsPerModule: 6))
        } throws: { error in
            guard case .logoDocument(.unreadable(let message)) = error as? DrawingError else { return false }
            return !message.isEmpty
        }
    }
}

/// The chunks of a PNG file by name; of several with one name, the first.
private struct PNGChunks {
    private var chunks: [String: [UInt8]] = [:]

    init(_ file: [UInt8]) {
        var rest = file.dropFirst(8)
        while rest.count >= 12 {
            let count = rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }
            let name = String(decoding: rest.dropFirst(4).prefix(4), as: UTF8.self)
            if chunks[name] == nil { chunks[name] = Array(rest.dropFirst(8).prefix(count)) }
            rest = rest.dropFirst(12 + count)
        }
    }

    subscript(name: String) -> [UInt8]? { chunks[name] }
}

extension UInt32 {
    fileprivate var bytes: [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: self >> (24 - 8 * $0)) } }
}
