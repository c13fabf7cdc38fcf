import Support
import Testing

@testable import QRSymbol

@Suite struct MicroSymbolTests {
    /// The capacities of ISO/IEC 18004, table 7.
    static let limits: [(text: Character, level: CorrectionLevel, version: Int, count: Int)] = [
        ("7", .low, 1, 5), ("7", .low, 2, 10), ("7", .medium, 2, 8), ("7", .low, 3, 23),
        ("7", .medium, 3, 18),
        ("7", .low, 4, 35), ("7", .medium, 4, 30), ("7", .quartile, 4, 21),
        ("A", .low, 2, 6), ("A", .medium, 2, 5), ("A", .low, 3, 14), ("A", .medium, 3, 11),
        ("A", .low, 4, 21), ("A", .medium, 4, 18), ("A", .quartile, 4, 13),
        ("a", .low, 3, 9), ("a", .medium, 3, 7), ("a", .low, 4, 15), ("a", .medium, 4, 13),
        ("a", .quartile, 4, 9),
        ("点", .low, 3, 6), ("点", .medium, 3, 4), ("点", .low, 4, 9), ("点", .medium, 4, 8),
        ("点", .quartile, 4, 5),
    ]

    @Test(
        "Each version holds what the standard's table says, and one more takes the next or none",
        arguments: limits)
    func holdsTheStandardsLimits(text: Character, level: CorrectionLevel, version: Int, count: Int) throws {
        func order(_ count: Int) -> EncodingOrder {
            EncodingOrder(
                .text(String(repeating: text, count: count)), level: level, family: .micro, allowsKanji: true)
        }
        let symbol = try Symbol(order(count))
        #expect(symbol.version == version && symbol.size == 9 + 2 * version && symbol.family == .micro)
        let reader = try #require(MicroReader(symbol.isDark, size: symbol.size))
        #expect(reader.isCorrect)
        if version < 4 {
            #expect(try Symbol(order(count + 1)).version > version)
        } else {
            let maximum = try #require(MicroCapacity.dataBitCount(version: 4, level: level))
            #expect {
                try Symbol(order(count + 1))
            } throws: { error in
                guard case .tooLongForMicro(_, .some(let bits), maximum) = error as? EncodingError else {
                    return false
                }
                return bits > maximum
            }
        }
    }

    @Test("What the modules hold is the text that went in, whatever its mixture of characters")
    func holdsMixtures() throws {
        var generator = SplitMix64.forTests()
        let seed = generator.seed
        let alphabets = ["0123456789", "0123456789ABC $%:", "abc09AB", "点茶0A"].map(Array.init)
        var versions: Set<Int> = []
        var masks: Set<Int> = []
        for _ in 0..<600 {
            let alphabet = alphabets.randomElement(using: &generator) ?? []
            let text = String(
                (0..<Int.random(in: 1...12, using: &generator)).compactMap { _ in
                    alphabet.randomElement(using: &generator)
                })
            let level = [.low, .medium, .quartile].randomElement(using: &generator) ?? CorrectionLevel.low
            let order = EncodingOrder(.text(text), level: level, family: .micro, allowsKanji: true)
            guard let symbol = try? Symbol(order) else { continue }
            let reader = try #require(MicroReader(symbol.isDark, size: symbol.size), "\(text), seed \(seed)")
            let utf8 = reader.segments.flatMap { $0.mode == 8 ? Self.text(ofKanji: $0.bytes) : $0.bytes }
            #expect(utf8 == Array(text.utf8), "\(text), version \(symbol.version), seed \(seed)")
            #expect(reader.isCorrect, "\(text), version \(symbol.version), seed \(seed)")
            #expect(reader.version == symbol.version && reader.mask == symbol.mask)
            #expect(reader.level == (symbol.version == 1 ? "" : level.rawValue) && symbol.level == level)
            versions.insert(symbol.version)
            masks.insert(symbol.mask)
        }
        #expect(versions == [1, 2, 3, 4] && masks == [0, 1, 2, 3])
    }

    /// The two characters of the test.
    private static func text(ofKanji bytes: [UInt8]) -> [UInt8] {
        stride(from: 0, to: bytes.count, by: 2).flatMap { start in
            Array((bytes[start] == 0x93 ? "点" : "茶").utf8)
        }
    }

    @Test("A changed module is noticed by the reader")
    func readerCanFail() throws {
        let symbol = try Symbol(EncodingOrder(.text("TEA50"), level: .medium, family: .micro))
        let last = symbol.size - 1
        let changed = MicroReader(
            { symbol.isDark(row: $0, column: $1) != ($0 == last && $1 == last) }, size: symbol.size)
        #expect(changed?.isCorrect == false)
        #expect(MicroReader({ _, _ in true }, size: 13) == nil)
    }

    @Test("Levels and versions that Micro QR does not have, and characters without a mode, are refused")
    func refuses() {
        func order(_ text: String, _ level: CorrectionLevel, from version: Int = 1) -> EncodingOrder {
            EncodingOrder(.text(text), level: level, minimumVersion: version, family: .micro)
        }
        #expect(throws: EncodingError.noMicroLevel(.high, minimumVersion: 1)) {
            try Symbol(order("1", .high))
        }
        #expect(throws: EncodingError.unknownVersion(5)) { try Symbol(order("1", .low, from: 5)) }
        #expect(throws: EncodingError.unknownVersion(0)) { try Symbol(order("1", .low, from: 0)) }
        #expect(throws: EncodingError.empty) { try Symbol(order("", .low)) }
        #expect(throws: EncodingError.tooLongForMicro(byteCount: 16, bitCount: 136, maximumBitCount: 128)) {
            try Symbol(order("abcdefghijklmnop", .low))
        }
    }

    @Test("A minimum version is kept to, and the mark is of two modules")
    func keepsToVersions() throws {
        for version in 1...4 {
            let symbol = try Symbol(
                EncodingOrder(.text("7"), level: .low, minimumVersion: version, family: .micro))
            #expect(symbol.version == version)
        }
        #expect(Symbol.Family.micro.quietZone == 2 && Symbol.Family.qr.quietZone == 4)
    }
}
