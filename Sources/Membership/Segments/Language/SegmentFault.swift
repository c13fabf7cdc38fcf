/// What is wrong with a segment's expression, and where.
package struct SegmentFault: Error, Sendable, Hashable {
    package let reason: Reason
    /// The characters of the expression that are meant, counted from 0; empty at its end.
    package let range: Range<Int>

    init(_ reason: Reason, _ range: Range<Int>) {
        self.reason = reason
        self.range = range
    }

    package enum Reason: Sendable, Hashable {
        case empty
        case tooLong(count: Int, limit: Int)
        case tooDeep(limit: Int)
        case tooManyTests(limit: Int)
        /// Lists and areas come to more values than one question to a database may have.
        case tooManyValues(count: Int, limit: Int)
        case unexpectedCharacter(Character)
        case unclosedQuote
        case unclosedBracket
        /// Something else should stand here.
        case expected(String, found: String?)
        /// No attribute and no function of the language.
        case unknownName(String, nearest: String?)
        /// No tier, store, offer … of the issuer.
        case unknownValue(kind: String, String, nearest: String?)
        /// The attribute cannot be compared in this way.
        case noSuchComparison(attribute: String, sign: String)
        case badValue(wanted: String, String)
        case outOfRange(what: String, limit: String, String)
        /// The function takes other arguments.
        case badArguments(function: String, usage: String)
        /// A saved segment that refers to itself, through these.
        case cycle([String])
        /// A saved segment that this one refers to is wrong in itself.
        case inSegment(String, String)
        case area(String)
    }

    /// A sentence for the person who wrote the expression.
    package var sentence: String {
        switch reason {
        case .empty: "The expression is empty; `everyone` selects every member."
        case .tooLong(let count, let limit):
            "The expression has \(count) characters; at most \(limit) are read."
        case .tooDeep(let limit): "Brackets and `not` are nested more than \(limit) deep here."
        case .tooManyTests(let limit): "The expression has more than \(limit) tests."
        case .tooManyValues(let count, let limit):
            "Its lists and areas come to \(count) values and cells' edges; at most \(limit) can be asked for."
        case .unexpectedCharacter(let character): "\"\(character)\" means nothing here."
        case .unclosedQuote: "The quote that begins here is never closed."
        case .unclosedBracket: "The bracket that opens here is never closed."
        case .expected(let wanted, let found):
            found.map { "Expected \(wanted), not \"\($0)\"." } ?? "Expected \(wanted) at the end."
        case .unknownName(let name, let nearest):
            "There is no attribute or function \"\(name)\"" + Self.advice(nearest)
        case .unknownValue(let kind, let value, let nearest):
            "There is no \(kind) \"\(value)\"" + Self.advice(nearest)
        case .noSuchComparison(let attribute, let sign): "\(attribute) cannot be compared with \(sign)."
        case .badValue(let wanted, let value): "Needs \(wanted), not \"\(value)\"."
        case .outOfRange(let what, let limit, let value): "\(what) must be \(limit), not \(value)."
        case .badArguments(let function, let usage): "\(function) is written \(usage)."
        case .cycle(let names): "Segments refer to each other in a circle: \(names.joined(separator: " → "))."
        case .inSegment(let name, let sentence): "In segment \(name): \(sentence)"
        case .area(let sentence): sentence
        }
    }

    private static func advice(_ nearest: String?) -> String {
        nearest.map { "; did you mean \($0)?" } ?? "."
    }

    /// The expression with the place marked below it, for a terminal.
    ///
    /// - Parameter expression: What was read.
    /// - Returns: The line of the expression around the place, and a line of `^` under what is meant; wide characters
    ///   count as two columns.
    package func marked(in expression: String) -> String {
        let characters = expression.map { $0.isNewline ? " " : $0 }
        let start = max(0, range.lowerBound - Self.contextCount)
        let end = min(characters.count, max(range.upperBound, range.lowerBound) + Self.contextCount)
        let shown = String(characters[start..<end])
        let before = characters[start..<min(range.lowerBound, characters.count)]
        let meant = characters[min(range.lowerBound, end)..<min(range.upperBound, end)]
        let marks = max(1, Self.columns(meant))
        return shown + "\n" + String(repeating: " ", count: Self.columns(before))
            + String(repeating: "^", count: marks)
    }

    /// 60 characters before and behind: with what is meant they fit a wide terminal.
    private static let contextCount = 60

    private static func columns(_ characters: ArraySlice<Character>) -> Int {
        // East Asian wide and full-width forms (UAX #11): from Hangul Jamo on, roughly.
        characters.reduce(0) { $0 + (($1.unicodeScalars.first?.value ?? 0) >= 0x1100 ? 2 : 1) }
    }
}
