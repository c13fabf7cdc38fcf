import Support
import Testing

@testable import QRSymbol

@Suite struct FreeCodewordsTests {
    /// A text's data codewords in a symbol that is larger than it needs.
    private struct Case {
        let text: [UInt8]
        let data: [UInt8]
        let free: FreeCodewords

        init(_ text: [UInt8], level: CorrectionLevel, spareVersions: Int) throws {
            let smallest = try Segmentation(of: text, level: level, minimumVersion: 1).version
            let plan = try Segmentation(
                of: text, level: level, minimumVersion: min(smallest + spareVersions, 40))
            let layout = BlockLayout(version: plan.version, level: level)
            var writer = CodewordWriter()
            writer.write(text, plan.segments, version: plan.version, dataCount: layout.dataCodewordCount)
            self.text = text
            data = Array(writer.bytes.prefix(layout.dataCodewordCount))
            free = FreeCodewords(layout: layout, bitCount: plan.bitCount)
        }

        /// As many wishes in each block as it has free codewords, or fewer.
        func wishes(using generator: inout SplitMix64) -> [FreeCodewords.Place: UInt8] {
            var wishes: [FreeCodewords.Place: UInt8] = [:]
            for (block, count) in free.freeCounts.enumerated() {
                let end = free.layout.dataCount(inBlock: block) + free.layout.correctionCountPerBlock
                let indices = (free.fixedCounts[block]..<end).shuffled(using: &generator)
                for index in indices.prefix(Int.random(in: 0...count, using: &generator)) {
                    wishes[.init(block: block, index: index)] = UInt8.random(in: 0...255, using: &generator)
                }
            }
            return wishes
        }
    }

    @Test("Free codewords take any values anywhere in their blocks, and the text still reads")
    func fills() throws {
        var generator = SplitMix64.forTests()
        var encoder = BulkEncoder()
        for number in 0..<120 {
            let level = try #require(CorrectionLevel.allCases.randomElement(using: &generator))
            let text = RandomBytes.mixture(
                count: Int.random(in: 1...150, using: &generator), using: &generator)
            let one = try Case(text, level: level, spareVersions: Int.random(in: 0...7, using: &generator))
            let wishes = one.wishes(using: &generator)
            let filled = try one.free.fill(one.data, with: wishes)
            let read = CodewordReader(encoder.encode(data: filled, layout: one.free.layout), level: level)
            #expect(read.isCorrect && read.payload == text, "case \(number), seed \(generator.seed)")
            let wrong = wishes.filter { read.blocks[$0.key.block][$0.key.index] != $0.value }
            #expect(wrong.isEmpty, "case \(number), seed \(generator.seed)")
        }
    }

    @Test("Without wishes the codewords are the standard's own")
    func keeps() throws {
        let text = Array("HTTPS://Q.EXAMPLE/C/7K4M9TX2RB".utf8)
        let one = try Case(text, level: .medium, spareVersions: 4)
        #expect(try one.free.fill(one.data, with: [:]) == one.data)
        // One codeword of a free block changes no other block.
        let block = try #require(one.free.freeCounts.firstIndex { $0 > 0 })
        let range = one.free.layout.dataRange(ofBlock: block)
        let wish = FreeCodewords.Place(block: block, index: range.count - 1)
        let filled = try one.free.fill(one.data, with: [wish: 0x55])
        #expect(filled.indices.filter { filled[$0] != one.data[$0] } == [range.upperBound - 1])
    }

    @Test("The text's codewords are its headers, its bits and the terminator, as far as there is room for it")
    func counts() {
        let layout = BlockLayout(version: 5, level: .quartile)
        // Two blocks of 15 data codewords and two of 16.
        #expect(FreeCodewords(layout: layout, bitCount: 0).fixedCounts == [1, 0, 0, 0])
        #expect(FreeCodewords(layout: layout, bitCount: 116).fixedCounts == [15, 0, 0, 0])
        #expect(FreeCodewords(layout: layout, bitCount: 117).fixedCounts == [15, 1, 0, 0])
        #expect(FreeCodewords(layout: layout, bitCount: 62 * 8).freeCounts == [0, 0, 0, 0])
        #expect(FreeCodewords(layout: layout, bitCount: 62 * 8 - 3).freeCounts == [0, 0, 0, 0])
        #expect(FreeCodewords(layout: layout, bitCount: 61 * 8 - 4).freeCounts == [0, 0, 0, 1])
    }

    @Test("What the text fixes, and more than a block has free, is refused with its place and number")
    func refuses() throws {
        let one = try Case(Array("HTTPS://Q.EXAMPLE/A".utf8), level: .low, spareVersions: 1)
        let first = FreeCodewords.Place(block: 0, index: 0)
        #expect(throws: FreeCodewords.FillingError.fixed(first)) {
            try one.free.fill(one.data, with: [first: 1])
        }
        let count = one.free.freeCounts[0]
        let indices = one.free.fixedCounts[0]...one.free.fixedCounts[0] + count
        let wishes = Dictionary(
            uniqueKeysWithValues: indices.map { (FreeCodewords.Place(block: 0, index: $0), UInt8(7)) })
        #expect(throws: FreeCodewords.FillingError.tooMany(block: 0, wanted: count + 1, free: count)) {
            try one.free.fill(one.data, with: wishes)
        }
    }
}
