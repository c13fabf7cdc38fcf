import Support
import Testing

@testable import QRSymbol

@Suite struct SymbolMakerTests {
    @Test("Without features the bulk encoder makes the symbol, and both encoders agree on all but the mask")
    func encodersAgree() throws {
        var generator = SplitMix64.forTests()
        let seed = generator.seed
        var maker = SymbolMaker()
        var bulk = BulkEncoder()
        for run in 0..<120 {
            let bytes = RandomBytes.mixture(count: 1 + run * 4, using: &generator)
            let level = CorrectionLevel.allCases[run % 4]
            let minimum = Int.random(in: 1...12, using: &generator)
            let order = { (kind: EncoderKind?) in
                EncodingOrder(.bytes(bytes), level: level, minimumVersion: minimum, encoder: kind)
            }
            let automatic = try maker.make(order(nil))
            let library = try maker.make(order(.libqrencode))
            #expect(try maker.make(order(.bulk)) == automatic)
            #expect(library == (try Symbol(encoding: bytes, level: level, minimumVersion: minimum)))
            #expect(automatic.version == library.version && automatic.level == level)
            #expect(automatic.payload == bytes && automatic.readerWarnings.isEmpty)
            #expect(CodewordReader(automatic).payload == bytes, "seed \(seed)")
            let masked = try bulk.encode(bytes, level: level, minimumVersion: minimum, mask: library.mask)
            #expect(Symbol(masked, payload: bytes) == library, "seed \(seed)")
        }
    }

    @Test("GS1's symbols are made by our own encoder alone: under one mask they are FNC1 and a symbol's bits")
    func gs1UnderEveryMask() throws {
        let bytes = Array("0104912345123459\u{1D}10AB%".utf8)
        let order = EncodingOrder(.bytes(bytes), functionCharacter: .gs1)
        let plan = try order.plan(bytes, DataCharacter.bytes(bytes))
        var bulk = BulkEncoder()
        for mask in 0...7 {
            let matrix = bulk.encodeGS1(plan, level: .medium, mask: mask)
            let symbol = Symbol(matrix, payload: bytes, features: [.gs1])
            #expect(symbol.mask == mask && CodewordReader(symbol).isCorrect)
            #expect(ContentReader(symbol)?.bytes == bytes)
        }
    }

    @Test("A forced encoder that lacks a feature is refused by the feature's name")
    func namesMissingFeatures() throws {
        let industry = FunctionCharacter.industry(try .init(parsing: "37"))
        let orders: [(EncodingOrder, SymbolFeature, EncoderKind)] = [
            (EncodingOrder(.text("点"), allowsKanji: true), .kanji, .bulk),
            (EncodingOrder(.text("a"), channel: .utf8), .channel, .bulk),
            (EncodingOrder(.text("a"), functionCharacter: industry), .industry, .bulk),
            (EncodingOrder(.text("1"), family: .micro), .micro, .bulk),
            (EncodingOrder(.text("01"), functionCharacter: .gs1), .gs1, .libqrencode),
        ]
        for (order, feature, encoder) in orders {
            var forced = order
            forced.encoder = encoder
            #expect(throws: EncodingError.missingFeature(feature, encoder: encoder)) { try Symbol(forced) }
            let symbol = try Symbol(order)
            #expect(symbol.features == [feature])
            #expect(!symbol.readerWarnings.isEmpty || feature == .channel)
        }
    }

    @Test("Features that exclude each other are refused by their names")
    func namesConflicts() throws {
        func conflict(_ one: SymbolFeature, _ other: SymbolFeature, _ order: EncodingOrder) {
            #expect(throws: EncodingError.conflict(one, other)) { try Symbol(order) }
        }
        conflict(.channel, .micro, EncodingOrder(.text("1"), family: .micro, channel: .utf8))
        conflict(.gs1, .micro, EncodingOrder(.text("1"), family: .micro, functionCharacter: .gs1))
        conflict(.kanji, .channel, EncodingOrder(.text("点"), allowsKanji: true, channel: .utf8))
        conflict(
            .kanji, .gs1,
            EncodingOrder(.text("点"), allowsKanji: true, functionCharacter: .gs1))
        conflict(.channel, .gs1, EncodingOrder(.text("1"), channel: .utf8, functionCharacter: .gs1))
    }

    @Test("Kanji mode that the text has no use for is no feature, and earns no warning")
    func kanjiOnlyWhereUsed() throws {
        let plain = try Symbol(EncodingOrder(.text("TEA 满"), allowsKanji: true))
        #expect(plain.features.isEmpty)
        #expect(plain == (try Symbol(EncodingOrder(.text("TEA 满")))))
        // A character of three bytes takes 24 bits, or 13 and another header's 12 and 12 more to go back.
        let lone = try Symbol(EncodingOrder(.text("abc点def"), allowsKanji: true))
        #expect(lone.features.isEmpty && lone.readerWarnings.isEmpty)
        #expect(ContentReader(lone)?.bytes == Array("abc点def".utf8))
    }

    @Test("A symbol earns all of its warnings, in a fixed order, each with words of its own")
    func warns() throws {
        let symbol = try Symbol(EncodingOrder(.text("点茶会員"), level: .low, family: .micro, allowsKanji: true))
        #expect(symbol.readerWarnings == [.microQR, .kanji])
        #expect(Set(ReaderWarning.allCases.map(\.sentence)).count == ReaderWarning.allCases.count)
        for warning in ReaderWarning.allCases {
            #expect(warning.sentence.hasSuffix(".") && warning.sentence.count <= 120)
        }
    }

    @Test("Nothing, too much and versions that do not exist are refused, whatever the features")
    func refusesBadInput() {
        for channel in [nil, ExtendedChannel.utf8] {
            func order(_ count: Int, from version: Int = 1) -> EncodingOrder {
                EncodingOrder(
                    .bytes([UInt8](repeating: 0xE6, count: count)), level: .low, minimumVersion: version,
                    channel: channel)
            }
            #expect(throws: EncodingError.empty) { try Symbol(order(0)) }
            #expect(throws: EncodingError.unknownVersion(41)) { try Symbol(order(1, from: 41)) }
            #expect(throws: EncodingError.unknownVersion(0)) { try Symbol(order(1, from: 0)) }
            for count in [2_954, 1_000_000] {
                #expect {
                    try Symbol(order(count))
                } throws: { error in
                    guard case .tooLong(count, let bits, 23_648) = error as? EncodingError else {
                        return false
                    }
                    return bits > 23_648
                }
            }
        }
    }
}
