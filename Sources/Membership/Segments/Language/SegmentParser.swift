/// Reads the grammar of expressions; what names mean is `SegmentReader`'s to say.
///
///     expression = conjunction *("or" conjunction)
///     conjunction = term *("and" term)
///     term = "not" term / "(" expression ")" / name / call / comparison
///     comparison = (name / call) sign 1*word / name "in" "(" word *("," word) ")"
///         / name "is" ["not"] "known" / name "is" "unknown"
///     call = name "(" [1*word *("," 1*word)] ")"
///
/// `and` binds closer than `or`.
struct SegmentParser {
    private let tokens: [SegmentToken]
    private let end: Int
    private var position = 0
    private var depth = 0
    private var testCount = 0

    /// Reads an expression.
    ///
    /// - Parameter text: The expression.
    /// - Returns: Its structure.
    /// - Throws: `SegmentFault` at the first place that the grammar does not allow.
    static func syntax(of text: String) throws(SegmentFault) -> SegmentSyntax {
        guard text.count <= SegmentLimits.characters else {
            throw SegmentFault(.tooLong(count: text.count, limit: SegmentLimits.characters), 0..<0)
        }
        var parser = SegmentParser(tokens: try SegmentLexer.tokens(of: text), end: text.count)
        guard !parser.tokens.isEmpty else { throw SegmentFault(.empty, 0..<0) }
        let syntax = try parser.expression()
        guard parser.position == parser.tokens.count else { throw parser.expected("and, or, or the end") }
        return syntax
    }

    private init(tokens: [SegmentToken], end: Int) {
        self.tokens = tokens
        self.end = end
    }

    private mutating func expression() throws(SegmentFault) -> SegmentSyntax {
        var parts = [try conjunction()]
        while take("or") { parts.append(try conjunction()) }
        return parts.count == 1 ? parts[0] : .or(parts)
    }

    private mutating func conjunction() throws(SegmentFault) -> SegmentSyntax {
        var parts = [try term()]
        while take("and") { parts.append(try term()) }
        return parts.count == 1 ? parts[0] : .and(parts)
    }

    private mutating func term() throws(SegmentFault) -> SegmentSyntax {
        depth += 1
        defer { depth -= 1 }
        guard depth <= SegmentLimits.depth else {
            throw SegmentFault(.tooDeep(limit: SegmentLimits.depth), place)
        }
        if take("not") { return .not(try term()) }
        guard let bracket = peek, bracket.kind == .open else { return try test() }
        position += 1
        let inner = try expression()
        guard take(.close) else {
            if peek == nil { throw SegmentFault(.unclosedBracket, bracket.range) }
            throw expected("and, or, or )")
        }
        return inner
    }

    private mutating func test() throws(SegmentFault) -> SegmentSyntax {
        testCount += 1
        guard testCount <= SegmentLimits.tests else {
            throw SegmentFault(.tooManyTests(limit: SegmentLimits.tests), place)
        }
        let name = try name()
        if peek?.kind == .open {
            let call = try call(name)
            guard let sign = takeComparison() else { return .call(call) }
            return .comparison(.call(call), sign, try words())
        }
        if let sign = takeComparison() { return .comparison(.name(name), sign, try words()) }
        if take("in") { return .oneOf(.name(name), try list()) }
        if take("is") {
            let isNegated = take("not")
            if take("known") { return .known(name, isKnown: !isNegated) }
            guard !isNegated, take("unknown") else { throw expected("known or unknown") }
            return .known(name, isKnown: false)
        }
        return .bare(name)
    }

    private mutating func name() throws(SegmentFault) -> SegmentWord {
        guard let token = peek, token.kind == .word, !Self.isReserved(token) else {
            throw expected("an attribute or a function")
        }
        position += 1
        return SegmentWord(text: token.text, range: token.range, isQuoted: false)
    }

    private mutating func call(_ name: SegmentWord) throws(SegmentFault) -> SegmentCall {
        let bracket = place
        position += 1
        var arguments: [[SegmentWord]] = []
        if peek?.kind != .close {
            repeat { arguments.append(try words()) } while take(.comma)
        }
        let closing = place
        guard take(.close) else {
            if peek == nil { throw SegmentFault(.unclosedBracket, bracket) }
            throw expected(", or )")
        }
        return SegmentCall(
            name: name, arguments: arguments, range: name.range.lowerBound..<closing.upperBound)
    }

    private mutating func list() throws(SegmentFault) -> [SegmentWord] {
        let bracket = place
        guard take(.open) else { throw expected("( and a list of values") }
        var values: [SegmentWord] = []
        repeat {
            guard values.count < SegmentLimits.listedValues else {
                throw SegmentFault(
                    .outOfRange(
                        what: "A list of values", limit: "at most \(SegmentLimits.listedValues) long", "more"),
                    place)
            }
            guard let value = takeValue() else { throw expected("a value") }
            values.append(value)
        } while take(.comma)
        guard take(.close) else {
            if peek == nil { throw SegmentFault(.unclosedBracket, bracket) }
            throw expected(", or )")
        }
        return values
    }

    /// The words up to the next sign or word of the grammar.
    private mutating func words() throws(SegmentFault) -> [SegmentWord] {
        var words: [SegmentWord] = []
        while let word = takeValue() { words.append(word) }
        guard !words.isEmpty else { throw expected("a value") }
        return words
    }

    private mutating func takeValue() -> SegmentWord? {
        guard let token = peek else { return nil }
        switch token.kind {
        case .quoted: break
        case .word where !Self.isReserved(token): break
        default: return nil
        }
        position += 1
        return SegmentWord(text: token.text, range: token.range, isQuoted: token.kind == .quoted)
    }
}

extension SegmentParser {
    /// The words of the grammar, which are values only between quotes.
    private static let reserved: Set<String> = ["and", "or", "not", "in", "is"]

    private static func isReserved(_ token: SegmentToken) -> Bool {
        token.kind == .word && reserved.contains(token.text.lowercased())
    }

    private var peek: SegmentToken? { position < tokens.count ? tokens[position] : nil }

    /// The place of the next token, or the expression's end.
    private var place: Range<Int> { peek?.range ?? end..<end }

    private mutating func take(_ keyword: String) -> Bool {
        guard let token = peek, token.isKeyword(keyword) else { return false }
        position += 1
        return true
    }

    private mutating func take(_ kind: SegmentToken.Kind) -> Bool {
        guard let token = peek, token.kind == kind else { return false }
        position += 1
        return true
    }

    private mutating func takeComparison() -> SegmentToken.Comparison? {
        guard case .comparison(let comparison) = peek?.kind else { return nil }
        position += 1
        return comparison
    }

    private func expected(_ wanted: String) -> SegmentFault {
        SegmentFault(.expected(wanted, found: peek?.text), place)
    }
}
