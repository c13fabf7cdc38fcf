/// Rows in columns of equal width, for people; scripts take `--json`.
struct TextTable {
    /// The head of each column.
    var columns: [String]
    /// As many cells a row as there are columns.
    var rows: [[String]]

    /// The table without trailing spaces, each row on a line.
    var text: String {
        let all = [columns] + rows
        let widths = columns.indices.map { column in all.map { $0[column].columnCount }.max() ?? 0 }
        return all.map { row in
            let cells = zip(row, widths).map { cell, width in
                cell + String(repeating: " ", count: width - cell.columnCount)
            }
            let line = cells.joined(separator: "  ")
            return String(line.reversed().drop { $0 == " " }.reversed())
        }.joined(separator: "\n")
    }
}

extension String {
    /// How many cells a terminal gives this text: two to each East Asian wide character.
    fileprivate var columnCount: Int {
        reduce(0) { $0 + ($1.isWide ? 2 : 1) }
    }
}

extension Character {
    /// Whether a terminal gives it two cells (Unicode UAX #11, the blocks that our texts use).
    fileprivate var isWide: Bool {
        guard let scalar = unicodeScalars.first?.value else { return false }
        return switch scalar {
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
            0xFF00...0xFF60, 0xFFE0...0xFFE6:
            true
        default: false
        }
    }
}
