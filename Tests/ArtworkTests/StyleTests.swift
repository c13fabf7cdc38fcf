import Artwork
import QRSymbol
import Testing

@Suite struct StyleTests {
    @Test(
        "Colours are read in both lengths and either case",
        arguments: [
            ("#000", Color.black), ("#fff", .white), ("#0B6E4F", Color(red: 11, green: 110, blue: 79)),
            ("#1aC", Color(red: 17, green: 170, blue: 204)),
        ])
    func readsColors(text: String, color: Color) throws {
        #expect(try Color(parsing: text) == color)
        #expect(try Color(parsing: color.description) == color)
    }

    @Test(
        "Other texts are not colours",
        arguments: [
            "", "#", "000000", "#12", "#1234", "#12345g", "#1234567", "red", "#\u{FF11}23", "##12345",
        ])
    func refusesColors(text: String) {
        #expect(throws: Color.ParseError.unreadable(text)) { try Color(parsing: text) }
    }

    @Test("Luminance and contrast are those of WCAG")
    func measuresContrast() {
        #expect(Color.black.contrast(with: .white) == 21)
        #expect(Color.white.contrast(with: .white) == 1)
        // #777777 on white, the well-known near miss of 4.5.
        let grey = Color(red: 0x77, green: 0x77, blue: 0x77)
        #expect(abs(grey.contrast(with: .white) - 4.48) < 0.005)
        #expect(abs(Color(red: 255, green: 0, blue: 0).relativeLuminance - 0.2126) < 1e-9)
    }

    @Test("Colours that a scanner confuses are refused by name")
    func refusesLowContrast() throws {
        let yellow = try Color(parsing: "#f4d03f")
        #expect {
            try SymbolStyle(dark: yellow, light: .white)
        } throws: { error in
            guard case .tooLittleContrast(yellow, .white, let ratio, 4.5) = error as? StyleError else {
                return false
            }
            return ratio < 4.5
        }
        #expect(throws: StyleError.inverted(dark: .white, light: .black)) {
            try SymbolStyle(dark: .white, light: .black)
        }
        #expect(throws: StyleError.inverted(dark: .black, light: .black)) {
            try SymbolStyle(dark: .black, light: .black)
        }
        // Six to one, but the paper itself is dark: a scanner sees a quarter of the light.
        let dim = try Color(parsing: "#888888")
        #expect {
            try SymbolStyle(dark: .black, light: dim)
        } throws: { error in
            guard case .tooLittleReflectance(.black, dim, let difference, 0.4) = error as? StyleError else {
                return false
            }
            return difference < 0.4
        }
        #expect(
            try SymbolStyle(dark: Color(parsing: "#0b6e4f"), light: Color(parsing: "#f4f1de")).logo == nil)
    }

    @Test("Quiet zones from none to twenty are accepted")
    func limitsQuietZones() throws {
        #expect(try SymbolStyle(quietZone: 0).quietZone == 0)
        #expect(try SymbolStyle(quietZone: 20).quietZone == 20)
        for modules in [-1, 21] {
            #expect(throws: StyleError.quietZone(modules: modules, allowed: 0...20)) {
                try SymbolStyle(quietZone: modules)
            }
        }
    }

    @Test("A logo that would cost too much is refused, with the largest side that would not")
    func refusesLargeLogos() throws {
        let symbol = try Symbol(encoding: "HTTPS://Q.EXAMPLE/C/7K4M9TX2RB", level: .high, minimumVersion: 5)
        let style = try SymbolStyle(logo: Logo(SampleLogo.svg, size: .percent(25)))
        let reason = StyleError.logo(.tooLarge(side: 17, largest: 11), version: 5, level: .high)
        #expect(throws: reason) { try ModuleGrid(symbol, style: style) }
        #expect(throws: DrawingError.style(reason)) {
            try SymbolSVG.encode(symbol, style: style, moduleMillimetres: 0.5)
        }
        let weak = try Symbol(encoding: "A", level: .low)
        #expect(throws: StyleError.logo(.noRoom, version: 1, level: .low)) {
            try ModuleGrid(weak, style: SymbolStyle(logo: Logo(SampleLogo.svg)))
        }
    }

    @Test("Files that are no logos are refused before they are drawn")
    func refusesLogoFiles() throws {
        #expect(throws: Logo.LogoError.picture(.gif)) { try Logo(Array("GIF89a".utf8)) }
        #expect(throws: Logo.LogoError.unknownFormat) { try Logo([]) }
        #expect(throws: Logo.LogoError.tooManyBytes(2_000_001)) {
            try Logo([UInt8](repeating: 32, count: 2_000_001))
        }
        let header: [UInt8] = [
            0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52,
            0, 0, 0x10, 0x01, 0, 0, 0, 9, 8, 2, 0, 0, 0,
        ]
        #expect(throws: Logo.LogoError.tooManyPixels(width: 4_097, height: 9)) { try Logo(header) }
        #expect(try Logo(SampleLogo.svg).format == .svg)
    }
}
