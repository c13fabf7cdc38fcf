import Support
import Testing

@testable import QRSymbol

/// Symbols hardly ever hold what some rules are about, so the scorers are shown modules of every sort.
@Suite struct MaskScorerTests {
    @Test(
        "Penalties are those of the standard's text, whatever the modules are",
        arguments: [21, 33, 61, 65, 125, 129, 177])
    func scoresLikeTheStandard(size: Int) {
        switch (size + 63) / 64 {
        case 1: check(OneWordLanes.self, size)
        case 2: check(TwoWordLanes.self, size)
        default: check(ThreeWordLanes.self, size)
        }
    }

    private func check<Lanes: MaskLanes>(_: Lanes.Type, _ size: Int) {
        var generator = SplitMix64.forTests()
        let seed = generator.seed
        var scorer = MaskScorer<Lanes>(size: size)
        var scaled = ScaledFinders<Lanes>(size: size)
        for kind in 0..<(size > 100 ? 8 : 24) {
            let symbols = (0..<Lanes.laneCount).map { _ in modules(size, kind % 4, &generator) }
            let nothing = [UInt64](repeating: 0, count: size * Lanes.wordCount)
            let rows = (0..<size).map { row in
                Lanes { word in
                    var vector = MaskVector()
                    for lane in 0..<Lanes.laneCount { vector[lane] = symbols[lane].word(word, ofRow: row) }
                    return vector
                }
            }
            let penalties = scorer.penalties(nothing, MaskCandidates(rows: rows))
            for lane in 0..<Lanes.laneCount {
                let found = Int(penalties[lane]) + scaled.count(in: symbols[lane]) * 40
                let plain = PlainMasking(size: size, symbols[lane].isDark)
                #expect(found == plain.penalty, "lane \(lane), kind \(kind % 4), seed \(seed)")
            }
        }
    }

    /// Modules at random, in long runs, in two colours that are far from even, or with wide finder patterns in them.
    private func modules(_ size: Int, _ kind: Int, _ generator: inout SplitMix64) -> ModuleMatrix {
        let words = (size + 63) / 64
        var matrix = ModuleMatrix(
            version: (size - 17) / 4, mask: 0, words: Array(repeating: 0, count: size * words))
        func set(_ row: Int, _ column: Int, _ dark: Bool) {
            let bit = UInt64(1) << UInt64(column % 64)
            let place = row * words + column / 64
            matrix.words[place] = dark ? matrix.words[place] | bit : matrix.words[place] & ~bit
        }
        let change = [2, 9, 2, 3][kind]
        let share = kind == 2 ? Int.random(in: 1...9, using: &generator) : 5
        var dark = false
        for row in 0..<size {
            for column in 0..<size {
                if Int.random(in: 0..<change, using: &generator) == 0 {
                    dark = Int.random(in: 0..<10, using: &generator) < share
                }
                set(row, column, dark)
            }
        }
        guard kind == 3 else { return matrix }
        for _ in 0..<size {
            let unit = Int.random(in: 1...3, using: &generator)
            let pattern = [
                false, false, false, false, true, false, true, true, true, false, true, false, false, false,
                false,
            ]
            let line = Int.random(in: 0..<size, using: &generator)
            let start = Int.random(in: -4 * unit..<max(1, size - 11 * unit), using: &generator)
            let isRow = Bool.random(using: &generator)
            for place in 0..<pattern.count * unit where (0..<size).contains(start + place) {
                let dark = pattern[place / unit]
                if isRow { set(line, start + place, dark) } else { set(start + place, line, dark) }
            }
        }
        return matrix
    }
}
