import Support
import Testing

@testable import QRSymbol

@Suite struct SymbolSeriesTests {
    @Test("Each symbol names its place and the text's parity, and together they hold the text")
    func dividesTexts() throws {
        var generator = SplitMix64.forTests()
        let seed = generator.seed
        for run in 0..<60 {
            let level = CorrectionLevel.allCases[run % 4]
            let version = Int.random(in: 1...12, using: &generator)
            let capacity = BlockLayout(version: version, level: level).dataCodewordCount
            let count = capacity * Int.random(in: 3...6, using: &generator)
            let bytes = RandomBytes.mixture(count: count, using: &generator)
            let series = try SymbolSeries(
                EncodingOrder(.bytes(bytes), level: level), maximumVersion: version)
            let parity = bytes.reduce(0, ^)
            #expect(series.parity == parity)
            #expect(series.symbols.flatMap(\.payload) == bytes)
            #expect(SymbolSeries.counts.contains(series.symbols.count))
            for (number, symbol) in series.symbols.enumerated() {
                let content = try #require(ContentReader(symbol), "seed \(seed)")
                #expect(content.sequence == [number, series.symbols.count - 1, Int(parity)])
                #expect(content.bytes == symbol.payload, "seed \(seed)")
                #expect(CodewordReader(symbol).isCorrect)
                #expect(symbol.level == level && symbol.version <= version)
                #expect(symbol.version == series.symbols[0].version)
                #expect(symbol.readerWarnings == [.structuredAppend])
            }
        }
    }

    @Test("The fewest symbols are taken, and then the smallest version that is enough")
    func isSmall() throws {
        // Version 5-L holds 864 bits: 20 of the header and 12 of the segment leave 104 bytes.
        let full = String(repeating: "a", count: 312)
        let series = try SymbolSeries(EncodingOrder(.text(full), level: .low), maximumVersion: 5)
        #expect(series.symbols.map(\.payload.count) == [104, 104, 104] && series.symbols[0].version == 5)
        let more = try SymbolSeries(EncodingOrder(.text(full + "a"), level: .low), maximumVersion: 5)
        // Four of version 4-L, 640 bits, hold 76 bytes each, which is not enough.
        #expect(more.symbols.map(\.payload.count) == [104, 104, 104, 1])
        let less = try SymbolSeries(
            EncodingOrder(.text(String(repeating: "a", count: 228)), level: .low), maximumVersion: 5)
        #expect(less.symbols.map(\.payload.count) == [76, 76, 76] && less.symbols[0].version == 4)
        let atLeast = try SymbolSeries(
            EncodingOrder(.text(String(repeating: "a", count: 228)), level: .low, minimumVersion: 5),
            maximumVersion: 5)
        #expect(atLeast.symbols.map(\.payload.count) == [104, 104, 20])
    }

    @Test("No character is divided, and those in Kanji mode count as Shift JIS in the parity")
    func keepsCharactersWhole() throws {
        let text = String(repeating: "清泉茶éA7🍵", count: 30)
        for allowsKanji in [false, true] {
            let order = EncodingOrder(.text(text), level: .medium, allowsKanji: allowsKanji)
            let series = try SymbolSeries(order, maximumVersion: 6)
            let parts = try series.symbols.map { try #require(String(validating: $0.payload, as: UTF8.self)) }
            #expect(parts.joined() == text)
            let read = try series.symbols.flatMap { try #require(ContentReader($0)).bytes }
            #expect(series.parity == read.reduce(0, ^))
            #expect(series.symbols.contains { $0.features.contains(.kanji) } == allowsKanji)
        }
    }

    @Test("Sixteen symbols of version 40 hold the standard's most, and no more")
    func refusesWhatIsTooMuch() throws {
        // 23,648 bits less the header's 20 and the segment's 20 are 2,951 bytes.
        let most = [UInt8](repeating: 0x61, count: 2_951 * 16)
        let series = try SymbolSeries(EncodingOrder(.bytes(most), level: .low), maximumVersion: 40)
        #expect(series.symbols.count == 16 && series.symbols[15].version == 40)
        #expect(
            throws: EncodingError.tooLongForSeries(
                byteCount: most.count + 1, maximumCount: 16, maximumVersion: 40)
        ) {
            try SymbolSeries(EncodingOrder(.bytes(most + [0x61]), level: .low), maximumVersion: 40)
        }
    }

    @Test("What fits one symbol, has headers or names no version is refused")
    func refuses() throws {
        func series(_ order: EncodingOrder, _ version: Int) throws -> SymbolSeries {
            try SymbolSeries(order, maximumVersion: version)
        }
        let short = EncodingOrder(.text("TEA"), level: .low)
        #expect(throws: EncodingError.fitsOneSymbol(version: 1)) { try series(short, 5) }
        #expect(throws: EncodingError.empty) { try series(EncodingOrder(.text("")), 5) }
        #expect(throws: EncodingError.unknownVersion(41)) { try series(short, 41) }
        #expect(throws: EncodingError.unknownVersion(2)) {
            try series(EncodingOrder(.text("TEA"), minimumVersion: 3), 2)
        }
        #expect(throws: EncodingError.conflict(.channel, .structuredAppend)) {
            try series(EncodingOrder(.text("TEA"), channel: .utf8), 1)
        }
        #expect(throws: EncodingError.conflict(.structuredAppend, .micro)) {
            try series(EncodingOrder(.text("TEA"), family: .micro), 1)
        }
        #expect(throws: EncodingError.missingFeature(.structuredAppend, encoder: .bulk)) {
            try series(EncodingOrder(.text("TEA"), encoder: .bulk), 1)
        }
    }
}
