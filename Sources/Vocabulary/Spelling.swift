/// Finds what a person probably meant to write.
package enum Spelling {
    /// Returns the end of a message about an unknown word: the nearest known one, or all of them.
    package static func advice(for word: String, among known: [String]) -> String {
        if let nearest = nearest(to: word, among: known) { return "did you mean \(nearest)?" }
        return "known here: \(known.joined(separator: ", "))."
    }

    /// Returns the known word that is few enough edits away, or `nil`.
    ///
    /// - Complexity: O(*k* *n*²) in the known words and their length.
    package static func nearest(to word: String, among known: [String]) -> String? {
        // A third of the letters may be wrong; beyond that a guess misleads.
        let limit = max(1, word.count / 3)
        let near = known.map { (word: $0, edits: edits(word.lowercased(), $0.lowercased())) }
        return near.filter { $0.edits <= limit }.min { $0.edits < $1.edits }?.word
    }

    /// The number of letters to insert, remove, replace or swap with their neighbour (Damerau 1964).
    private static func edits(_ left: String, _ right: String) -> Int {
        // Longer words are not compared: their distance is above every limit that matters.
        guard left.count <= 64 else { return left.count }
        let (rows, columns) = (Array(left), Array(right))
        var before: [Int] = []
        var row = Array(0...columns.count)
        for (position, letter) in rows.enumerated() {
            var next = [position + 1]
            for (column, other) in columns.enumerated() {
                var fewest = min(row[column + 1], next[column]) + 1
                fewest = min(fewest, row[column] + (letter == other ? 0 : 1))
                let isSwap =
                    position > 0 && column > 0 && letter == columns[column - 1]
                    && rows[position - 1] == other
                if isSwap { fewest = min(fewest, before[column - 1] + 1) }
                next.append(fewest)
            }
            (before, row) = (row, next)
        }
        return row[columns.count]
    }
}
