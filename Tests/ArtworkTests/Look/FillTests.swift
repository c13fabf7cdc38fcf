import Artwork
import Testing

@Suite struct FillTests {
    @Test("A colour, a line of colours and rings of colours are read")
    func parses() throws {
        let green = try Paint(Color(parsing: "#0b6e4f"))
        let black = Paint(.black)
        #expect(try Fill(parsing: "#0b6e4f") == .solid(green))
        #expect(
            try Fill(parsing: "linear:-90:#0b6e4f,#000")
                == .linear(
                    .init(
                        degrees: -90, stops: [.init(offset: 0, paint: green), .init(offset: 1, paint: black)])
                ))
        #expect(
            try Fill(parsing: "radial:#0b6e4f,#000@25,#0b6e4f")
                == .radial(stops: [
                    .init(offset: 0, paint: green), .init(offset: 0.25, paint: black),
                    .init(offset: 1, paint: green),
                ]))
    }

    @Test("Names stand for a brand's paints")
    func names() throws {
        let leaf = try Paint(Color(parsing: "#0b6e4f"), ink: .init(parsing: "cmyk:90,30,75,25"))
        let fill = try Fill(parsing: "leaf") { $0 == "leaf" ? leaf : nil }
        #expect(fill.solidPaint == leaf)
    }

    @Test(
        "What is no fill is refused with what was given",
        arguments: [
            ("green", Fill.ParseError.color("green")), ("linear:#000,#111", .unreadable("linear:#000,#111")),
            ("linear:up:#000,#111", .unreadable("linear:up:#000,#111")),
            ("linear:nan:#000,#111", .unreadable("linear:nan:#000,#111")),
            ("radial:#000", .stopCount(1, allowed: 2...8)),
            ("radial:#1,#2,#3,#4,#5,#6,#7,#8,#9", .stopCount(9, allowed: 2...8)),
            ("radial:#000,", .color("")), ("radial:#000@50,#111@20", .offsets("#000@50,#111@20")),
            ("radial:#000,#111@101", .offsets("#000,#111@101")),
            ("radial:#000,#111@x", .offsets("#000,#111@x")),
            ("conic:#000,#111", .unreadable("conic:#000,#111")), ("", .color("")),
        ])
    func refusals(text: String, error: Fill.ParseError) {
        #expect(throws: error) { try Fill(parsing: text) }
    }
}

@Suite struct LookContrastTests {
    @Test("A gradient is refused for the point where it is lightest")
    func gradient() throws {
        var look = SymbolLook()
        look.moduleFill = try Fill(parsing: "linear:0:#000000,#ffe000@50,#000000")
        #expect(throws: StyleError.self) { try SymbolStyle(look: look) }
        look.moduleFill = try Fill(parsing: "linear:0:#000000,#0b6e4f@50,#000000")
        let style = try SymbolStyle(look: look)
        let worst = try #require(style.contrasts.first { $0.viewer == .normal })
        #expect(worst.dark.description == "#0b6e4f")
    }

    @Test("Light colours that meet in something darker are refused for the point between them")
    func lightBetween() throws {
        // Yellow and light blue are both light; halfway lies a grey that is darker than either.
        var look = SymbolLook()
        look.lightModules = .square
        look.lightFill = try Fill(parsing: "linear:0:#ffff00,#00ffff")
        let style = try SymbolStyle(dark: .black, light: .white, look: look)
        let worst = try #require(style.contrasts.first { $0.viewer == .normal })
        let ends = try ["#ffff00", "#00ffff"].map { try Color(parsing: $0).relativeLuminance }
        #expect(worst.light.relativeLuminance < ends[0] && worst.light.relativeLuminance < ends[1])
    }

    @Test("Each part is held to the limits, not only the modules", arguments: [0, 1])
    func parts(part: Int) throws {
        var look = SymbolLook()
        let yellow = try Fill(parsing: "#ffe000")
        if part == 0 { look.frameFill = yellow } else { look.pupilFill = yellow }
        #expect(throws: StyleError.self) { try SymbolStyle(look: look) }
    }

    @Test("Red on white is dark to cameras, and paper to scanners with red light")
    func redLight() throws {
        let style = try SymbolStyle(dark: Color(parsing: "#d00000"))
        let red = try #require(style.contrasts.first { $0.viewer == .redScanner })
        #expect(abs(red.difference - (1 - 0.6308)) < 0.001)
        #expect(style.weakContrasts.map(\.viewer) == [.redScanner])
        #expect(SymbolStyle.blackOnWhite.weakContrasts.isEmpty)
    }

    @Test("Black on white has all contrast there is, to every viewer", arguments: Viewer.allCases)
    func blackOnWhite(viewer: Viewer) throws {
        let contrast = try #require(SymbolStyle.blackOnWhite.contrasts.first { $0.viewer == viewer })
        #expect(abs(contrast.ratio - 21) < 0.01 && abs(contrast.difference - 1) < 0.001)
    }

    @Test("Eyes blind to red see less of red and green that differ to others")
    func redAndGreen() throws {
        // Of one luminance to most eyes is not of one to all: the dark red is nearly black without long cones.
        let style = try SymbolStyle(dark: Color(parsing: "#7a0000"), light: Color(parsing: "#ffffff"))
        let normal = try #require(style.contrasts.first { $0.viewer == .normal })
        let protan = try #require(style.contrasts.first { $0.viewer == .protanopia })
        #expect(protan.ratio > normal.ratio)
    }

    @Test("A colour that is not in its stated inks is refused")
    func vanishes() throws {
        var look = SymbolLook()
        let pale = Ink.process(.init(cyan: 0.1, magenta: 0, yellow: 0.2, black: 0))
        look.moduleFill = .solid(Paint(.black, ink: pale))
        #expect {
            try SymbolStyle(look: look)
        } throws: { error in
            guard case .vanishesInPrint(pale, .black, let difference, 0.4)? = error as? StyleError else {
                return false
            }
            return difference < 0.4
        }
    }
}
