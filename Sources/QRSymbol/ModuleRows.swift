/// The modules of a symbol of either family, a bit each, row after row from the top.
///
/// Laid out as in ``ModuleMatrix``, so that a symbol shares its memory.
struct ModuleRows: Sendable, Hashable {
    /// The number of modules on a side.
    let size: Int
    /// One to three words for each row; a set bit is a dark module.
    let words: [UInt64]

    init(size: Int, words: [UInt64]) {
        precondition(words.count == size * ModuleMatrix.wordsPerRow(size: size), "words for each row")
        self.size = size
        self.words = words
    }

    /// Packs modules that are looked up one by one.
    init(size: Int, isDark: (_ row: Int, _ column: Int) -> Bool) {
        let wordsPerRow = ModuleMatrix.wordsPerRow(size: size)
        var words = [UInt64](repeating: 0, count: size * wordsPerRow)
        for row in 0..<size {
            for column in 0..<size where isDark(row, column) {
                words[row * wordsPerRow + column / 64] |= 1 << UInt64(column % 64)
            }
        }
        self.init(size: size, words: words)
    }

    func isDark(row: Int, column: Int) -> Bool {
        let word = words[row * ModuleMatrix.wordsPerRow(size: size) + column / 64]
        return word >> UInt64(column % 64) & 1 == 1
    }

    /// Reads modules of a row as a number, the leftmost most significant.
    func number(row: Int, columns: ClosedRange<Int>) -> Int {
        columns.reduce(0) { $0 << 1 | (isDark(row: row, column: $1) ? 1 : 0) }
    }
}
