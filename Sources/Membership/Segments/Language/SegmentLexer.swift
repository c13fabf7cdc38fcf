/// Takes an expression apart into words, signs and quoted texts.
struct SegmentLexer {
    private let characters: [Character]
    private var position = 0

    /// Takes an expression apart.
    ///
    /// - Parameter text: The expression.
    /// - Returns: Its tokens in order.
    /// - Throws: `SegmentFault` at a character that means nothing here, or a quote that is never closed.
    /// - Complexity: O(*n*) in the characters.
    static func tokens(of text: String) throws(SegmentFault) -> [SegmentToken] {
        var lexer = SegmentLexer(characters: Array(text))
        var tokens: [SegmentToken] = []
        while let token = try lexer.next() { tokens.append(token) }
        return tokens
    }

    private init(characters: [Character]) {
        self.characters = characters
    }

    private mutating func next() throws(SegmentFault) -> SegmentToken? {
        while position < characters.count, characters[position].isWhitespace { position += 1 }
        guard position < characters.count else { return nil }
        let start = position
        let first = characters[position]
        switch first {
        case "(": return sign(.open, count: 1)
        case ")": return sign(.close, count: 1)
        case ",": return sign(.comma, count: 1)
        case "=", "<", ">", "!": return try comparison()
        case "\"", "'": return try quoted(by: first)
        default:
            guard Self.isWordPart(first) else {
                throw SegmentFault(.unexpectedCharacter(first), start..<start + 1)
            }
            while position < characters.count, Self.isWordPart(characters[position]) { position += 1 }
            return token(.word, String(characters[start..<position]), from: start)
        }
    }

    /// Letters of every script, digits, and the three signs of identifiers, numbers and dates.
    private static func isWordPart(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || "._-+".contains(character)
    }

    private mutating func sign(_ kind: SegmentToken.Kind, count: Int) -> SegmentToken {
        position += count
        return token(kind, String(characters[position - count..<position]), from: position - count)
    }

    private mutating func comparison() throws(SegmentFault) -> SegmentToken {
        for length in [2, 1] where position + length <= characters.count {
            let text = String(characters[position..<position + length])
            // `<>` and `==` are what people bring from elsewhere, and mean one thing only.
            let usual = ["<>": "!=", "==": "="][text] ?? text
            if let comparison = SegmentToken.Comparison(rawValue: usual) {
                return sign(.comparison(comparison), count: length)
            }
        }
        throw SegmentFault(.unexpectedCharacter(characters[position]), position..<position + 1)
    }

    /// A quote inside is written twice.
    private mutating func quoted(by quote: Character) throws(SegmentFault) -> SegmentToken {
        let start = position
        var text = ""
        position += 1
        while position < characters.count {
            let character = characters[position]
            position += 1
            guard character == quote else {
                text.append(character)
                continue
            }
            guard position < characters.count, characters[position] == quote else {
                return token(.quoted, text, from: start)
            }
            text.append(quote)
            position += 1
        }
        throw SegmentFault(.unclosedQuote, start..<characters.count)
    }

    private func token(_ kind: SegmentToken.Kind, _ text: String, from start: Int) -> SegmentToken {
        SegmentToken(kind: kind, text: text, range: start..<position)
    }
}
