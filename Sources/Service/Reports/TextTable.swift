/// Rows in aligned columns for a terminal with a fixed-width font, Chinese characters two columns wide.
package struct TextTable: Sendable, Hashable {
    /// Where the cells of a column stand.
    package enum Alignment: Sendable, Hashable {
        case leading, trailing
    }

    private let rows: [[String]]
    private let alignments: [Alignment]

    /// Makes a table.
    ///
    /// - Parameters:
    ///   - rows: The rows, a heading first if there is one; a row may have fewer cells than the longest.
    ///   - alignments: One for each column; columns beyond them are leading.
    package init(rows: [[String]], alignments: [Alignment] = []) {
        self.rows = rows.map { $0.map(DisplayText.printable) }
        self.alignments = alignments
    }

    /// The table, each row with its line end.
    package var text: String { lines.map { $0 + "\n" }.joined() }

    /// The rows, without trailing spaces.
    ///
    /// - Complexity: O(n) in the characters.
    package var lines: [String] {
        var widths: [Int] = []
        for row in rows {
            for (column, cell) in row.enumerated() {
                let width = DisplayText.width(of: cell)
                if column < widths.count {
                    widths[column] = max(widths[column], width)
                } else {
                    widths.append(width)
                }
            }
        }
        return rows.map { line($0, widths: widths) }
    }

    private func line(_ row: [String], widths: [Int]) -> String {
        var line = ""
        for (column, cell) in row.enumerated() {
            if column > 0 { line += "  " }
            let padding = String(repeating: " ", count: widths[column] - DisplayText.width(of: cell))
            let isTrailing = column < alignments.count && alignments[column] == .trailing
            line += isTrailing ? padding + cell : cell + padding
        }
        while line.last == " " { line.removeLast() }
        return line
    }
}
