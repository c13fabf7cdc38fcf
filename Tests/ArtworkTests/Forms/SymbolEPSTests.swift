import Artwork
import Foundation
import QRSymbol
import Support
import Testing

@Suite struct SymbolEPSTests {
    static let spot = Ink.spot(
        name: "PANTONE 485 C", appearance: .init(cyan: 0, magenta: 0.95, yellow: 1, black: 0.2))

    @Test("The file is what it was")
    func matchesTheSnapshot() throws {
        let green = Ink.spot(name: "Grün", appearance: .init(cyan: 1, magenta: 0.6, yellow: 0.8, black: 0))
        let eps = try SymbolEPS.encode(Symbol(encoding: "A"), moduleMillimetres: 0.5, ink: green)
        #expect(try Snapshot.form("symbol.eps").difference(from: String(decoding: eps, as: UTF8.self)) == nil)
    }

    @Test(
        "On a printed page it knocks out what lies below and leaves the page's state as it was",
        .onGhostscript)
    func embedded() throws {
        let symbol = try Symbol(encoding: "HTTPS://Q.EXAMPLE/A")
        let eps = try SymbolEPS.encode(symbol, moduleMillimetres: 0.508, ink: Self.spot)
        let side = Double(symbol.size + 8) * 0.508 * 72 / 25.4
        // Gold below, and a layout program that had left overprinting on: process white would leave the gold.
        let before = """
            %!PS-Adobe-3.0
            << /PageSize [\(side) \(2 * side)] >> setpagedevice
            [/Separation /Gold /DeviceCMYK {0 exch 0 exch 0}] setcolorspace 1 setcolor
            0 0 999 999 rectfill true setoverprint
            count /items exch def countdictstack /depth exch def /showpage {} def

            """
        let after = """
            count items ne countdictstack depth ne or currentoverprint not or {(state is changed) print} if
            systemdict /showpage get exec

            """
        let page = Array(before.utf8) + eps + Array(after.utf8)
        let plates = try Ghostscript.plates(page)
        // The page is twice as high as the symbol.
        #expect(abs(try #require(plates["Gold"]) - 0.5) < 0.01)
        #expect((0.1..<0.25).contains(try #require(plates["PANTONE 485 C"])))
        #expect(try Ghostscript.run(page, device: "pgmraw", dotsPerInch: 72).said.isEmpty)
    }

    private func lines(_ eps: [UInt8]) -> [String] {
        String(decoding: eps, as: UTF8.self).components(separatedBy: "\n")
    }

    @Test("Ghostscript draws every module where the grid has it", .onGhostscript, arguments: [1, 2, 7, 14])
    func modules(version: Int) throws {
        let symbol = try Symbol(encoding: "HTTPS://Q.EXAMPLE/A", level: .high, minimumVersion: version)
        // Ten pixels a module.
        let eps = try SymbolEPS.encode(symbol, moduleMillimetres: 0.508)
        let page = try Ghostscript.page(eps, dotsPerInch: 500)
        let grid = try ModuleGrid(symbol, style: .blackOnWhite)
        #expect(page.width == grid.side * 10 && page.height == grid.side * 10)
        var wrong = 0
        for row in 0..<grid.side {
            for column in 0..<grid.side {
                for (y, x) in [(1, 1), (1, 8), (5, 5), (8, 1), (8, 8)] {
                    let pixel = page.luminance[(row * 10 + y) * page.width + column * 10 + x]
                    // A profile of Ghostscript's shows black ink as a dark grey.
                    let isRight = grid.isDark(row: row, column: column) ? pixel < 64 : pixel == 255
                    wrong += isRight ? 0 : 1
                }
            }
        }
        #expect(wrong == 0)
        let found = try SymbolReader.read(luminance: page.luminance, width: page.width, height: page.height)
        #expect(found.map(\.text) == [symbol.payload])
    }

    @Test("Seeded symbols of all sizes are read from the drawing", .onGhostscript)
    func reads() throws {
        var generator = SplitMix64.forTests()
        for kind in SampleText.allCases {
            let text = kind.bytes(count: Int.random(in: 1...120, using: &generator), using: &generator)
            let level = CorrectionLevel.allCases.randomElement(using: &generator) ?? .low
            let symbol = try Symbol(encoding: text, level: level)
            let style = try SymbolStyle(quietZone: Int.random(in: 4...9, using: &generator))
            let eps = try SymbolEPS.encode(symbol, style: style, moduleMillimetres: 0.4)
            let page = try Ghostscript.page(eps, dotsPerInch: 400)
            let found = try SymbolReader.read(
                luminance: page.luminance, width: page.width, height: page.height)
            #expect(found.map(\.text) == [text], "\(kind), \(text.count) bytes, seed \(generator.seed)")
        }
    }

    @Test("The boxes are the symbol with its quiet zone, in points")
    func boxes() throws {
        let symbol = try Symbol(encoding: "A")
        let header = lines(try SymbolEPS.encode(symbol, moduleMillimetres: 0.42, title: "T"))
        // 29 modules × 0.42 mm × 72 / 25.4 = 34.5260 points.
        #expect(header.first == "%!PS-Adobe-3.0 EPSF-3.0")
        #expect(header.contains("%%BoundingBox: 0 0 35 35"))
        #expect(header.contains("%%HiResBoundingBox: 0 0 34.526 34.526"))
        // 29 inches are whole points, and stay them.
        let inches = lines(try SymbolEPS.encode(symbol, moduleMillimetres: 25.4))
        #expect(inches.contains("%%BoundingBox: 0 0 2088 2088"))
    }

    @Test("The header says what the file holds, in lines that every reader takes")
    func structure() throws {
        let symbol = try Symbol(encoding: "HTTPS://QQ.EXAMPLE/C/1", level: .high, minimumVersion: 5)
        // Pixels, which have the longest lines.
        let pixels = try SVGRasterizer.render(Logo.leaf().bytes, width: 200).png()
        let style = try SymbolStyle.brand(logo: Logo(pixels))
        let title = #"满减 (a\b) %"#
        let eps = try SymbolEPS.encode(
            symbol, style: style, moduleMillimetres: 0.5, ink: Self.spot, title: title)
        #expect(eps.allSatisfy { (0x20...0x7E).contains($0) || $0 == 0x0A })
        let lines = lines(eps)
        #expect(lines.allSatisfy { $0.utf8.count <= 255 })
        #expect(lines.contains(#"%%Title: (\346\273\241\345\207\217 \(a\\b\) %)"#))
        #expect(lines.contains("%%DocumentCustomColors: (PANTONE 485 C)"))
        #expect(lines.contains("%%CMYKCustomColor: 0 0.95 1 0.2 (PANTONE 485 C)"))
        #expect(!lines.contains { $0.hasPrefix("%%DocumentProcessColors:") })
        let begin = try #require(lines.firstIndex { $0.hasPrefix("%%BeginData: ") })
        let end = try #require(lines.firstIndex(of: "%%EndData"))
        #expect(lines[begin] == "%%BeginData: \(end - begin - 1) ASCII Lines")
        #expect(lines[(begin + 1)..<end].allSatisfy { !$0.hasPrefix("%") })
        #expect(lines.suffix(2) == ["%%EOF", ""])
        let again = try SymbolEPS.encode(
            symbol, style: style, moduleMillimetres: 0.5, ink: Self.spot, title: title)
        #expect(eps == again)
    }

    @Test("Black modules are on the black plate alone", .onGhostscript)
    func blackPlate() throws {
        let symbol = try Symbol(encoding: "HTTPS://Q.EXAMPLE/A")
        let eps = try SymbolEPS.encode(symbol, moduleMillimetres: 0.508)
        #expect(lines(eps).contains("%%DocumentProcessColors: Black"))
        let coverage = try Ghostscript.coverage(eps)
        let grid = try ModuleGrid(symbol, style: .blackOnWhite)
        let dark = grid.runs.reduce(0) { $0 + $1.columns.count }
        #expect(coverage.prefix(3).allSatisfy { $0 == 0 })
        #expect(abs(coverage[3] / 100 - Double(dark) / Double(grid.side * grid.side)) < 0.01)
    }

    @Test("A spot ink has a plate of its own and leaves the process plates empty", .onGhostscript)
    func spotPlate() throws {
        let symbol = try Symbol(encoding: "HTTPS://Q.EXAMPLE/A")
        let eps = try SymbolEPS.encode(symbol, moduleMillimetres: 0.508, ink: Self.spot)
        let plates = try Ghostscript.plates(eps)
        let grid = try ModuleGrid(symbol, style: .blackOnWhite)
        let dark = grid.runs.reduce(0) { $0 + $1.columns.count }
        #expect(plates.count == 5)
        for ink in ["Cyan", "Magenta", "Yellow", "Black"] { #expect(plates[ink] == 0, "\(ink)") }
        let inked = try #require(plates["PANTONE 485 C"])
        #expect(abs(inked - Double(dark) / Double(grid.side * grid.side)) < 0.02)
    }

    @Test("A coloured logo on a coloured ground is a halftone of the one ink", .onGhostscript)
    func oneInk() throws {
        let symbol = try Symbol(encoding: "HTTPS://QQ.EXAMPLE/C/1", level: .high, minimumVersion: 5)
        let style = try SymbolStyle.brand(logo: .leaf())
        let black = try SymbolEPS.encode(symbol, style: style, moduleMillimetres: 0.508)
        #expect(try Ghostscript.coverage(black).prefix(3).allSatisfy { $0 == 0 })
        let page = try Ghostscript.page(black, dotsPerInch: 300)
        let found = try SymbolReader.read(luminance: page.luminance, width: page.width, height: page.height)
        #expect(found.map(\.text) == [symbol.payload])
        // The leaf's green is neither paper nor full ink.
        let square = try #require(try ModuleGrid(symbol, style: style).logoPicture).wholeRows
        let middle = (square.lowerBound + square.upperBound) / 2 * 6
        let tones = (square.lowerBound * 6..<square.upperBound * 6).map {
            page.luminance[middle * page.width + $0]
        }
        #expect(tones.contains { (60..<200).contains($0) })
        let spot = try Ghostscript.plates(
            SymbolEPS.encode(symbol, style: style, moduleMillimetres: 0.508, ink: Self.spot))
        for ink in ["Cyan", "Magenta", "Yellow", "Black"] { #expect(spot[ink] == 0, "\(ink)") }
        #expect(try #require(spot["PANTONE 485 C"]) > 0.3)
        let process = try SymbolEPS.encode(
            symbol, style: style, moduleMillimetres: 0.508, ink: Ink(style.dark))
        #expect(lines(process).contains("%%DocumentProcessColors: Cyan Magenta Yellow Black"))
    }

    @Test("A tinted ground and process inks are on their plates, and no black is", .onGhostscript)
    func processPlates() throws {
        let symbol = try Symbol(encoding: "HTTPS://Q.EXAMPLE/A")
        let green = Ink.process(.init(cyan: 1, magenta: 0.6, yellow: 0.8, black: 0))
        let eps = try SymbolEPS.encode(symbol, style: .brand(), moduleMillimetres: 0.508, ink: green)
        #expect(lines(eps).contains("%%DocumentProcessColors: Cyan Magenta Yellow"))
        // #f4f1de is 11, 14 and 33 of 255 away from white.
        #expect(lines(eps).contains("0.0431 0.0549 0.1294 0 setcmykcolor"))
        let plates = try Ghostscript.plates(eps)
        #expect(plates["Cyan"] == 1 && plates["Yellow"] == 1 && plates["Black"] == 0)
    }

    @Test(
        "A logo, vectors or pixels, stands in its square upright and leaves the symbol readable",
        .onGhostscript)
    func logo() throws {
        let symbol = try Symbol(encoding: "HTTPS://QQ.EXAMPLE/C/1", level: .high, minimumVersion: 5)
        // Black above and white below.
        let half =
            #"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2"><path d="M0 0h2v1h-2z"/></svg>"#
        let png = try SVGRasterizer.render(Array(half.utf8), width: 60).png()
        for bytes in [Array(half.utf8), png] {
            let style = try SymbolStyle(logo: Logo(bytes))
            let eps = try SymbolEPS.encode(symbol, style: style, moduleMillimetres: 0.508)
            let page = try Ghostscript.page(eps, dotsPerInch: 500)
            let square = try #require(try ModuleGrid(symbol, style: style).logoPicture).wholeRows
            func pixel(_ row: Int, _ column: Int) -> UInt8 { page.luminance[row * page.width + column] }
            let (first, last) = (square.lowerBound * 10 + 3, square.upperBound * 10 - 4)
            #expect(pixel(first, first) < 64 && pixel(first, last) < 64)
            #expect(pixel(last, first) == 255 && pixel(last, last) == 255)
            // The ring around it stays light.
            #expect(pixel(first - 8, first) == 255 && pixel(first, last + 8) == 255)
            let found = try SymbolReader.read(
                luminance: page.luminance, width: page.width, height: page.height)
            #expect(found.map(\.text) == [symbol.payload])
            // Neutral black is one ink, not four.
            #expect(try Ghostscript.coverage(eps).prefix(3).allSatisfy { $0 == 0 })
        }
    }

    @Test("What a press could not print is refused with the numbers")
    func refusals() throws {
        let symbol = try Symbol(encoding: "A")
        let allowed = FormLimits.epsModuleMillimetres
        for side in [0, -1, 0.0099, 101, .infinity] {
            #expect(throws: FormError.moduleMillimetres(side, allowed: allowed)) {
                try SymbolEPS.encode(symbol, moduleMillimetres: side)
            }
        }
        #expect(throws: FormError.self) { try SymbolEPS.encode(symbol, moduleMillimetres: .nan) }
        let title = String(repeating: "满", count: 17)
        #expect(throws: FormError.title(escapedByteCount: 206, maximum: FormLimits.epsTextByteCount)) {
            try SymbolEPS.encode(symbol, moduleMillimetres: 1, title: title)
        }
        let strong = Ink.process(.init(cyan: 0, magenta: 1.5, yellow: 0, black: 0))
        #expect(throws: FormError.inkShare(1.5)) {
            try SymbolEPS.encode(symbol, moduleMillimetres: 1, ink: strong)
        }
        for name in ["", "All", "None", "a\nb", String(repeating: "x", count: 128)] {
            let ink = Ink.spot(name: name, appearance: .key)
            #expect(throws: FormError.inkName(name, maximumByteCount: Ink.maximumNameByteCount)) {
                try SymbolEPS.encode(symbol, moduleMillimetres: 1, ink: ink)
            }
        }
    }

    @Test("An ink that a scanner could not tell from the ground is refused")
    func paleInk() throws {
        let symbol = try Symbol(encoding: "A")
        let yellow = Ink.spot(name: "Sun", appearance: .init(cyan: 0, magenta: 0, yellow: 1, black: 0))
        do throws(FormError) {
            _ = try SymbolEPS.encode(symbol, moduleMillimetres: 1, ink: yellow)
            Issue.record("yellow on white was drawn")
        } catch {
            guard case .drawing(.style(.tooLittleContrast(let dark, let light, _, _))) = error else {
                Issue.record("\(error)")
                return
            }
            #expect(dark == Color(red: 255, green: 255, blue: 0) && light == .white)
        }
    }
}

extension Trait where Self == ConditionTrait {
    /// Skips a test without Ghostscript, except where it must be there.
    static var onGhostscript: Self {
        .enabled("Ghostscript is installed or required") { Ghostscript.isExpected }
    }
}

extension Snapshot {
    /// Names a file in the folder of all drawings' snapshots.
    static func form(_ name: String, test: String = #filePath) -> Snapshot {
        Snapshot(name, besides: test.replacing("/Forms/", with: "/"))
    }
}
