import Artwork
import QRSymbol
import Support
import Testing

@Suite struct PrintPresetTests {
    @Test(
        "Retail takes the whole dots between 0.396 and 0.990 mm",
        arguments: [(203, 4...7), (300, 5...11), (600, 10...23)])
    func retailDots(dotsPerInch: Int, expected: ClosedRange<Int>) throws {
        let preset = PrintPreset.retailPOS
        #expect(try preset.dotRange(dotsPerInch: dotsPerInch) == expected)
        // The limits themselves are taken, and snapped to dots that are inside them.
        for (millimetres, dots) in [(0.396, expected.lowerBound), (0.990, expected.upperBound)] {
            let size = try preset.resolve(
                modules: 25, dotsPerInch: dotsPerInch, asked: .moduleMillimetres(millimetres))
            #expect(size.dotsPerModule == dots && size.dotsPerInch == dotsPerInch)
        }
        for dots in [expected.lowerBound - 1, expected.upperBound + 1] {
            let refusal = PresetError.dots(preset, dots, dotsPerInch: dotsPerInch, allowed: expected)
            #expect(throws: refusal) {
                try preset.resolve(modules: 25, dotsPerInch: dotsPerInch, asked: .dotsPerModule(dots))
            }
        }
    }

    @Test("Three dots at 203 dpi are refused at the till, in a sentence with number and limit")
    func tooFewDots() {
        let error = #expect(throws: PresetError.self) {
            try PrintPreset.retailPOS.resolve(modules: 25, dotsPerInch: 203, asked: .dotsPerModule(3))
        }
        #expect(
            error?.description == "A module of 3 dots at 203 dpi is not possible for retail-pos: "
                + "4 to 7 dots are (0.396 to 0.99 mm).")
    }

    @Test("A module outside the range is refused and never moved into it")
    func modules() throws {
        let preset = PrintPreset.retailPOS
        for millimetres in [0.3959, 0.9901, 0, -1, .nan, .infinity] {
            let error = #expect(throws: PresetError.self) {
                try preset.resolve(modules: 25, asked: .moduleMillimetres(millimetres))
            }
            guard case .module(.retailPOS, _, 0.396...0.990) = error else {
                Issue.record("\(millimetres): \(String(describing: error))")
                continue
            }
        }
        let error = #expect(throws: PresetError.self) {
            try preset.resolve(modules: 25, asked: .moduleMillimetres(0.3))
        }
        #expect(
            error?.description == "A module of 0.3 mm would not scan as retail-pos: 0.396 to 0.99 mm do.")
    }

    @Test("Every preset resolves its own wish at every usual resolution for the least and the largest symbol")
    func standards() throws {
        for preset in PrintPreset.allCases {
            for dotsPerInch in [72, 96, 203, 254, 300, 600] where preset != .poster || dotsPerInch < 203 {
                for modules in [21, 25, 41, 177] {
                    let size = try preset.resolve(modules: modules, dotsPerInch: dotsPerInch)
                    #expect(try preset.dotRange(dotsPerInch: dotsPerInch).contains(size.dotsPerModule))
                    guard let range = preset.moduleMillimetres else { continue }
                    #expect(range.contains(size.moduleMillimetres), "\(preset) \(dotsPerInch) \(modules)")
                }
            }
            #expect(try preset.resolve(modules: 25).dotsPerInch == preset.dotsPerInch)
        }
        #expect(try PrintPreset.retailPOS.resolve(modules: 25).dotsPerModule == 6)
        #expect(try PrintPreset.screen.resolve(modules: 25).dotsPerModule == 6)
    }

    @Test("GS1's example: 29 modules with quiet zone are 14.65 to 36.63 mm wide")
    func sides() throws {
        // At 1,200 dpi the least module is 19 dots, 0.402 mm, so the least side is 14.88 mm.
        let preset = PrintPreset.retailPOS
        let least = try preset.resolve(modules: 29, dotsPerInch: 1_200, asked: .sideMillimetres(14.9))
        #expect(least.dotsPerModule == 19 && 37 * least.moduleMillimetres <= 14.9)
        let error = #expect(throws: PresetError.self) {
            try preset.resolve(modules: 29, dotsPerInch: 1_200, asked: .sideMillimetres(14.6))
        }
        guard case .side(.retailPOS, 14.6, let needed, 37, 1_200) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(abs(needed - 37 * 19 * 25.4 / 1_200) < 1e-9)
        #expect(
            error?.description.hasPrefix("A side of 14.6 mm is too short for retail-pos: 37 modules") == true)
        // A larger place than the range fills gets the largest module.
        #expect(
            try preset.resolve(modules: 29, dotsPerInch: 300, asked: .sideMillimetres(80)).dotsPerModule == 11
        )
    }

    @Test("A wider quiet zone takes its room from the modules, and a narrower one than four is refused")
    func quietZones() throws {
        let preset = PrintPreset.packaging
        let side = 33.0 * 5 * 25.4 / 300
        #expect(try preset.resolve(modules: 25, asked: .sideMillimetres(side)).dotsPerModule == 5)
        let refusal = #expect(throws: PresetError.self) {
            try preset.resolve(modules: 25, asked: .sideMillimetres(side, quietZone: 9))
        }
        guard case .side(_, _, _, squares: 43, _) = refusal else {
            Issue.record("\(String(describing: refusal))")
            return
        }
        for modules in [-1, 3, 21] {
            #expect(throws: PresetError.quietZone(preset, modules, allowed: 4...20)) {
                try preset.check(quietZone: modules, level: .high)
            }
            #expect(throws: PresetError.quietZone(preset, modules, allowed: 4...20)) {
                try preset.resolve(modules: 25, asked: .sideMillimetres(50, quietZone: modules))
            }
        }
        try preset.check(quietZone: 4, level: .medium)
    }

    @Test("Paper asks for level M, a display for none")
    func levels() throws {
        for preset in PrintPreset.allCases where preset != .screen {
            #expect(throws: PresetError.level(preset, .low, least: .medium)) {
                try preset.check(quietZone: 4, level: .low)
            }
        }
        try PrintPreset.screen.check(quietZone: 4, level: .low)
        #expect(
            PresetError.level(.packaging, .low, least: .medium).description
                == "Error correction L is too weak for packaging: at least M is needed.")
    }

    @Test("A poster's symbol is a tenth of the reading distance wide, or up to a dot a module more")
    func distances() throws {
        var generator = SplitMix64.forTests()
        for _ in 0..<500 {
            let distance = Double.random(in: 500...8_000, using: &generator)
            let modules = 17 + 4 * Int.random(in: 1...10, using: &generator)
            let size = try PrintPreset.poster.resolve(
                modules: modules, dotsPerInch: 60, asked: .readingDistanceMillimetres(distance))
            let width = size.moduleMillimetres * Double(modules)
            let dot = 25.4 / 60 * Double(modules)
            // Below a millimetre a module is widened: then the symbol is larger than it need be.
            let highest = max(distance / 10 + dot, 1.0 * Double(modules) + dot)
            #expect(width >= distance / 10 - 1e-6 && width < highest, "seed \(generator.seed): \(distance)")
        }
    }

    @Test("A distance beyond the limits, or beyond the largest module, is refused with what is possible")
    func farDistances() {
        let preset = PrintPreset.poster
        for distance in [99, 20_001, -5, .nan] {
            let error = #expect(throws: PresetError.self) {
                try preset.resolve(modules: 25, asked: .readingDistanceMillimetres(distance))
            }
            guard case .distance(_, 100...20_000) = error else {
                Issue.record("\(distance): \(String(describing: error))")
                continue
            }
        }
        let error = #expect(throws: PresetError.self) {
            try preset.resolve(modules: 25, dotsPerInch: 254, asked: .readingDistanceMillimetres(5_000))
        }
        #expect(
            error?.description == "A reading distance of 5000 mm is too far for poster: 25 modules "
                + "at this resolution are read from 2500 mm at most.")
    }

    @Test("Numbers that no symbol or printer has are refused")
    func nonsense() {
        for modules in [-1, 0, 20, 178] {
            #expect(throws: PresetError.modules(modules, allowed: 21...177)) {
                try PrintPreset.screen.resolve(modules: modules)
            }
        }
        for resolution in [-300, 0, 35, 4_801] {
            #expect(throws: PresetError.resolution(resolution, allowed: 36...4_800)) {
                try PrintPreset.packaging.resolve(modules: 25, dotsPerInch: resolution)
            }
        }
        #expect(throws: PresetError.noWholeDots(.poster, dotsPerInch: 4_800)) {
            try PrintPreset.poster.resolve(modules: 25, dotsPerInch: 4_800)
        }
        #expect(throws: PresetError.dots(.packaging, 118, dotsPerInch: 600, allowed: 9...100)) {
            try PrintPreset.packaging.resolve(modules: 25, dotsPerInch: 600, asked: .moduleMillimetres(5))
        }
        #expect(throws: PresetError.dots(.screen, 2, dotsPerInch: 96, allowed: 3...100)) {
            try PrintPreset.screen.resolve(modules: 25, asked: .dotsPerModule(2))
        }
    }

    @Test("What a preset resolves is read back from the picture", arguments: PrintPreset.allCases)
    func readsBack(preset: PrintPreset) throws {
        let symbol = try Symbol(encoding: "HTTPS://QQ.EXAMPLE/01/09506000134352", level: preset.leastLevel)
        let size = try preset.resolve(modules: symbol.size)
        let style = try SymbolStyle(quietZone: preset.quietZone)
        let file = try SymbolPNG.encode(symbol, style: style, size: size)
        #expect(try SymbolReader.read(png: file).map(\.text) == [symbol.payload])
    }

    @Test("Presets go by the names of the files that choose them")
    func names() {
        #expect(PrintPreset.allCases.map(\.rawValue) == ["retail-pos", "packaging", "poster", "screen"])
        #expect(PrintPreset(rawValue: "retail") == nil)
    }
}
