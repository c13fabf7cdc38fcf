import Support
import Testing

@testable import QRSymbol

@Suite("Ways to write a text")
struct DivisionTests {
    /// A text with digits, capitals and small letters, and a symbol of several blocks that holds it.
    private struct Case: CustomStringConvertible {
        let description: String
        let text: [UInt8]
        let layout: BlockLayout
        let segments: [Segmentation.Segment]

        init(seed: UInt64) throws {
            var random = SplitMix64(seed: seed)
            let alphabets = ["0123456789", "ABC012/:$", "abcXYZ0"].map { Array($0.utf8) }
            let text = (0..<Int.random(in: 1...4, using: &random)).flatMap { _ in
                let alphabet = alphabets.randomElement(using: &random) ?? []
                return (0..<Int.random(in: 1...30, using: &random)).map { _ in
                    alphabet.randomElement(using: &random) ?? 0x30
                }
            }
            let level = CorrectionLevel.allCases.randomElement(using: &random) ?? .low
            let plan = try Segmentation(of: text, level: level, minimumVersion: 5)
            description = "seed \(seed)"
            self.text = text
            layout = BlockLayout(version: plan.version + Int(seed % 3), level: level)
            segments = try Segmentation(of: text, level: level, minimumVersion: layout.version).segments
        }

        var capacity: Int { layout.dataCodewordCount * 8 }

        /// Some of the text's ways.
        func tree(_ cuts: Int = 2) -> DivisionTree {
            var tree = DivisionTree(segments, version: layout.version)
            tree.grow(within: 1..<max(1, text.count), cuts: cuts, count: 60, bitLimit: capacity)
            return tree
        }

        func blocks(_ segments: [Segmentation.Segment]) -> [[UInt8]] {
            BlockCodewords(text, segments, layout: layout).blocks
        }
    }

    @Test("Every way is the whole text, in as many bits as it says", arguments: 0..<60 as Range<UInt64>)
    func wholeText(seed: UInt64) throws {
        let one = try Case(seed: seed)
        let tree = one.tree()
        for way in tree.ways {
            let segments = tree.segments(way)
            #expect(segments.flatMap { Array($0.range) } == Array(one.text.indices), "\(one)")
            let bits = segments.reduce(0) { $0 + $1.bitCount(version: one.layout.version) }
            #expect(bits == tree.nodes[way].bitCount && bits <= one.capacity, "\(one)")
            for segment in segments {
                #expect(one.text[segment.range].allSatisfy { segment.mode.sixths(for: $0) != nil }, "\(one)")
            }
        }
    }

    @Test(
        "The codewords of a way are those of a symbol that is written so", arguments: 0..<40 as Range<UInt64>)
    func sameCodewords(seed: UInt64) throws {
        let one = try Case(seed: seed)
        let tree = one.tree()
        for block in 0..<one.layout.blockCount {
            var pieces = TextPieces(
                one.text, version: one.layout.version, code: BlockCode(one.layout, block: block))
            let count = one.layout.codewordCount(inBlock: block)
            let words = DivisionWords(tree, &pieces, block: block, layout: one.layout, indices: 0..<count)
            for way in tree.ways.filter({ $0 % 7 == Int(seed) % 7 }) {
                let written = one.blocks(tree.segments(way))[block]
                // The padding behind the text is not the text's.
                let decided = words.decided[way]
                #expect(words.codewords(way).prefix(decided) == written.prefix(decided), "\(one), way \(way)")
            }
        }
    }

    @Test(
        "Where a segment ends with a block, the block stays however the rest is written",
        arguments: 0..<60 as Range<UInt64>)
    func closedBlock(seed: UInt64) throws {
        let one = try Case(seed: seed)
        var tree = one.tree(1)
        let end = one.layout.dataRange(ofBlock: 0).upperBound * 8
        tree.close(at: end, choices: 3, bitLimit: one.capacity)
        #expect(tree.isClosed)
        for way in tree.ways {
            let segments = tree.segments(way)
            let next = try #require(segments.firstIndex { $0.range.lowerBound == tree.nodes[way].cut })
            var rest = DivisionTree(segments, from: next, version: one.layout.version)
            rest.grow(
                within: tree.nodes[way].cut + 1..<max(tree.nodes[way].cut + 1, one.text.count), cuts: 1,
                count: 8,
                bitLimit: one.capacity)
            let block = one.blocks(segments)[0]
            for other in rest.ways {
                #expect(one.blocks(rest.segments(other))[0] == block, "\(one), way \(way)")
            }
        }
    }

    @Test(
        "The codewords of a block are right also where the segment of an earlier one reaches into it",
        arguments: 0..<60 as Range<UInt64>)
    func codewordsBehind(seed: UInt64) throws {
        let one = try Case(seed: seed)
        guard one.layout.blockCount > 1 else { return }
        var tree = one.tree(1)
        let end = one.layout.dataRange(ofBlock: 0).upperBound * 8
        tree.close(at: end, choices: 4, bitLimit: one.capacity)
        var pieces = TextPieces(
            one.text, version: one.layout.version, code: BlockCode(one.layout, block: 1))
        for way in tree.ways {
            let (segments, cut) = (tree.segments(way), tree.nodes[way].cut)
            let next = try #require(segments.firstIndex { $0.range.lowerBound == cut })
            var rest = DivisionTree(segments, from: next, version: one.layout.version)
            rest.grow(
                within: cut + 1..<max(cut + 1, one.text.count), cuts: 1, count: 8, bitLimit: one.capacity)
            let indices = 0..<one.layout.codewordCount(inBlock: 1)
            let words = DivisionWords(rest, &pieces, block: 1, layout: one.layout, indices: indices)
            for other in rest.ways {
                let written = one.blocks(rest.segments(other))[1].prefix(words.decided[other])
                #expect(words.codewords(other).prefix(written.count) == written, "\(one), way \(way)")
            }
        }
    }

    @Test("A text that ends before its block does has no segment that ends with the block")
    func nothingToClose() throws {
        let text = Array("TEA".utf8)
        let plan = try Segmentation(of: text, level: .low, minimumVersion: 3)
        var tree = DivisionTree(plan.segments, version: 3)
        tree.close(at: BlockLayout(version: 3, level: .low).dataCodewordCount * 8, choices: 4, bitLimit: 400)
        #expect(tree.ways.isEmpty)
    }
}
