import Support
import Testing

@testable import QRSymbol

/// ECI headers and FNC1.
@Suite struct HeaderTests {
    @Test(
        "An ECI header holds its designator, in one byte or two",
        arguments: [0, 3, 26, 127, 128, 899, 16_383])
    func writesDesignators(designator: Int) throws {
        let channel = try ExtendedChannel(designator)
        let symbol = try Symbol(EncodingOrder(.bytes(Array("TEA 5".utf8)), channel: channel))
        let content = try #require(ContentReader(symbol))
        #expect(content.designator == designator)
        #expect(content.bytes == Array("TEA 5".utf8))
        #expect(symbol.channel == channel && symbol.features == [.channel])
        #expect(CodewordReader(symbol).isCorrect)
    }

    @Test("Designators that would be written wrong are refused", arguments: [-1, 16_384, 999_999, 1_000_000])
    func refusesDesignators(designator: Int) {
        #expect(throws: EncodingError.channel(designator: designator, allowed: 0...16_383)) {
            try ExtendedChannel(designator)
        }
    }

    @Test(
        "A text is written in its channel's character set",
        arguments: [
            (ExtendedChannel.latin1, "Thé", [0x54, 0x68, 0xE9]), (.utf8, "茶", [0xE8, 0x8C, 0xB6]),
            (.gb18030, "茶", [0xB2, 0xE8]), (.big5, "茶", [0xAF, 0xF9]), (.shiftJIS, "茶", [0x92, 0x83]),
            (.utf16, "茶", [0x83, 0x36]), (.ascii, "Tea", [0x54, 0x65, 0x61]),
        ] as [(ExtendedChannel, String, [UInt8])])
    func convertsText(channel: ExtendedChannel, text: String, bytes: [UInt8]) throws {
        let symbol = try Symbol(EncodingOrder(.text(text), channel: channel))
        #expect(symbol.payload == bytes)
        #expect(ContentReader(symbol)?.bytes == bytes)
        let isRead = channel == .utf8 || channel == .ascii
        #expect(symbol.readerWarnings == (isRead ? [] : [.characterSet]))
    }

    @Test("What a character set lacks is refused, and not replaced")
    func refusesOtherText() throws {
        let unnamed = try ExtendedChannel(7)
        for (channel, text) in [
            (ExtendedChannel.latin1, "茶"), (.ascii, "é"), (.big5, "减"), (.binary, "a"), (unnamed, "a"),
        ] {
            #expect(throws: EncodingError.unwritable(text, designator: channel.designator)) {
                try Symbol(EncodingOrder(.text(text), channel: channel))
            }
        }
    }

    @Test("GS1's symbol begins with FNC1, and percent signs and separators are told apart in every mode")
    func writesGS1() throws {
        var generator = SplitMix64.forTests()
        let seed = generator.seed
        let alphabet = Array("0123456789ABCDEFG%%%a\u{1D}".utf8)
        for _ in 0..<300 {
            let bytes = (0..<Int.random(in: 1...80, using: &generator)).map { _ in
                alphabet.randomElement(using: &generator) ?? 0
            }
            let level = CorrectionLevel.allCases.randomElement(using: &generator) ?? .low
            let symbol = try Symbol(EncodingOrder(.bytes(bytes), level: level, functionCharacter: .gs1))
            let content = try #require(ContentReader(symbol))
            #expect(content.functionCharacterPosition == 1)
            #expect(content.bytes == bytes, "seed \(seed)")
            #expect(CodewordReader(symbol).isCorrect && symbol.payload == bytes && symbol.level == level)
            #expect(symbol.readerWarnings == [.functionCharacter])
        }
    }

    @Test("A separator before a percent sign or another separator is no percent sign")
    func keepsSeparatorsApart() throws {
        for text in ["A\u{1D}%", "A\u{1D}\u{1D}B", "A%\u{1D}", "A%%\u{1D}%\u{1D}\u{1D}%", "\u{1D}"] {
            let symbol = try Symbol(EncodingOrder(.text(text), functionCharacter: .gs1))
            #expect(ContentReader(symbol)?.bytes == Array(text.utf8), "\(Array(text.utf8))")
        }
    }

    @Test(
        "An industry's symbol holds FNC1 and its indicator, behind an ECI header",
        arguments: [("37", 37), ("00", 0), ("A", 165), ("z", 222)])
    func writesIndustries(text: String, codeword: Int) throws {
        let indicator = try FunctionCharacter.ApplicationIndicator(parsing: text)
        let bytes = Array("AA1234BBB112\u{1D}text 50%".utf8)
        for channel in [nil, ExtendedChannel.utf8] {
            let symbol = try Symbol(
                EncodingOrder(.bytes(bytes), channel: channel, functionCharacter: .industry(indicator)))
            let content = try #require(ContentReader(symbol))
            #expect(content.functionCharacterPosition == 2 && content.indicator == codeword)
            #expect(content.designator == channel?.designator)
            #expect(content.bytes == bytes)
        }
    }

    @Test("Other indicators are refused", arguments: ["", "1", "123", "a1", "é", "AB", "[", "0A"])
    func refusesIndicators(text: String) {
        #expect(throws: EncodingError.applicationIndicator(text)) {
            try FunctionCharacter.ApplicationIndicator(parsing: text)
        }
    }

    @Test(
        "A symbol is filled to its last byte or character, headers included",
        arguments: CorrectionLevel.allCases)
    func fillsToTheEnd(level: CorrectionLevel) throws {
        let industry = FunctionCharacter.industry(try .init(parsing: "37"))
        for version in [1, 6, 9, 10, 26, 27, 39, 40] {
            let bits = BlockLayout(version: version, level: level).dataCodewordCount * 8
            // FNC1 and indicator: 12 bits; then the segment's own header, table 3.
            let count = (bits - 12 - 4 - (version < 10 ? 8 : 16)) / 8
            let bytes = { (count: Int) in [UInt8](repeating: 0x61, count: count) }
            let industrial = { (count: Int) in
                EncodingOrder(.bytes(bytes(count)), level: level, functionCharacter: industry)
            }
            let gs1 = { (count: Int) in
                EncodingOrder(.bytes(bytes(count + 1)), level: level, functionCharacter: .gs1)
            }
            // Mode and designator: 12 bits; and two bytes that libqrencode wants left over.
            let spare = version < 40 ? 2 : 0
            let channelled = { (count: Int) in
                EncodingOrder(.bytes(bytes(count - spare)), level: level, channel: .utf8)
            }
            let kanjiCount = (bits - 4 - (version < 10 ? 8 : version < 27 ? 10 : 12)) / 13
            let kanji = { (count: Int) in
                EncodingOrder(.text(String(repeating: "点", count: count)), level: level, allowsKanji: true)
            }
            for (order, count) in [
                (industrial, count), (gs1, count), (channelled, count), (kanji, kanjiCount),
            ] {
                let symbol = try Symbol(order(count))
                #expect(symbol.version == version, "\(count) of version \(version)")
                // The indicator's two digits are no part of the segments.
                let text = symbol.transmitted.dropFirst(symbol.features.contains(.industry) ? 2 : 0)
                #expect(ContentReader(symbol)?.bytes == Array(text))
                if version < 40 {
                    #expect(try Symbol(order(count + 1)).version == version + 1)
                } else {
                    #expect(throws: EncodingError.self) { try Symbol(order(count + 1)) }
                }
            }
        }
    }
}
