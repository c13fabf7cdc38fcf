import Foundation
import QRSymbol
import Support
import Testing

@testable import Artwork

/// ZBar reads what other modes hold; it shares no code with the encoders.
@Suite struct ModeReadingTests {
    private func texts(_ pictures: [Raster]) throws -> [[UInt8]] {
        let side = (pictures.map(\.width).max() ?? 0) + 20
        let columns = 4
        let rows = (pictures.count + columns - 1) / columns
        var sheet = Raster(width: side * columns, height: side * rows, filledWith: .white)
        for (place, picture) in pictures.enumerated() {
            sheet.paste(picture, row: place / columns * side + 10, column: place % columns * side + 10)
        }
        return try SymbolReader.read(luminance: sheet.luminance, width: sheet.width, height: sheet.height)
            .map(\.text)
    }

    private func raster(_ symbol: Symbol) throws -> Raster {
        try Raster(png: SymbolPNG.encode(symbol, size: PrintSize(dotsPerModule: 4)))
    }

    @Test("Kanji is read as Shift JIS, beside bytes, digits and upper-case text")
    func readsKanji() throws {
        for text in ["会員証", "会員証 0123456789 カード", "abc会員会員会員0123456789満点満点ABCDEFGHIJK"] {
            let symbol = try Symbol(EncodingOrder(.text(text), allowsKanji: true))
            #expect(symbol.features == [.kanji])
            // The binary setting keeps ZBar from converting what it reads.
            let expected = try #require(text.data(using: .shiftJIS))
            #expect(symbol.transmitted == Array(expected) && symbol.payload == Array(text.utf8))
            #expect(try texts([raster(symbol)]) == [Array(expected)])
        }
    }

    /// ZBar converts ISO/IEC 8859 to UTF-8, leaves GB 18030 alone, and puts an indicator before the text, as the standard
    /// asks of readers (ISO/IEC 18004, "Transmitted data").
    @Test("Headers are understood, and do not get into the text")
    func readsHeaders() throws {
        let indicator = try FunctionCharacter.ApplicationIndicator(parsing: "37")
        for (order, expected) in [
            (EncodingOrder(.text("清泉茶 7"), channel: .utf8), Array("清泉茶 7".utf8)),
            (EncodingOrder(.text("Thé"), channel: .latin1), Array("Thé".utf8)),
            (EncodingOrder(.text("清泉茶"), channel: .gb18030), [0xC7, 0xE5, 0xC8, 0xAA, 0xB2, 0xE8]),
            (EncodingOrder(.text("AB12"), functionCharacter: .industry(indicator)), Array("37AB12".utf8)),
        ] as [(EncodingOrder, [UInt8])] {
            let symbol = try Symbol(order)
            let read = try texts([raster(symbol)])
            #expect(order.channel == .latin1 || symbol.transmitted == expected)
            #expect(read == [expected], "\(read)")
        }
    }

    @Test("GS1's separators and percent signs are read from every mode")
    func readsGS1() throws {
        for text in [
            "010491234512345915970331\u{1D}30128\u{1D}10ABC123", "10A%B%%C\u{1D}21X", "10a%b\u{1D}21x",
        ] {
            let symbol = try Symbol(EncodingOrder(.text(text), functionCharacter: .gs1))
            #expect(try texts([raster(symbol)]) == [Array(text.utf8)])
        }
    }

    @Test("A symbol of version 7 in Kanji mode, whose logo is tried by reading, keeps its logo")
    func triesLogosOnKanji() throws {
        let symbol = try Symbol(
            EncodingOrder(.text("会員証カード点茶 0123"), level: .high, minimumVersion: 7, allowsKanji: true))
        #expect(symbol.version == 7 && symbol.features == [.kanji])
        let style = try SymbolStyle(logo: Logo(SampleLogo.svg)).readable(in: symbol)
        let png = try SymbolPNG.encode(symbol, style: style, size: PrintSize(dotsPerModule: 5))
        #expect(try SymbolReader.read(png: png).map(\.text) == [symbol.transmitted])
    }

    @Test("The symbols of a series are joined, in whatever order they lie", arguments: [2, 5, 16])
    func joinsSeries(count: Int) throws {
        var generator = SplitMix64.forTests()
        let text = String(
            (0..<count * 60).map { _ in "abcdefghijk 0123456789".randomElement(using: &generator) ?? " " })
        let order = EncodingOrder(.text(text), level: .medium, minimumVersion: 4)
        let series = try SymbolSeries(order, maximumVersion: count == 2 ? 5 : 4)
        let shuffled = series.symbols.shuffled(using: &generator)
        #expect(try texts(shuffled.map(raster)) == [Array(text.utf8)], "seed \(generator.seed)")
        // Without one of them the rest is not taken for the whole.
        #expect(try !texts(shuffled.dropLast().map(raster)).contains(Array(text.utf8)))
    }

    @Test("Micro QR is drawn with a quiet zone of two, in PNG, SVG and text, module by module")
    func drawsMicro() throws {
        let symbol = try Symbol(EncodingOrder(.text("TEA50"), level: .low, family: .micro))
        let style = try SymbolStyle(quietZone: symbol.family.quietZone)
        let grid = try ModuleGrid(symbol, style: style)
        #expect(grid.side == symbol.size + 4)
        let png = try SymbolPNG.encode(symbol, style: style, size: PrintSize(dotsPerModule: 3))
        let svg = try SymbolSVG.encode(symbol, style: style, moduleMillimetres: 1)
        let drawn = try SVGRasterizer.render(Array(svg.utf8), width: grid.side * 3)
        for raster in [try Raster(png: png), drawn] {
            #expect(raster.width == grid.side * 3 && raster.height == grid.side * 3)
            for row in 0..<grid.side {
                for column in 0..<grid.side {
                    let pixel = raster.luminance[(row * 3 + 1) * raster.width + column * 3 + 1]
                    #expect((pixel < 128) == grid.isDark(row: row, column: column))
                }
            }
        }
    }

    @Test("A logo on Micro QR is refused, whatever its size")
    func refusesLogosOnMicro() throws {
        let symbol = try Symbol(EncodingOrder(.text("TEA50"), level: .medium, family: .micro))
        for size in [Logo.Size.largest, .percent(5), .modules(5)] {
            let logo = try Logo(SampleLogo.svg, size: size)
            #expect(
                throws: StyleError.logo(.microSymbol, version: symbol.version, level: .medium)
            ) {
                try SymbolStyle(logo: logo).logoArea(for: symbol)
            }
        }
    }
}
