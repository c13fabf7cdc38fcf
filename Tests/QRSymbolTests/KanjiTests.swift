import Foundation
import Support
import Testing

@testable import QRSymbol

@Suite struct KanjiTests {
    @Test("Every character's code is the C library's, by the standard's table and by Microsoft's")
    func agreesWithTheCLibrary() {
        let scalars = KanjiRows.all.joined().unicodeScalars.filter { $0 != " " }
        let codes = scalars.map { KanjiCode.shiftJIS(of: $0) ?? 0 }
        let text = Array(String(String.UnicodeScalarView(scalars)).utf8)
        for set in ["SJIS", "CP932"] {
            let bytes = codes.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
            #expect(CharacterConversion.bytes(of: text, in: set) == bytes)
        }
        // The two ranges of Kanji mode, ISO/IEC 18004, 7.4.6.
        #expect(codes.allSatisfy { (0x8140...0x9FFC).contains($0) || (0xE040...0xEBBF).contains($0) })
        // JIS X 0208 has 6,879 characters, six of which readers take for two different ones.
        #expect(Set(codes).count == 6_879 - 6 && codes.count == Set(codes).count)
    }

    @Test("Characters that readers take for another, and those of other sets, stay bytes")
    func leavesOthersAlone() throws {
        for text in ["〜", "‖", "−", "¢", "£", "¬", "①", "满", "ｱ", "é", "A", "\\", "🍵"] {
            #expect(text.unicodeScalars.allSatisfy { KanjiCode.shiftJIS(of: $0) == nil }, "\(text)")
        }
    }

    @Test("The standard's own examples have the standard's bits")
    func writesTheStandardsExample() throws {
        // 7.4.6: 0x935F is 0x0D9F and 0xE4AA is 0x1AAA.
        let symbol = try Symbol(EncodingOrder(.text("点茗"), allowsKanji: true))
        var bits = BitReader(bytes: CodewordReader(symbol).data)
        #expect(bits.read(4) == 0b1000 && bits.read(8) == 2)
        #expect(bits.read(13) == 0x0D9F && bits.read(13) == 0x1AAA)
        #expect(symbol.payload == Array("点茗".utf8))
        #expect(symbol.features == [.kanji] && symbol.readerWarnings == [.kanji])
    }

    @Test("Whatever the mixture of characters, the segments hold the text, in fewer bits than without Kanji")
    func holdsMixtures() throws {
        var generator = SplitMix64.forTests()
        let seed = generator.seed
        let alphabet = Array("0123456789ABC:abcé清泉茶会員カード点満减满🍵〜")
        for _ in 0..<200 {
            let text = String(
                (0..<Int.random(in: 1...60, using: &generator)).map { _ in
                    alphabet.randomElement(using: &generator) ?? "0"
                })
            let level = CorrectionLevel.allCases.randomElement(using: &generator) ?? .low
            let symbol = try Symbol(EncodingOrder(.text(text), level: level, allowsKanji: true))
            let content = try #require(ContentReader(symbol))
            let read = try content.segments.map { try Self.text(of: $0) }.joined()
            #expect(Array(read.utf8) == Array(text.utf8), "seed \(seed)")
            #expect(CodewordReader(symbol).isCorrect, "seed \(seed)")
            #expect(symbol.features.contains(.kanji) == content.segments.contains { $0.mode == 8 })
            #expect(try symbol.version <= Symbol(encoding: text, level: level).version)
        }
    }

    /// The text of a segment: Foundation turns that of Kanji mode back.
    private static func text(of segment: ContentReader.Segment) throws -> String {
        guard segment.mode == 8 else { return String(decoding: segment.bytes, as: UTF8.self) }
        return try #require(String(bytes: segment.bytes, encoding: .shiftJIS))
    }
}
