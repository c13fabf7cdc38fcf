public import QRSymbol

/// Draws a symbol with block characters, two rows of modules to a line of text.
public enum SymbolText {
    /// What the text will stand on; readers want dark modules dark.
    public enum Background: String, Sendable, Hashable {
        /// Light letters on a dark terminal: light modules are drawn.
        case dark
        /// Dark letters on paper or a light terminal: dark modules are drawn.
        case light
    }

    /// Draws a symbol in characters.
    ///
    /// - Parameters:
    ///   - symbol: The symbol.
    ///   - background: What the text will stand on.
    ///   - quietZone: In modules, one of ``SymbolStyle/quietZones``.
    /// - Returns: The lines, each ended by a line feed.
    public static func encode(
        _ symbol: Symbol, on background: Background, quietZone: Int = SymbolStyle.standardQuietZone
    ) -> String {
        precondition(SymbolStyle.quietZones.contains(quietZone), "quiet zone out of range")
        let range = -quietZone..<symbol.size + quietZone
        func isDrawn(_ row: Int, _ column: Int) -> Bool {
            // Below an odd number of rows there is half a line of nothing.
            guard range.contains(row) else { return false }
            let inside = (0..<symbol.size).contains(row) && (0..<symbol.size).contains(column)
            let dark = inside && symbol.isDark(row: row, column: column)
            return dark == (background == .light)
        }
        return stride(from: range.lowerBound, to: range.upperBound, by: 2).reduce(into: "") { text, row in
            for column in range {
                switch (isDrawn(row, column), isDrawn(row + 1, column)) {
                case (true, true): text += "\u{2588}"
                case (true, false): text += "\u{2580}"
                case (false, true): text += "\u{2584}"
                case (false, false): text += " "
                }
            }
            text += "\n"
        }
    }
}
