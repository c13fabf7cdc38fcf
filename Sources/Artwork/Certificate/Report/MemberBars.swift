/// The rates of several symbols as bars, a line for each, as SVG in one unit square.
public struct MemberBars: Sendable, Hashable {
    /// One symbol.
    public struct Line: Sendable, Hashable {
        /// What it is called, up to about 20 letters.
        public let name: String
        /// What else is said of it, up to about 30 letters.
        public let note: String
        /// Its grade, and perhaps what it has left.
        public let state: String
        /// Its readings.
        public let summary: RateSummary

        /// Takes what stands in a line.
        public init(name: String, note: String, state: String, summary: RateSummary) {
            (self.name, self.note, self.state, self.summary) = (name, note, state, summary)
        }
    }

    /// The most lines, which with their head take the room of ``RateBars`` of a whole gauntlet.
    public static let mostLines = 25
    /// The height of a line in thousandths of the width.
    private static let lineHeight = 21

    private let lines: [Line]

    /// Takes the lines; no more than ``mostLines`` are shown.
    public init(_ lines: [Line]) {
        self.lines = Array(lines.prefix(Self.mostLines))
    }

    /// The bars, 1 unit wide and up to 0.53 units high.
    public var svg: String {
        var svg = #"<svg width="1" height="1" viewBox="0 0 1000 1000" font-size="12.5">"#
        for (index, line) in lines.enumerated() { svg += Self.svg(line, y: index * Self.lineHeight) }
        return svg + "</svg>"
    }

    private static func svg(_ line: Line, y: Int) -> String {
        var svg = #"<text x="0" y="\#(y + 14)" font-weight="bold">\#(escaped(line.name))</text>"#
        for (x, text) in [(175, line.note), (390, line.state)] {
            svg += #"<text x="\#(x)" y="\#(y + 14)" fill="dimgray" font-size="11.5">\#(escaped(text))</text>"#
        }
        return svg
            + RateBars.bars(line.summary, in: .init(x: 560, y: y + 3, width: 330, height: 6, step: 7))
            + RateBars.shares(line.summary, y: y + 14)
    }
}
