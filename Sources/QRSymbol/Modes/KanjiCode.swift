/// A character's code in Shift JIS, as Kanji mode takes it.
///
/// Only characters of JIS X 0208 about whose code all readers agree have one, see ``KanjiRows``.
enum KanjiCode {
    /// Returns the two-byte code; `nil` for a character that stays bytes.
    static func shiftJIS(of scalar: Unicode.Scalar) -> UInt16? { codes[scalar] }

    private static let codes: [Unicode.Scalar: UInt16] = {
        var codes: [Unicode.Scalar: UInt16] = [:]
        for (index, line) in KanjiRows.all.enumerated() {
            for (cell, scalar) in line.unicodeScalars.enumerated() where scalar != " " {
                codes[scalar] = shiftJIS(row: index + KanjiRows.first, cell: cell + 1)
            }
        }
        return codes
    }()

    /// Converts a place in the table, both 1 to 94, by JIS X 0208, annex 1.
    private static func shiftJIS(row: Int, cell: Int) -> UInt16 {
        let first = (row - 1) / 2
        // Half-width Katakana take 0xA0 to 0xDF.
        let lead = first + (first < 31 ? 0x81 : 0xC1)
        // An odd row lies in the lower half of the second bytes, without 0x7F.
        let trail = row % 2 == 0 ? cell + 0x9E : cell + (cell <= 63 ? 0x3F : 0x40)
        return UInt16(lead << 8 | trail)
    }
}
