/// Finds what a person probably meant to write.
enum Spelling {
    /// Returns the end of a message about an unknown word: the nearest known one, or all of them.
    static func advice(for word: String, among known: [String]) -> String {
        if let nearest = nearest(to: word, among: known) { return "did you mean \(nearest)?" }
        return "known here: \(known.joined(separator: ", "))."
    }

    /// Returns the known word that is few enough edits away, or `nil`.
    ///
    /// - Complexity: O(*k* *n*²) in the known words and their length.
    static func nearest(to word: String, among known: [String]) -> String? {
        // A third of the letters may be wrong; beyond that a guess misleads.
        let limit = max(1, word.count / 3)
        let near = known.map { (word: $0, edits: edits(word.lowercased(), $0.lowercased())) }
        return near.filter { $0.edits <= limit }.min { $0.edits < $1.edits }?.word
    }

    /// The number of letters to insert, remove or replace (Levenshtein 1966), by the two-row method.
    private static func edits(_ left: String, _ right: String) -> Int {
        // Longer words are not compared: their distance is above every limit that matters.
        guard left.count <= 64 else { return left.count }
        let columns = Array(right)
        var row = Array(0...columns.count)
        for (position, letter) in left.enumerated() {
            var next = [position + 1]
            for (column, other) in columns.enumerated() {
                let replaced = row[column] + (letter == other ? 0 : 1)
                next.append(min(replaced, row[column + 1] + 1, next[column] + 1))
            }
            row = next
        }
        return row[columns.count]
    }
}
