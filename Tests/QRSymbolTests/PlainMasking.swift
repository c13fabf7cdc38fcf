import QRSymbol

/// A symbol's modules, row after row, with the masks and their penalties as the standard's text has them: slow, and made
/// to be read beside it.
struct PlainMasking {
    let size: Int
    var isDark: [[Bool]]

    init(size: Int, _ isDark: (Int, Int) -> Bool) {
        self.size = size
        self.isDark = (0..<size).map { row in (0..<size).map { isDark(row, $0) } }
    }

    /// ISO/IEC 18004, table 10: where these are zero, the module is inverted.
    static let conditions: [@Sendable (Int, Int) -> Int] = [
        { row, column in (row + column) % 2 },
        { row, _ in row % 2 },
        { _, column in column % 3 },
        { row, column in (row + column) % 3 },
        { row, column in (row / 2 + column / 3) % 2 },
        { row, column in row * column % 2 + row * column % 3 },
        { row, column in (row * column % 2 + row * column % 3) % 2 },
        { row, column in ((row + column) % 2 + row * column % 3) % 2 },
    ]

    /// ISO/IEC 18004, table C.1: what the format information is, by level and mask.
    static let formats: [CorrectionLevel: [Int]] = [
        .low: [0x77C4, 0x72F3, 0x7DAA, 0x789D, 0x662F, 0x6318, 0x6C41, 0x6976],
        .medium: [0x5412, 0x5125, 0x5E7C, 0x5B4B, 0x45F9, 0x40CE, 0x4F97, 0x4AA0],
        .quartile: [0x355F, 0x3068, 0x3F31, 0x3A06, 0x24B4, 0x2183, 0x2EDA, 0x2BED],
        .high: [0x1689, 0x13BE, 0x1CE7, 0x19D0, 0x0762, 0x0255, 0x0D0C, 0x083B],
    ]

    /// Takes one mask off a symbol and puts another on.
    mutating func change(
        from old: Int, to new: Int, _ level: CorrectionLevel, isFixed: (Int, Int) -> Bool
    ) {
        let (oldCondition, newCondition) = (Self.conditions[old], Self.conditions[new])
        for row in 0..<size {
            for column in 0..<size where !isFixed(row, column) {
                if (oldCondition(row, column) == 0) != (newCondition(row, column) == 0) {
                    isDark[row][column].toggle()
                }
            }
        }
        writeFormat(Self.formats[level]?[new] ?? 0)
    }

    /// Whether a matrix has these modules.
    func shows(_ matrix: ModuleMatrix) -> Bool {
        guard matrix.size == size else { return false }
        return (0..<size).allSatisfy { row in
            let line = isDark[row]
            return (0..<size).allSatisfy { matrix.isDark(row: row, column: $0) == line[$0] }
        }
    }

    /// ISO/IEC 18004, figure 25: around the upper left finder, and beside the two others.
    private mutating func writeFormat(_ format: Int) {
        let around = [
            (0, 8), (1, 8), (2, 8), (3, 8), (4, 8), (5, 8), (7, 8), (8, 8), (8, 7), (8, 5), (8, 4), (8, 3),
            (8, 2),
            (8, 1), (8, 0),
        ]
        for bit in 0..<15 {
            let dark = format >> bit & 1 == 1
            isDark[around[bit].0][around[bit].1] = dark
            if bit < 8 {
                isDark[8][size - 1 - bit] = dark
            } else {
                isDark[size - 15 + bit][8] = dark
            }
        }
    }

    /// ISO/IEC 18004, 7.8.3.
    var penalty: Int {
        let columns = (0..<size).map { column in isDark.map { $0[column] } }
        let lines = (isDark + columns).map(Self.runs)
        return lines.map(Self.runPenalty).reduce(0, +) + lines.map(Self.finderPenalty).reduce(0, +)
            + blockPenalty + balancePenalty
    }

    /// The lengths of light and dark runs in turn, the first and the last of them in the quiet zone.
    private static func runs(_ line: [Bool]) -> [Int] {
        var runs = [0]
        var isDark = false
        for module in line {
            if module != isDark {
                runs.append(0)
                isDark = module
            }
            runs[runs.count - 1] += 1
        }
        if isDark { runs.append(0) }
        return runs
    }

    /// Three for five modules of one colour, and one for each more.
    private static func runPenalty(_ runs: [Int]) -> Int {
        runs.filter { $0 >= 5 }.map { $0 - 2 }.reduce(0, +)
    }

    /// Forty for each light area of four beside dark and light in the ratio 1 : 1 : 3 : 1 : 1.
    private static func finderPenalty(_ runs: [Int]) -> Int {
        var runs = runs
        runs[0] += 1_000
        runs[runs.count - 1] += 1_000
        var penalty = 0
        for first in runs.indices where first % 2 == 1 && first + 5 < runs.count {
            let unit = runs[first]
            guard Array(runs[first..<first + 5]) == [unit, unit, 3 * unit, unit, unit] else { continue }
            let (before, after) = (runs[first - 1], runs[first + 5])
            if before >= 4 * unit, after >= unit { penalty += 40 }
            if after >= 4 * unit, before >= unit { penalty += 40 }
        }
        return penalty
    }

    /// Three for every block of two by two modules of one colour; blocks may overlap.
    private var blockPenalty: Int {
        var penalty = 0
        for row in 1..<size {
            for column in 1..<size {
                let block = [
                    isDark[row][column], isDark[row - 1][column], isDark[row][column - 1],
                    isDark[row - 1][column - 1],
                ]
                if Set(block).count == 1 { penalty += 3 }
            }
        }
        return penalty
    }

    /// Ten for each step of five percent that the share of dark modules is away from a half.
    private var balancePenalty: Int {
        let all = size * size
        let dark = isDark.joined().count { $0 }
        var steps = 0
        while dark * 100 < all * (45 - 5 * steps) || dark * 100 > all * (55 + 5 * steps) { steps += 1 }
        return steps * 10
    }
}
