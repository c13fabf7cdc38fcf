/// Finds words in code without a regular expression per line.
enum Words {
    /// Whether `text` occurs in `line` as a whole word.
    ///
    /// An end of `text` that is a letter, digit or underscore must not touch another one. With
    /// `asMember` false, an occurrence after a dot does not count: `label.print(` is not `print(`.
    static func contains(_ text: String, in line: String, asMember: Bool = true) -> Bool {
        var rest = line[...]
        while let found = rest.firstRange(of: text) {
            let before = line[..<found.lowerBound].last
            let after = line[found.upperBound...].first
            let joinsBefore = isWord(text.first) && isWord(before)
            let joinsAfter = isWord(text.last) && isWord(after)
            if !joinsBefore, !joinsAfter, asMember || before != "." { return true }
            rest = line[line.index(after: found.lowerBound)...]
        }
        return false
    }

    /// The words of a line, split at everything that is not a letter, digit or underscore.
    static func split(_ line: String) -> [String] {
        line.split(whereSeparator: { !isWord($0) }).map(String.init)
    }

    private static func isWord(_ character: Character?) -> Bool {
        guard let character else { return false }
        return character == "_" || character.isLetter || character.isNumber
    }
}
