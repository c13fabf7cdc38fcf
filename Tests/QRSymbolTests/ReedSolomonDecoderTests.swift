import Support
import Testing

@testable import QRSymbol

@Suite struct ReedSolomonDecoderTests {
    /// Blocks of real symbols, so that the words of the code are libqrencode's and not ours.
    private static func blocks() throws -> [(block: [UInt8], layout: BlockLayout)] {
        try CorrectionLevel.allCases.flatMap { level in
            try [1, 5, 20].flatMap { version in
                let symbol = try Symbol(encoding: "HTTPS://Q.EX/A1", level: level, minimumVersion: version)
                let layout = BlockLayout(version: symbol.version, level: level)
                return CodewordReader(symbol).blocks.map { ($0, layout) }
            }
        }
    }

    /// Changes codewords at different places.
    private static func damaged(
        _ block: [UInt8], places: Int, using generator: inout SplitMix64
    ) -> (block: [UInt8], places: [Int]) {
        let chosen = Array(block.indices.shuffled(using: &generator).prefix(places)).sorted()
        var damaged = block
        for place in chosen { damaged[place] ^= UInt8.random(in: 1...255, using: &generator) }
        return (damaged, chosen)
    }

    @Test("As many wrong codewords as half the correction are found and put right")
    func corrects() throws {
        var generator = SplitMix64.forTests()
        for (block, layout) in try Self.blocks() {
            let decoder = ReedSolomonDecoder(correctionCount: layout.correctionCountPerBlock)
            for count in 0...decoder.correctableCount {
                let wrong = Self.damaged(block, places: count, using: &generator)
                let corrected = try decoder.decode(wrong.block)
                #expect(corrected.codewords == block, "\(count) wrong, seed \(generator.seed)")
                #expect(corrected.wrongPlaces == wrong.places, "\(count) wrong, seed \(generator.seed)")
            }
        }
    }

    @Test("All codewords but as many as a block has data are found when their places are known")
    func completes() throws {
        var generator = SplitMix64.forTests()
        for (block, layout) in try Self.blocks() {
            let decoder = ReedSolomonDecoder(correctionCount: layout.correctionCountPerBlock)
            for _ in 0..<5 {
                let missing = block.indices.shuffled(using: &generator).prefix(decoder.correctionCount)
                var known: [UInt8?] = block
                for place in missing { known[place] = nil }
                #expect(decoder.completed(known) == block, "seed \(generator.seed)")
            }
        }
    }

    @Test("One wrong codeword more is refused, or taken for another word of the code within reach")
    func staysWithinItsPower() throws {
        var generator = SplitMix64.forTests()
        var (refused, taken) = (0, 0)
        for (block, layout) in try Self.blocks() {
            let decoder = ReedSolomonDecoder(correctionCount: layout.correctionCountPerBlock)
            for extra in 1...3 {
                let count = decoder.correctableCount + extra
                let wrong = Self.damaged(block, places: count, using: &generator)
                guard let answer = try? decoder.decode(wrong.block) else {
                    refused += 1
                    continue
                }
                taken += 1
                #expect(answer.wrongPlaces.count <= decoder.correctableCount)
                #expect(try decoder.decode(answer.codewords).wrongPlaces == [])
                #expect(answer.codewords != block, "more was corrected than the code allows")
            }
        }
        // A wrong acceptance happens about once in t! times; of these blocks few have a small t.
        #expect(refused > 20 * taken, "\(taken) of \(refused + taken), seed \(generator.seed)")
    }

    @Test("A decoder that keeps some correction to detect misreadings refuses what a full one corrects")
    func keepsSomeForDetection() throws {
        var generator = SplitMix64.forTests()
        let symbol = try Symbol(encoding: "01234567", level: .medium)
        let block = CodewordReader(symbol).blocks[0]
        let careful = ReedSolomonDecoder(correctionCount: 10, correctableCount: 4)
        let wrong = Self.damaged(block, places: 5, using: &generator)
        #expect(try ReedSolomonDecoder(correctionCount: 10).decode(wrong.block).codewords == block)
        #expect(throws: ReedSolomonDecoder.DecodingError.tooManyErrors(correctable: 4)) {
            try careful.decode(wrong.block)
        }
    }

    @Test("The standard's own example, annex I, is a word of the code")
    func standardExample() throws {
        let block: [UInt8] = [
            0x10, 0x20, 0x0C, 0x56, 0x61, 0x80, 0xEC, 0x11, 0xEC, 0x11, 0xEC, 0x11, 0xEC, 0x11, 0xEC, 0x11,
            0xA5, 0x24, 0xD4, 0xC1, 0xED, 0x36, 0xC7, 0x87, 0x2C, 0x55,
        ]
        let decoder = ReedSolomonDecoder(correctionCount: 10)
        #expect(try decoder.decode(block).wrongPlaces == [])
        var wrong = block
        wrong[0] ^= 0xFF
        wrong[25] ^= 1
        let corrected = try decoder.decode(wrong)
        #expect(corrected.codewords == block && corrected.wrongPlaces == [0, 25])
    }
}
