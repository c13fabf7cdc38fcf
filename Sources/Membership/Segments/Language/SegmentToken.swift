/// A piece of a segment's expression, with its place.
struct SegmentToken: Sendable, Hashable {
    enum Kind: Sendable, Hashable {
        /// A name, a number or a date, as written.
        case word
        /// What stood between quotes.
        case quoted
        case open, close, comma
        case comparison(Comparison)
    }

    enum Comparison: String, Sendable, Hashable, CaseIterable {
        case equal = "="
        case notEqual = "!="
        case less = "<"
        case atMost = "<="
        case greater = ">"
        case atLeast = ">="
    }

    let kind: Kind
    /// What it says, quotes taken off.
    let text: String
    /// The characters of the expression that it takes up, counted from 0.
    let range: Range<Int>

    /// Whether it is this word of the language, in small letters or capitals.
    func isKeyword(_ keyword: String) -> Bool {
        kind == .word && text.lowercased() == keyword
    }
}
