/// One line of the screen: texts side by side, each in one style.
struct ScreenLine: Sendable, Hashable {
    /// How a text looks; what it means is in its words too, so nothing is lost without colour.
    enum Style: Sendable, Hashable {
        case plain, bold, faint
        /// The bar at the top.
        case bar
        /// Text on the coloured block of an answer.
        case block(Tone)
        /// The strokes of large figures on it.
        case stroke(Tone)
        /// A warning outside the block.
        case warning
    }

    /// The colour of a block.
    enum Tone: Sendable, Hashable, CaseIterable {
        case good, bad, caution, calm
    }

    struct Span: Sendable, Hashable {
        var text: String
        var style: Style
    }

    private(set) var spans: [Span] = []

    /// Makes a line of one text.
    init(_ text: String = "", _ style: Style = .plain) {
        if !text.isEmpty { spans = [Span(text: text, style: style)] }
    }

    /// Adds a text at the end.
    mutating func add(_ text: String, _ style: Style) {
        guard !text.isEmpty else { return }
        if spans.last?.style == style {
            spans[spans.count - 1].text += text
        } else {
            spans.append(Span(text: text, style: style))
        }
    }

    /// How many columns it takes.
    var columns: Int { spans.reduce(0) { $0 + TextWidth.columns(of: $1.text) } }

    /// What it says, without style.
    var text: String { spans.map(\.text).joined() }

    /// Returns it as wide as the screen: cut, or filled up with spaces of a style.
    func fitted(to width: Int, filling style: Style) -> ScreenLine {
        var (line, left) = (ScreenLine(), width)
        for span in spans where left > 0 {
            let text = TextWidth.prefix(of: span.text, columns: left)
            left -= TextWidth.columns(of: text)
            line.add(text, span.style)
            if text != span.text { break }
        }
        line.add(String(repeating: " ", count: max(0, left)), style)
        return line
    }
}
