import QRSymbol
import Support
import Testing

@Suite struct SymbolTests {
    /// The capacities of ISO/IEC 18004, table 7: one more does not fit any version.
    static let limits: [(count: Int, character: Character, level: CorrectionLevel)] = [
        (2_953, "a", .low), (2_331, "a", .medium), (1_663, "a", .quartile), (1_273, "a", .high),
        (4_296, "A", .low), (3_391, "A", .medium), (7_089, "7", .low), (3_057, "7", .high),
    ]

    @Test(
        "The largest text of each kind fits version 40, and one character more fits nothing",
        arguments: limits)
    func holdsTheStandardsLimits(count: Int, character: Character, level: CorrectionLevel) throws {
        let symbol = try Symbol(encoding: String(repeating: character, count: count), level: level)
        #expect(symbol.version == 40)
        #expect(symbol.size == 177)
        #expect {
            try Symbol(encoding: String(repeating: character, count: count + 1), level: level)
        } throws: { error in
            guard case .tooLong(count + 1, let bits, let maximum) = error as? EncodingError else {
                return false
            }
            return bits > maximum
        }
    }

    @Test(
        "An upper-case address takes the version of the alphanumeric table",
        arguments: [(count: 38, version: 2), (39, 3), (41, 3), (61, 3), (62, 4), (154, 6), (155, 7)])
    func usesAlphanumericMode(count: Int, version: Int) throws {
        let start = "HTTPS://"
        let text = start + String(repeating: "K", count: count - start.count)
        #expect(try Symbol(encoding: text, level: .medium).version == version)
    }

    @Test("The same input gives the same modules, and the minimum version is kept to")
    func isDeterministic() throws {
        let first = try Symbol(encoding: "清泉茶 https://q.example/7", level: .quartile, minimumVersion: 9)
        let second = try Symbol(encoding: "清泉茶 https://q.example/7", level: .quartile, minimumVersion: 9)
        #expect(first == second)
        #expect(first.version == 9)
        #expect(first.level == .quartile)
    }

    @Test("Nothing, and versions that do not exist, are refused")
    func refusesBadInput() {
        #expect(throws: EncodingError.empty) { try Symbol(encoding: "") }
        #expect(throws: EncodingError.empty) { try Symbol(encoding: [UInt8]()) }
        #expect(throws: EncodingError.unknownVersion(0)) { try Symbol(encoding: "a", minimumVersion: 0) }
        #expect(throws: EncodingError.unknownVersion(41)) { try Symbol(encoding: "a", minimumVersion: 41) }
        let monster = [UInt8](repeating: 0, count: 1_000_000)
        #expect(throws: EncodingError.self) { try Symbol(encoding: monster) }
    }

    @Test("What the codewords hold is the text that went in, whatever its mixture of characters")
    func holdsWhatWentIn() throws {
        var generator = SplitMix64.forTests()
        let seed = generator.seed
        for run in 0..<300 {
            let bytes = RandomBytes.mixture(count: 1 + run, using: &generator)
            let level = CorrectionLevel.allCases[run % 4]
            let symbol = try Symbol(encoding: bytes, level: level)
            #expect(symbol.payload == bytes)
            #expect(CodewordReader(symbol).payload == bytes, "run \(run), seed \(seed)")
        }
    }

    @Test("Levels compare by what they correct")
    func levelsCompare() {
        #expect(CorrectionLevel.allCases.sorted() == [.low, .medium, .quartile, .high])
        #expect(CorrectionLevel(rawValue: "Q") == .quartile)
    }
}
