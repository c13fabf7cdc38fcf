import QRSymbol
import Support
import Testing

@testable import Artwork

@Suite struct ModuleSamplingTests {
    static let text = "HTTPS://Q.EXAMPLE/C/7K4M9TX2RB"

    /// Draws a symbol, one byte a pixel.
    static func picture(
        _ symbol: Symbol, scale: Int = 6, quietZone: Int = 4, dark: Color = .black, light: Color = .white
    ) throws -> GreyPicture {
        let style = SymbolStyle(unchecked: dark, light: light, quietZone: quietZone)
        let raster = try SymbolPNG.raster(symbol, style: style, scale: scale)
        return GreyPicture(pixels: raster.luminance, width: raster.width, height: raster.height)
    }

    /// The corners as a reader tells them, each off by up to a module.
    static func corners(side: Double, quietZone: Double, scale: Double, off: Double = 0) -> [Spot] {
        let (start, end) = (quietZone * scale, (quietZone + side) * scale)
        return [
            Spot(x: start + off, y: start - off), Spot(x: end - off, y: start), Spot(x: end, y: end + off),
            Spot(x: start, y: end - off),
        ]
    }

    private func expect(
        _ sampling: ModuleSampling, is symbol: Symbol, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let modules = (0..<symbol.size * symbol.size).map {
            symbol.isDark(row: $0 / symbol.size, column: $0 % symbol.size)
        }
        #expect(sampling.size == symbol.size, sourceLocation: sourceLocation)
        #expect(sampling.modules == modules, sourceLocation: sourceLocation)
    }

    @Test(
        "Every module of drawings of many sizes is found, the module's side to a thousandth",
        arguments: [1, 2, 7, 14, 40])
    func exactDrawings(version: Int) throws {
        let symbol = try Symbol(encoding: Self.text, minimumVersion: version)
        for (scale, quietZone) in [(2, 4), (3, 2), (5, 0), (8, 4)] where version < 14 || scale <= 3 {
            let picture = try Self.picture(symbol, scale: scale, quietZone: quietZone)
            let corners = Self.corners(
                side: Double(symbol.size), quietZone: Double(quietZone), scale: Double(scale),
                off: Double(scale))
            let sampling = try #require(ModuleSampling.measure(picture, corners: corners))
            expect(sampling, is: symbol)
            #expect(abs(sampling.modulePixelWidth / Double(scale) - 1) < 0.001)
            #expect(abs(sampling.modulePixelHeight / Double(scale) - 1) < 0.001)
            for side in [
                sampling.quietZone.left, sampling.quietZone.right, sampling.quietZone.top,
                sampling.quietZone.bottom,
            ] { #expect(abs(side - Double(quietZone)) < 0.51 / Double(scale), "\(scale) \(side)") }
            #expect(abs(try #require(sampling.edgeGain)) < (scale < 3 ? 0.1 : 0.03))
            #expect(sampling.contrast.symbolContrast > 0.99 && sampling.contrast.weakestModulation > 0.9)
        }
    }

    @Test("Turns by quarters are followed, with the symbol's own top on top", arguments: 0...3)
    func quarterTurns(turns: Int) throws {
        let symbol = try Symbol(encoding: Self.text, level: .high)
        var picture = try Self.picture(symbol, scale: 4)
        for _ in 0..<turns { picture = picture.turned }
        let corners = Self.corners(side: Double(symbol.size), quietZone: 4, scale: 4, off: 3)
        let sampling = try #require(ModuleSampling.measure(picture, corners: corners))
        expect(sampling, is: symbol)
        #expect(abs(sampling.modulePixelWidth - 4) < 0.004)
    }

    @Test("A picture enlarged by no whole number is measured to a thousandth")
    func brokenScale() throws {
        let symbol = try Symbol(encoding: Self.text, minimumVersion: 5)
        let picture = try Self.picture(symbol, scale: 8)
        let smaller = picture.resized(width: picture.width * 3 / 5 + 1)
        let module = Double(smaller.width) / Double(symbol.size + 8)
        let corners = Self.corners(side: Double(symbol.size), quietZone: 4, scale: module, off: 2)
        let sampling = try #require(ModuleSampling.measure(smaller, corners: corners))
        expect(sampling, is: symbol)
        #expect(abs(sampling.modulePixelWidth / module - 1) < 0.001)
        #expect(abs(sampling.quietZone.least - 4) < 0.15)
    }

    @Test("Bars that have grown are told by the timing patterns, and the grid stays where it was")
    func grownBars() throws {
        let symbol = try Symbol(encoding: Self.text)
        let picture = try Self.picture(symbol, scale: 10)
        let corners = Self.corners(side: Double(symbol.size), quietZone: 4, scale: 10)
        for pixels in [1, 2] {
            let sampling = try #require(ModuleSampling.measure(picture.grown(by: pixels), corners: corners))
            expect(sampling, is: symbol)
            // A pixel on both edges of a bar of ten.
            #expect(abs(try #require(sampling.edgeGain) - 0.2 * Double(pixels)) < 0.01)
            #expect(abs(sampling.modulePixelWidth - 10) < 0.01)
        }
    }

    @Test("Slight blur and noise change no module and the side by less than a hundredth")
    func blurAndNoise() throws {
        var generator = SplitMix64.forTests()
        let symbol = try Symbol(encoding: Self.text, level: .quartile)
        let clean = try Self.picture(symbol, scale: 6)
        var picture = clean.blurred.blurred
        for index in picture.pixels.indices {
            let noisy = Int(picture.pixels[index]) + Int.random(in: -40...40, using: &generator)
            picture.pixels[index] = UInt8(min(max(noisy, 0), 255))
        }
        let corners = Self.corners(side: Double(symbol.size), quietZone: 4, scale: 6, off: 4)
        let sampling = try #require(ModuleSampling.measure(picture, corners: corners))
        expect(sampling, is: symbol)
        #expect(abs(sampling.modulePixelWidth - 6) < 0.06, "seed \(generator.seed)")
        #expect(abs(sampling.quietZone.least - 4) < 0.4, "seed \(generator.seed)")
        #expect(sampling.contrast.weakestModulation < 1)
    }

    @Test("Reflectances are those of the colours, and inverted modules keep their meaning")
    func coloursAndInversion() throws {
        let symbol = try Symbol(encoding: Self.text)
        let (dark, light) = (Color(red: 120, green: 120, blue: 120), Color(red: 200, green: 200, blue: 200))
        let corners = Self.corners(side: Double(symbol.size), quietZone: 4, scale: 6)
        let pale = try Self.picture(symbol, dark: dark, light: light)
        let sampling = try #require(ModuleSampling.measure(pale, corners: corners))
        expect(sampling, is: symbol)
        #expect(abs(sampling.contrast.darkReflectance - dark.relativeLuminance) < 0.01)
        #expect(abs(sampling.contrast.lightReflectance - light.relativeLuminance) < 0.01)
        let inverted = try #require(
            ModuleSampling.measure(pale.inverted, corners: corners, isInverted: true))
        expect(inverted, is: symbol)
        #expect(inverted.contrast.darkReflectance > inverted.contrast.lightReflectance)
        #expect(inverted.contrast.symbolContrast > 0)
    }

    @Test("Something dark in the quiet zone ends it on its side alone")
    func disturbedQuietZone() throws {
        let symbol = try Symbol(encoding: Self.text)
        var picture = try Self.picture(symbol, scale: 5)
        // A stain in column 2 of the quiet zone's four, beside row 10.
        for row in 70..<75 { picture.pixels[row * picture.width + 12] = 0 }
        let corners = Self.corners(side: Double(symbol.size), quietZone: 4, scale: 5)
        let widths = try #require(ModuleSampling.measure(picture, corners: corners)).quietZone
        #expect(abs(widths.left - 1.4) < 0.11 && abs(widths.right - 4) < 0.11)
        #expect(abs(widths.top - 4) < 0.11 && widths.least == widths.left)
    }

    @Test("Whatever corners are told and however the picture is damaged, a symbol is measured or nothing")
    func survivesNonsense() throws {
        var generator = SplitMix64.forTests()
        let clean = try Self.picture(Symbol(encoding: Self.text), scale: 3)
        for _ in 0..<60 {
            var picture = clean
            for _ in 0..<Int.random(in: 0...8, using: &generator) {
                let side = Int.random(in: 1...30, using: &generator)
                let x = Int.random(in: 0...picture.width - side, using: &generator)
                let y = Int.random(in: 0...picture.height - side, using: &generator)
                picture.invertSquare(x: x, y: y, side: side)
            }
            let corners = (0..<4).map { _ in
                Spot(
                    x: Double.random(in: -50...150, using: &generator),
                    y: Double.random(in: -50...150, using: &generator))
            }
            guard let sampling = ModuleSampling.measure(picture, corners: corners) else { continue }
            #expect(sampling.modules.count == sampling.size * sampling.size, "seed \(generator.seed)")
            #expect(sampling.modulePixelWidth > 0.5 && sampling.quietZone.least >= 0)
        }
        let same = Array(repeating: Spot(x: 40, y: 40), count: 4)
        #expect(ModuleSampling.measure(clean, corners: same) == nil)
    }

    @Test("Nothing is measured where nothing is")
    func findsNothing() throws {
        let blank = GreyPicture(pixels: Array(repeating: 255, count: 10_000), width: 100, height: 100)
        let corners = Self.corners(side: 20, quietZone: 2, scale: 4)
        #expect(ModuleSampling.measure(blank, corners: corners) == nil)
        var generator = SplitMix64.forTests()
        var noise = blank
        for index in noise.pixels.indices {
            noise.pixels[index] = UInt8.random(in: 0...255, using: &generator)
        }
        #expect(ModuleSampling.measure(noise, corners: corners) == nil, "seed \(generator.seed)")
        #expect(ModuleSampling.measure(blank, corners: []) == nil)
    }
}
