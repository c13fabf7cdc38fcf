import Artwork
import QRSymbol
import Templates
import Testing
import Vocabulary

@testable import Service

@Suite struct BrandKitTests {
    private static let library = BrandKitLibrary(TemplateLibrary())

    @Test("Every kit that comes with the program draws a symbol that is read", arguments: Self.library.names)
    func shipped(name: String) throws {
        let kit = try Self.library.kit(name)
        let style = try kit.look.style(quietZone: 4, logo: Self.library.logo(of: kit))
        var order = SymbolOrder(text: Gallery.text, format: .svg, style: style)
        order.frame = try kit.frame.map { frame in
            try FrameLibrary(TemplateLibrary()).frame(
                frame.name, style: style, call: frame.words.text(in: "zh-Hans"), fonts: frame.fonts)
        }
        let drawn = try SymbolPrinting.draw(order, title: name)
        #expect(drawn.report.isReadBack)
        #expect((drawn.report.damageLeft ?? 0) > 0)
    }

    @Test("Names stand for colours and for what a press prints")
    func names() throws {
        let kit = try Self.library.kit("qingquan")
        let leaf = try #require(kit.paints["leaf"])
        #expect(leaf.color.description == "#0b6e4f")
        guard case .spot("PANTONE 3298 C", let appearance)? = leaf.ink else {
            Issue.record("\(leaf)")
            return
        }
        #expect(appearance == Ink.Process(cyan: 0.9, magenta: 0.3, yellow: 0.75, black: 0.25))
        #expect(kit.look.dark == .solid(leaf))
        let style = try kit.look.style(quietZone: 4, logo: nil)
        #expect(style.look.groundInk?.yellow == 0.14)
    }

    @Test(
        "What a command says takes the place of what the kit says, eyes with the modules they were chosen for"
    )
    func overrides() throws {
        let kit = try Self.library.kit("lantern")
        var asked = LookSettings()
        asked.dark = try Fill(parsing: "#000000")
        asked.shape = .square
        let settings = asked.filled(from: kit.look)
        #expect(settings.shape == .square && settings.frame == .circle)
        #expect(settings.dark == .color(.black) && settings.frameFill == nil && settings.pupilFill == nil)
        #expect(settings.light == kit.look.light)
    }

    @Test(
        "What is wrong in a kit is named with its line",
        arguments: [
            ("name: A\nsymbol: {shape: blob}", 2, "one of square"),
            ("name: A\nsymbol: {eye: square/star}", 2, "leaf/circle"),
            ("name: A\nsymbol: {dark: leaf}", 2, "'leaf' is no colour"),
            ("name: A\nsymbol: {dark: \"linear:1:#000\"}", 2, "gradient of 1 colours"),
            ("name: A\nshape: dot", 2, "not known"),
            ("name: A\ncolours:\n  - {name: a, screen: \"#000\", cmyk: \"1,2,3\"}", 3, "four percentages"),
            ("name: A\ncolours:\n  - {name: a, screen: \"#000\", spot: Gold}", 3, "needs cmyk"),
            ("name: A\ncolours:\n  - {name: a, screen: red}", 3, "a colour such as"),
            ("name: A\nlogo: {file: ../x.svg}", 2, "beside the kit"),
            ("name: A\nlogo: {file: x.svg, area: 200}", 2, "percent"),
            ("name: A\nlogo: {file: x.svg, ring: 4.5}", 2, "0 to 4"),
            ("name: A\nlogo: {file: x.svg, ring: wide}", 2, "modules"),
            ("name: A\nlogo: {file: x.svg, shape: round}", 2, "rectangle, outline"),
            ("symbol: {shape: dot}", nil, "missing"),
        ] as [(String, Int?, String)])
    func faults(text: String, line: Int?, words: String) {
        #expect {
            try BrandKit(parsing: text, file: "brands/a.yaml")
        } throws: { error in
            guard case .invalidInput(let faults)? = error as? ServiceError else { return false }
            return faults.contains { $0.detail.contains(words) && (line == nil || $0.line == line) }
        }
    }

    @Test("A logo's ring and shape are the kit's, or one module and the rectangle")
    func logos() throws {
        let plain = try BrandKit(parsing: "name: A\nlogo: {file: x.svg}", file: "a.yaml").logo
        #expect(plain?.ring == 1 && plain?.shape == .rectangle)
        let text = "name: A\nlogo: {file: x.svg, ring: 0.5, shape: outline}"
        let own = try BrandKit(parsing: text, file: "a.yaml").logo
        #expect(own?.ring == 0.5 && own?.shape == .outline)
        var kit = try Self.library.kit("qingquan")
        kit.logo?.ring = 2
        kit.logo?.shape = .outline
        let logo = try #require(try Self.library.logo(of: kit))
        #expect(logo.knockOut.ring == 2 && logo.shape == .outline)
    }

    @Test("Two colours of one name are refused")
    func twice() {
        let text = "name: A\ncolours:\n  - {name: a, screen: \"#000\"}\n  - {name: a, screen: \"#111\"}"
        #expect(throws: ServiceError.self) { try BrandKit(parsing: text, file: "a.yaml") }
    }

    @Test("Ink that vanishes in print is refused, though the screen's colour would scan")
    func vanishing() throws {
        let text = """
            name: A
            colours:
              - {name: pale, screen: "#000000", cmyk: "10,0,20,0"}
            symbol: {dark: pale}
            """
        let kit = try BrandKit(parsing: text, file: "a.yaml")
        #expect {
            try kit.look.style(quietZone: 4, logo: nil)
        } throws: { error in
            guard case .invalidInput(let faults)? = error as? ServiceError else { return false }
            return faults[0].detail.contains("#000000 is printed as cmyk:10,0,20,0")
        }
    }

    @Test("A kit that is not there is answered with those that are")
    func unknown() {
        #expect(
            throws: ServiceError.notFound(
                kind: "brand kit", name: "nope (known: harbour, lantern, qingquan)")
        ) { try Self.library.kit("nope") }
    }
}

@Suite struct FrameLibraryTests {
    private static let library = FrameLibrary(TemplateLibrary())

    @Test(
        "Every frame is drawn around a symbol in every form, and read there",
        arguments: Self.library.names, [SymbolFormat.png, .svg, .pdf, .eps])
    func shipped(name: String, format: SymbolFormat) throws {
        let style = SymbolStyle.blackOnWhite
        var order = SymbolOrder(text: Gallery.text, format: format, size: .dotsPerModule(8), style: style)
        order.frame = try Self.library.frame(name, style: style, call: "扫码领礼", code: "7K3M-9QXR")
        let drawn = try SymbolPrinting.draw(order, title: name)
        #expect(drawn.report.isReadBack == (format != .eps))
        var plain = order
        plain.frame = nil
        #expect(try SymbolPrinting.draw(plain, title: name).bytes.count < drawn.bytes.count)
        if format == .svg {
            let text = String(decoding: drawn.bytes, as: UTF8.self)
            #expect(!text.contains("<text") && !text.contains("font-family"))
        }
    }

    @Test("Letters that no font has are refused by name")
    func missingGlyphs() {
        #expect {
            try Self.library.frame("banner", style: .blackOnWhite, call: "Go \u{10D30}")
        } throws: { error in
            guard case .invalidInput(let faults)? = error as? ServiceError else { return false }
            return faults[0].detail.contains("U+10D30")
        }
    }

    @Test("A long call is set smaller, and one that is no call is refused")
    func longCalls() throws {
        let style = SymbolStyle.blackOnWhite
        let (short, long) = ("Scan me", "Scan me and find out more")
        let frames = try [short, long].map { try Self.library.frame("banner", style: style, call: $0) }
        #expect(frames[0] != frames[1])
        #expect {
            try Self.library.frame("banner", style: style, call: String(repeating: long, count: 3))
        } throws: { error in
            guard case .invalidInput(let faults)? = error as? ServiceError else { return false }
            return faults[0].detail.contains("the frame has room for 20.0")
        }
    }

    @Test("Forms without paths have no frame", arguments: [SymbolFormat.zpl, .escpos, .txt])
    func formsWithout(format: SymbolFormat) throws {
        var order = SymbolOrder(
            text: "A", format: format, size: .dotsPerModule(6), dotsPerInch: format.dotsPerInch)
        order.frame = try Self.library.frame("banner", style: .blackOnWhite, call: "Scan")
        #expect(throws: ServiceError.self) { try SymbolPrinting.draw(order, title: "A") }
    }

    @Test("A symbol without ground has no frame")
    func noGround() throws {
        var look = SymbolLook()
        look.ground = .knockedOut
        let style = try SymbolStyle(look: look)
        #expect(throws: ServiceError.self) { try Self.library.frame("card", style: style, call: "Scan") }
    }

    @Test("The gallery's pictures have names of their own, and every brand is among them")
    func gallery() throws {
        let gallery = try Gallery(TemplateLibrary())
        let items = gallery.sections.flatMap(\.items)
        #expect(Set(items.map(\.name)).count == items.count)
        for shape in ModuleShape.allCases { #expect(items.contains { $0.name == "shape-\(shape.rawValue)" }) }
        for name in ["harbour", "lantern", "qingquan"] {
            #expect(items.contains { $0.name == "brand-\(name)-framed" && $0.frame != nil })
        }
        let page = gallery.page
        for item in items { #expect(page.contains("src=\"\(item.name).svg\"")) }
        #expect(!page.contains("http"))
    }
}
