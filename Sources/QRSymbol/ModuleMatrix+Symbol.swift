extension ModuleMatrix {
    /// Takes the modules of a symbol, which must be of ``Symbol/Family/qr``.
    ///
    /// - Complexity: O(size²)
    public init(_ symbol: Symbol) {
        precondition(symbol.family == .qr, "Micro QR has other sizes")
        let wordsPerRow = Self.wordsPerRow(size: symbol.size)
        var words = [UInt64](repeating: 0, count: symbol.size * wordsPerRow)
        for row in 0..<symbol.size {
            for column in 0..<symbol.size where symbol.isDark(row: row, column: column) {
                words[row * wordsPerRow + column / 64] |= 1 << UInt64(column % 64)
            }
        }
        self.init(version: symbol.version, mask: symbol.mask, words: words)
        turn = symbol.turn
    }
}
