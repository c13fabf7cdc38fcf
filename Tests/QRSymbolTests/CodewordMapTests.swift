import QRSymbol
import Support
import Testing

@Suite struct CodewordMapTests {
    @Test("Every block of every version and level is a Reed-Solomon codeword", arguments: Symbol.versions)
    func blocksAreCorrect(version: Int) throws {
        var generator = SplitMix64(seed: UInt64(version))
        for level in CorrectionLevel.allCases {
            let count = BlockLayout(version: version, level: level).dataCodewordCount - 3
            let bytes = (0..<count).map { _ in UInt8.random(in: 128...255, using: &generator) }
            let symbol = try Symbol(encoding: bytes, level: level)
            #expect(symbol.version == version)
            let reader = CodewordReader(symbol)
            #expect(reader.isCorrect, "version \(version)-\(level.rawValue)")
            #expect(reader.payload == bytes)
        }
    }

    @Test("Blocks cut by the wrong table are not codewords, so the check above can fail")
    func noticesAWrongMap() throws {
        let symbol = try Symbol(encoding: "HTTPS://Q.EXAMPLE/ABC", level: .high, minimumVersion: 5)
        #expect(CodewordReader(symbol).isCorrect)
        #expect(!CodewordReader(symbol, readAs: .low).isCorrect)
    }

    @Test(
        "Codewords have eight modules each and the rest is what table 1 leaves over",
        arguments: Symbol.versions)
    func countsModules(version: Int) {
        let map = CodewordMap(version: version, level: .medium)
        var bits = Array(repeating: 0, count: map.layout.codewordCount)
        var remainder = 0
        for row in 0..<map.size {
            for column in 0..<map.size {
                switch map.purpose(row: row, column: column) {
                case .codeword(let codeword, _): bits[codeword.sequence] += 1
                case .remainder: remainder += 1
                case .function: continue
                }
            }
        }
        #expect(bits.allSatisfy { $0 == 8 })
        let expected =
            switch version {
            case 2...6: 7
            case 14...20, 28...34: 3
            case 21...27: 4
            default: 0
            }
        #expect(remainder == expected)
    }

    @Test("The fixed patterns are where the standard draws them")
    func namesFunctions() {
        let map = CodewordMap(version: 7, level: .medium)
        #expect(map.size == 45)
        #expect(map.purpose(row: 0, column: 0) == .function(.finder))
        #expect(map.purpose(row: 7, column: 44) == .function(.finder))
        #expect(map.purpose(row: 6, column: 20) == .function(.alignment))
        #expect(map.purpose(row: 6, column: 12) == .function(.timing))
        #expect(map.purpose(row: 22, column: 22) == .function(.alignment))
        #expect(map.purpose(row: 8, column: 44) == .function(.format))
        #expect(map.purpose(row: 37, column: 8) == .function(.format))
        #expect(map.purpose(row: 0, column: 34) == .function(.version))
        #expect(map.purpose(row: 36, column: 5) == .function(.version))
        #expect(map.purpose(row: 44, column: 44) == .codeword(firstCodeword, bit: 7))
    }

    private var firstCodeword: CodewordMap.Codeword {
        guard
            case .codeword(let codeword, _) = CodewordMap(version: 7, level: .medium).purpose(
                row: 44, column: 43)
        else { preconditionFailure("the second bit of the first codeword") }
        return codeword
    }
}
