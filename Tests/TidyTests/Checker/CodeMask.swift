/// Blanks comments and the insides of literals, so that the checks see code alone.
///
/// Every byte keeps its place and every line its number. Code inside `\( … )` stays, because it runs.
struct CodeMask {
    private let source: [UInt8]
    private var masked: [UInt8]
    private var position = 0

    /// Returns the source with every comment and literal turned to spaces.
    static func code(of text: String) -> [UInt8] {
        var mask = CodeMask(source: Array(text.utf8))
        mask.skipCode(insideInterpolation: false)
        return mask.masked
    }

    private init(source: [UInt8]) {
        self.source = source
        masked = source
    }

    private mutating func skipCode(insideInterpolation: Bool) {
        var openParentheses = 1
        while position < source.count {
            if skipCommentOrLiteral() { continue }
            if at("(") { openParentheses += 1 }
            if at(")") { openParentheses -= 1 }
            position += 1
            if insideInterpolation, openParentheses == 0 { return }
        }
    }

    /// Skips what starts here, if it is a comment or a literal.
    private mutating func skipCommentOrLiteral() -> Bool {
        let pounds = source[position...].prefix { $0 == UInt8(ascii: "#") }.count
        if at("//") {
            blank(while: { !$0.at("\n") })
        } else if at("/*") {
            blankBlockComment()
        } else if at("\"", offset: pounds) {
            skipString(pounds: pounds)
        } else if at("/", offset: pounds), startsRegex(pounds: pounds) {
            blankRegex(pounds: pounds)
        } else {
            return false
        }
        return true
    }

    private mutating func blankBlockComment() {
        var depth = 0
        repeat {
            if at("/*") {
                depth += 1
                blank(2)
            } else if at("*/") {
                depth -= 1
                blank(2)
            } else {
                blank(1)
            }
        } while depth > 0 && position < source.count
    }

    private mutating func skipString(pounds: Int) {
        let fence = String(repeating: "#", count: pounds)
        let quotes = at("\"\"\"", offset: pounds) ? "\"\"\"" : "\""
        position += pounds + quotes.utf8.count
        while position < source.count, !at(quotes + fence) {
            if at("\\" + fence + "(") {
                position += 2 + pounds
                skipCode(insideInterpolation: true)
            } else if at("\\" + fence) {
                blank(2 + pounds)
            } else {
                blank(1)
            }
        }
        position = min(position + pounds + quotes.utf8.count, source.count)
    }

    /// A bare slash starts a regular expression only where no operator can stand.
    private func startsRegex(pounds: Int) -> Bool {
        if pounds > 0 { return true }
        guard !at("/ "), !at("/)"), !at("/,") else { return false }
        let before = masked[..<position].last { $0 != UInt8(ascii: " ") } ?? UInt8(ascii: "\n")
        let line = source[(position + 1)...].prefix { $0 != UInt8(ascii: "\n") }
        return "(,=:[{\n".utf8.contains(before) && line.contains(UInt8(ascii: "/"))
    }

    private mutating func blankRegex(pounds: Int) {
        let end = "/" + String(repeating: "#", count: pounds)
        blank(pounds + 1)
        while position < source.count, !at(end) { blank(at("\\") ? 2 : 1) }
        blank(pounds + 1)
    }

    private func at(_ text: String, offset: Int = 0) -> Bool {
        source[min(position + offset, source.count)...].starts(with: text.utf8)
    }

    private mutating func blank(while condition: (CodeMask) -> Bool) {
        while position < source.count, condition(self) { blank(1) }
    }

    private mutating func blank(_ count: Int) {
        for _ in 0..<count where position < source.count {
            if source[position] != UInt8(ascii: "\n") { masked[position] = UInt8(ascii: " ") }
            position += 1
        }
    }
}
