/// An expression as written, before its names mean anything.
indirect enum SegmentSyntax: Sendable, Hashable {
    case and([SegmentSyntax])
    case or([SegmentSyntax])
    case not(SegmentSyntax)
    /// `everyone`, or any other word alone.
    case bare(SegmentWord)
    /// `tier >= gold`; the value may have several words, as in `30 days ago`.
    case comparison(Side, SegmentToken.Comparison, [SegmentWord])
    /// `gender in (female, male)`.
    case oneOf(Side, [SegmentWord])
    /// `gender is known`.
    case known(SegmentWord, isKnown: Bool)
    case call(SegmentCall)

    /// What stands left of a comparison.
    enum Side: Sendable, Hashable {
        case name(SegmentWord)
        case call(SegmentCall)
    }
}

/// A name with arguments, `within(3 km, store SH01)`; each argument is one word or more.
struct SegmentCall: Sendable, Hashable {
    let name: SegmentWord
    let arguments: [[SegmentWord]]
    /// From the name to the closing bracket.
    let range: Range<Int>
}

/// A word or a quoted text of the expression, with its place.
struct SegmentWord: Sendable, Hashable {
    let text: String
    let range: Range<Int>
    /// Quoted texts are values, never words of the language.
    let isQuoted: Bool
}

extension [SegmentWord] {
    /// From the first word to the last, or an empty place at 0.
    var range: Range<Int> {
        guard let first, let last else { return 0..<0 }
        return first.range.lowerBound..<last.range.upperBound
    }
}
