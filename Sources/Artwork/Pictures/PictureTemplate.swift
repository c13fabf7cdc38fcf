/// An SVG drawing with places for a customer's values and for a symbol.
///
/// - `{{name}}` stands for a value, escaped for XML.
/// - `{{name|18}}` is shortened with an ellipsis to at most 18 em, the height of its type being one em.
/// - `{{name|18:2/3}}` is the second of at most three lines of 18 em; only the last is shortened.
/// - `{{{symbol}}}` stands for the symbol with its quiet zone, logo included, as one unit square:
///   `<g transform="translate(58 14) scale(22)">{{{symbol}}}</g>` makes it 22 units wide.
/// - `{{{logo}}}` stands for the brand's logo in one unit square, its proportions kept.
/// - `{{{picture}}}`, `{{{heat}}}` and `{{{rates}}}` stand for the parts of a certificate.
///
/// Names are lower-case letters, digits and underscores. A template that parses fills without surprises:
/// `fill` refuses values that it has no place for, and places that it has no value for.
public struct PictureTemplate: Sendable, Hashable {
    /// A drawing with a photograph in it; larger ones are mistakes.
    public static let highestByteCount = 1 << 20
    /// The widest place for words.
    static let highestEm = 200.0
    /// The most lines that one value may be broken into.
    static let highestLineCount = 9

    /// A piece of the template.
    enum Piece: Sendable, Hashable {
        case text(String)
        case value(Placeholder)
        case drawing(Drawing)
    }

    /// A place for something drawn, one unit square.
    public enum Drawing: String, Sendable, Hashable, CaseIterable {
        case symbol, logo
        /// Of a certificate: the symbol's picture, its codewords, and the rates as bars.
        case picture, heat, rates
    }

    /// A place for a value.
    struct Placeholder: Sendable, Hashable {
        var name: String
        var fit: Fit?
    }

    /// The room that a value has.
    struct Fit: Sendable, Hashable {
        var em: Double
        var line: Int
        var lineCount: Int
    }

    /// Why a text is not a template; `line` counts from 1.
    public enum ParseError: Error, Sendable, Hashable {
        case tooManyBytes(Int)
        /// Braces that were opened on this line are not closed on it.
        case unclosed(line: Int)
        /// What stands between the braces is not a name, or its room is not `EM` or `EM:LINE/LINES`.
        case malformed(String, line: Int)
    }

    let pieces: [Piece]

    /// The names that `fill` needs a value for, sorted.
    public var placeholders: [String] {
        Set(pieces.compactMap { piece in if case .value(let place) = piece { place.name } else { nil } })
            .sorted()
    }

    /// What `fill` needs besides the values.
    public var drawings: Set<Drawing> {
        Set(pieces.compactMap { piece in if case .drawing(let drawing) = piece { drawing } else { nil } })
    }

    /// Reads a template.
    ///
    /// - Parameter text: The SVG text.
    /// - Throws: `ParseError`, naming the line.
    /// - Complexity: O(*n*) in the length of the text.
    public init(parsing text: String) throws(ParseError) {
        guard text.utf8.count <= Self.highestByteCount else { throw .tooManyBytes(text.utf8.count) }
        var pieces: [Piece] = []
        var line = 1
        var rest = text[...]
        while let open = rest.firstRange(of: "{{") {
            let before = rest[..<open.lowerBound]
            line += before.utf8.count { $0 == UInt8(ascii: "\n") }
            if !before.isEmpty { pieces.append(.text(String(before))) }
            let isRaw = rest[open.upperBound...].first == "{"
            let inner = rest[open.upperBound...].dropFirst(isRaw ? 1 : 0)
            let lineEnd = inner.utf8.firstIndex(of: UInt8(ascii: "\n")) ?? inner.endIndex
            guard let close = inner[..<lineEnd].firstRange(of: isRaw ? "}}}" : "}}") else {
                throw .unclosed(line: line)
            }
            pieces.append(try Self.piece(inner[..<close.lowerBound], isRaw: isRaw, line: line))
            rest = inner[close.upperBound...]
        }
        if !rest.isEmpty { pieces.append(.text(String(rest))) }
        self.pieces = pieces
    }

    private static func piece(
        _ inner: Substring, isRaw: Bool, line: Int
    ) throws(ParseError) -> Piece {
        if isRaw {
            guard let drawing = Drawing(rawValue: String(inner)) else {
                throw .malformed(String(inner), line: line)
            }
            return .drawing(drawing)
        }
        let parts = inner.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
        let isName = parts[0].utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "_"):
                true
            default: false
            }
        }
        guard isName, !parts[0].isEmpty else { throw .malformed(String(inner), line: line) }
        guard parts.count == 2 else { return .value(Placeholder(name: String(parts[0]), fit: nil)) }
        guard let fit = Fit(parsing: parts[1]) else { throw .malformed(String(inner), line: line) }
        return .value(Placeholder(name: String(parts[0]), fit: fit))
    }
}

extension PictureTemplate.Fit {
    /// Reads `EM` or `EM:LINE/LINES`.
    init?(parsing text: Substring) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard let em = Double(parts[0]), em >= 1, em <= PictureTemplate.highestEm else { return nil }
        switch parts.count {
        case 1: self.init(em: em, line: 1, lineCount: 1)
        case 2:
            let numbers = parts[1].split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
            guard numbers.count == 2, let line = numbers[0], let count = numbers[1],
                (1...PictureTemplate.highestLineCount).contains(count), (1...count).contains(line)
            else { return nil }
            self.init(em: em, line: line, lineCount: count)
        default: return nil
        }
    }
}
