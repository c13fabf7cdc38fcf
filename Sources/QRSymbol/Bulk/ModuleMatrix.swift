/// The modules of a symbol, a bit each, row after row from the top.
///
/// A row is one to three words; its first column is the least significant bit of the first word. Bits past the last
/// column are zero.
public struct ModuleMatrix: Sendable, Hashable {
    /// The version, 1 to 40.
    public internal(set) var version: Int
    /// The mask pattern, 0 to 7.
    public internal(set) var mask: Int
    /// How the symbol lies; ``version`` and ``mask`` are those of the upright one.
    public internal(set) var turn = SymbolTurn.upright
    /// `wordsPerRow` words for each row; a set bit is a dark module.
    var words: [UInt64]

    /// The number of modules on a side, 17 + 4 × version.
    public var size: Int { 17 + 4 * version }

    /// The number of words in a row: 1 up to version 11, 2 up to version 27, 3 above.
    public var wordsPerRow: Int { Self.wordsPerRow(size: size) }

    /// The number of words in a row of so many modules.
    static func wordsPerRow(size: Int) -> Int { (size + 63) / 64 }

    init(version: Int, mask: Int, words: [UInt64]) {
        self.version = version
        self.mask = mask
        self.words = words
    }

    /// Looks a module up.
    ///
    /// - Parameters:
    ///   - row: 0 at the top, less than ``size``.
    ///   - column: 0 at the left, less than ``size``.
    /// - Returns: Whether the module is dark.
    public func isDark(row: Int, column: Int) -> Bool {
        precondition((0..<size).contains(row) && (0..<size).contains(column), "outside the symbol")
        let word = words[row * wordsPerRow + column / 64]
        return word >> UInt64(column % 64) & 1 == 1
    }

    /// Returns a word of a row, 0 for the one that holds the first columns.
    public func word(_ index: Int, ofRow row: Int) -> UInt64 {
        precondition((0..<size).contains(row) && (0..<wordsPerRow).contains(index), "outside the symbol")
        return words[row * wordsPerRow + index]
    }
}
