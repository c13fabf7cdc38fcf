import Support
import Testing

@testable import QRSymbol

@Suite struct LogoCoverTests {
    /// A picture of random shape and colours, somewhere on a symbol.
    private struct Picture {
        private let shown: [Bool?]
        private let size: Int
        private let place: LogoPlace

        init(size: Int, using generator: inout SplitMix64) {
            let (high, wide) = (
                Int.random(in: 1...size / 2, using: &generator),
                Int.random(in: 1...size / 2, using: &generator)
            )
            let (top, left) = (
                Int.random(in: 0...size - high, using: &generator),
                Int.random(in: 0...size - wide, using: &generator)
            )
            let (isRound, share) = (Bool.random(using: &generator), Int.random(in: 0...8, using: &generator))
            shown = (0..<size * size).map { place in
                let (row, column) = (place / size - top, place % size - left)
                guard (0..<high).contains(row), (0..<wide).contains(column) else { return nil }
                let (y, x) = (
                    Double(2 * row + 1) / Double(high) - 1, Double(2 * column + 1) / Double(wide) - 1
                )
                guard !isRound || x * x + y * y <= 1 else { return nil }
                return Int.random(in: 0..<8, using: &generator) < share
            }
            self.size = size
            place = LogoPlace(rows: top..<top + high, columns: left..<left + wide)
        }

        /// What the picture hides.
        func cover(_ map: CodewordMap) -> LogoCover {
            let face = LogoFace(rows: place.rows.count, columns: place.columns.count) { row, column in
                shown[(place.rows.lowerBound + row) * size + place.columns.lowerBound + column].map {
                    $0 ? 1 : 0
                }
            }
            return LogoCover(map, face, at: place)
        }

        func over(_ matrix: ModuleMatrix) -> ModuleMatrix {
            var covered = matrix
            for place in shown.indices {
                guard let isDark = shown[place] else { continue }
                let (row, column) = place.quotientAndRemainder(dividingBy: size)
                let word = row * matrix.wordsPerRow + column / 64
                let bit = UInt64(1) << UInt64(column % 64)
                covered.words[word] = isDark ? covered.words[word] | bit : covered.words[word] & ~bit
            }
            return covered
        }
    }

    @Test(
        "Damage is what a reader finds wrong under a picture, block by block, and no block bears one codeword more"
    )
    func damage() throws {
        var generator = SplitMix64.forTests()
        var encoder = BulkEncoder()
        for number in 0..<2_000 {
            let level = try #require(CorrectionLevel.allCases.randomElement(using: &generator))
            let text = RandomBytes.mixture(
                count: Int.random(in: 1...40, using: &generator), using: &generator)
            let matrix = try encoder.encode(
                text, level: level, minimumVersion: Int.random(in: 2...7, using: &generator))
            let picture = Picture(size: matrix.size, using: &generator)
            let cover = picture.cover(CodewordMap(version: matrix.version, level: level))
            let (plain, covered) = (
                CodewordReader(matrix, level: level), CodewordReader(picture.over(matrix), level: level)
            )
            let damage = cover.damage(plain.blocks, mask: matrix.mask)
            let found = zip(plain.blocks, covered.blocks).map { zip($0, $1).count { $0 != $1 } }
            #expect(damage == found, "case \(number), seed \(generator.seed)")
            let layout = cover.map.layout
            for (block, count) in damage.enumerated() {
                check(
                    plain.blocks[block], covered.blocks[block], wrong: count, layout, &generator,
                    "case \(number), seed \(generator.seed)")
            }
        }
    }

    /// As many codewords more as are left can be wrong, and not one besides.
    private func check(
        _ block: [UInt8], _ covered: [UInt8], wrong: Int, _ layout: BlockLayout,
        _ generator: inout SplitMix64, _ comment: Comment
    ) {
        let decoder = ReedSolomonDecoder(
            correctionCount: layout.correctionCountPerBlock, correctableCount: layout.correctableCount)
        func reads(_ word: [UInt8]) -> Bool { (try? decoder.decode(word).codewords) == block }
        let left = layout.correctableCount - wrong
        guard left >= 0 else {
            #expect(!reads(covered), comment)
            return
        }
        let right = block.indices.filter { block[$0] == covered[$0] }.shuffled(using: &generator)
        var worse = covered
        for place in right.prefix(left) { worse[place] ^= UInt8.random(in: 1...255, using: &generator) }
        #expect(reads(worse), comment)
        guard let one = right.dropFirst(left).first else { return }
        worse[one] ^= UInt8.random(in: 1...255, using: &generator)
        #expect(!reads(worse), comment)
    }

    @Test(
        "Free codewords under a picture are made right, and what is left wrong is no more than was promised")
    func filled() throws {
        var generator = SplitMix64.forTests()
        var encoder = BulkEncoder()
        var saved = 0
        for number in 0..<150 {
            let level = try #require(CorrectionLevel.allCases.randomElement(using: &generator))
            let text = RandomBytes.mixture(
                count: Int.random(in: 1...60, using: &generator), using: &generator)
            let mask = Int.random(in: MaskPattern.all, using: &generator)
            let smallest = try Segmentation(of: text, level: level, minimumVersion: 3).version
            let plan = try Segmentation(
                of: text, level: level, minimumVersion: smallest + Int.random(in: 0...5, using: &generator))
            let matrix = try encoder.encode(text, level: level, minimumVersion: plan.version, mask: mask)
            let blocks = CodewordReader(matrix, level: level).blocks
            let picture = Picture(size: matrix.size, using: &generator)
            let cover = picture.cover(CodewordMap(version: plan.version, level: level))
            let free = FreeCodewords(layout: cover.map.layout, bitCount: plan.bitCount)
            let data = blocks.enumerated().flatMap { $1.prefix(cover.map.layout.dataCount(inBlock: $0)) }
            let filled = try free.fill(data, with: cover.values(blocks, mask: mask, for: cover.chosen(free)))
            let better = CodewordReader(
                encoder.encode(data: filled, layout: cover.map.layout, mask: mask), level: level)
            #expect(better.isCorrect && better.payload == text, "case \(number), seed \(generator.seed)")
            let (before, after) = (cover.damage(blocks, mask: mask), cover.damage(better.blocks, mask: mask))
            let most = cover.worstDamage(free)
            #expect(zip(after, most).allSatisfy { $0 <= $1 }, "case \(number), seed \(generator.seed)")
            saved += before.reduce(0, +) - after.reduce(0, +)
        }
        #expect(saved > 500, "free codewords saved \(saved) corrections, seed \(generator.seed)")
    }

    @Test("Fixed patterns under a picture are named, and its modules counted")
    func functions() {
        let map = CodewordMap(version: 7, level: .low)
        let whole = LogoPlace(rows: 0..<45, columns: 0..<45)
        let all = LogoCover(map, LogoFace(rows: 45, columns: 45) { _, _ in 1 }, at: whole)
        #expect(all.functions == Set(CodewordMap.Function.allCases) && all.mask == nil)
        #expect(all.codewords.count == map.layout.codewordCount)
        let one = LogoFace(rows: 45, columns: 45) { row, column in row == 8 && column == 10 ? 0 : nil }
        let none = LogoCover(map, one, at: whole)
        #expect(none.functions.isEmpty && none.mask?.moduleCount == 1 && none.codewords.count == 1)
    }
}
