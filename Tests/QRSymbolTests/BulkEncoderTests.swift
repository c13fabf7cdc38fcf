import QRSymbol
import Support
import Testing

/// libqrencode is the reference for modules, and the standard's text for the choice of the mask.
@Suite struct BulkEncoderTests {
    @Test(
        "Under every mask of every version and level the modules are libqrencode's",
        arguments: Symbol.versions)
    func isLibqrencode(version: Int) throws {
        var encoder = BulkEncoder()
        for level in CorrectionLevel.allCases {
            let map = CodewordMap(version: version, level: level)
            let isFixed = (0..<map.size * map.size).map { place in
                if case .function = map.purpose(row: place / map.size, column: place % map.size) {
                    true
                } else {
                    false
                }
            }
            let texts = Kind.allCases.map { $0.text(filling: version, level) }
            let symbols = try texts.map { try Symbol(encoding: $0, level: level, minimumVersion: version) }
            // Each mode is met under two masks at least.
            for mask in 0...7 {
                let (text, symbol) = (texts[mask % texts.count], symbols[mask % texts.count])
                #expect(symbol.version == version)
                var expected = PlainMasking(size: symbol.size, symbol.isDark)
                expected.change(from: symbol.mask, to: mask, level) { isFixed[$0 * symbol.size + $1] }
                let matrix = try encoder.encode(text, level: level, minimumVersion: version, mask: mask)
                #expect(matrix.version == version && matrix.mask == mask)
                #expect(expected.shows(matrix), "\(version)-\(level.rawValue), mask \(mask)")
            }
        }
    }

    @Test("Whatever the mixture of characters, the modules are libqrencode's")
    func isLibqrencodeForMixtures() throws {
        var generator = SplitMix64.forTests()
        let seed = generator.seed
        var encoder = BulkEncoder()
        for _ in 0..<300 {
            let text = mixture(&generator)
            let level = CorrectionLevel.allCases.randomElement(using: &generator) ?? .medium
            let minimum = Int.random(in: 1...30, using: &generator)
            let symbol = try Symbol(encoding: text, level: level, minimumVersion: minimum)
            let matrix = try encoder.encode(
                text, level: level, minimumVersion: minimum, mask: symbol.mask)
            #expect(matrix.version == symbol.version)
            #expect(
                PlainMasking(size: symbol.size, symbol.isDark).shows(matrix),
                "\(text), level \(level), from version \(minimum), seed \(seed)")
        }
    }

    @Test("Left to itself it takes the mask of least penalty, the first of equals")
    func choosesTheLeastPenalty() throws {
        var generator = SplitMix64.forTests()
        let seed = generator.seed
        var encoder = BulkEncoder()
        for _ in 0..<60 {
            let text = mixture(&generator)
            let level = CorrectionLevel.allCases.randomElement(using: &generator) ?? .medium
            // Rows of one, two and three words.
            let minimum = [1, 1, 3, 8, 11, 12, 27, 28].randomElement(using: &generator) ?? 1
            let penalties = try (0...7).map { mask in
                let matrix = try encoder.encode(text, level: level, minimumVersion: minimum, mask: mask)
                return PlainMasking(size: matrix.size, matrix.isDark).penalty
            }
            let chosen = try encoder.encode(text, level: level, minimumVersion: minimum).mask
            #expect(
                chosen == penalties.firstIndex(of: penalties.min() ?? 0),
                "\(penalties), text \(text), level \(level), from version \(minimum), seed \(seed)")
        }
    }

    @Test("It refuses what a symbol refuses, and goes on after that")
    func refuses() throws {
        var encoder = BulkEncoder()
        let monster = [UInt8](repeating: 0xE6, count: 2_954)
        for bad in [[], monster] {
            let expected = #expect(throws: EncodingError.self) { try Symbol(encoding: bad, level: .low) }
            do throws(EncodingError) {
                _ = try encoder.encode(bad, level: .low)
                Issue.record("\(bad.count) bytes were taken")
            } catch {
                #expect(error == expected)
            }
        }
        #expect(try encoder.encode([7], level: .low).version == 1)
    }

    /// What fills a symbol in one mode.
    enum Kind: CaseIterable {
        case numeric, alphanumeric, byte

        func text(filling version: Int, _ level: CorrectionLevel) -> [UInt8] {
            let bits = BlockLayout(version: version, level: level).dataCodewordCount * 8 - 20
            switch self {
            case .numeric: return (0..<bits * 3 / 10).map { UInt8(ascii: "0") + UInt8($0 * 7 % 10) }
            case .alphanumeric:
                return (0..<bits * 2 / 11).map { UInt8(ascii: "A") + UInt8($0 * 11 % 26) }
            case .byte: return (0..<bits / 8).map { UInt8(ascii: "a") + UInt8($0 * 5 % 26) }
            }
        }
    }

    /// Stretches of digits, upper-case letters and bytes, long and short, some of them monotonous.
    private func mixture(_ generator: inout SplitMix64) -> [UInt8] {
        var text: [UInt8] = []
        for _ in 0..<Int.random(in: 1...6, using: &generator) {
            let alphabets: [[UInt8]] = [
                Array("0123456789".utf8), Array("ABCXYZ $%*+-./:".utf8), Array(0...255), [0], [0xFF], [0x55],
            ]
            let alphabet = alphabets.randomElement(using: &generator) ?? [0]
            for _ in 0..<Int.random(in: 1...30, using: &generator) {
                text.append(alphabet.randomElement(using: &generator) ?? 0)
            }
        }
        return text
    }
}
