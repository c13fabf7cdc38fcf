/// Turns lines into what a terminal understands (ECMA-48), and sends only the lines that changed.
struct ScreenPainter: Sendable {
    var isColoured: Bool
    private var shown: [ScreenLine] = []
    private var width = 0

    /// Knows nothing of what the screen shows.
    init(isColoured: Bool) {
        self.isColoured = isColoured
    }

    /// Forgets what the screen shows, so that all of it is sent again.
    mutating func forget() { shown = [] }

    /// Returns the bytes that make the screen show these lines.
    ///
    /// - Parameters:
    ///   - lines: From the top, as many as the screen has, each as wide as it is.
    ///   - width: Its columns.
    ///   - cursor: Where the cursor is left, from 0.
    /// - Returns: Escape sequences and text.
    mutating func paint(_ lines: [ScreenLine], width: Int, cursor: (row: Int, column: Int)) -> String {
        let isNew = shown.count != lines.count || self.width != width
        var text = "\u{1B}[?25l" + (isNew ? "\u{1B}[2J" : "")
        for (row, line) in lines.enumerated() where isNew || shown[row] != line {
            text += "\u{1B}[\(row + 1);1H\u{1B}[0m" + drawn(line) + "\u{1B}[0m"
        }
        (shown, self.width) = (lines, width)
        return text + "\u{1B}[\(cursor.row + 1);\(cursor.column + 1)H\u{1B}[?25h"
    }

    private func drawn(_ line: ScreenLine) -> String {
        line.spans.map { "\u{1B}[0;\(attributes($0.style))m\($0.text.withoutControls)" }.joined()
    }

    /// SGR parameters (ECMA-48, section 8.3.117): without colour the block is inverse and its strokes are not.
    private func attributes(_ style: ScreenLine.Style) -> String {
        switch style {
        case .plain: "0"
        case .bold: "1"
        case .faint: isColoured ? "2" : "0"
        case .bar: "7"
        case .warning: isColoured ? "1;33" : "1"
        case .block(let tone): isColoured ? tone.ground + ";1" : tone == .calm ? "1" : "7;1"
        case .stroke(.calm): isColoured ? "107" : "7"
        case .stroke(.caution): isColoured ? "40" : "0"
        case .stroke: isColoured ? "107" : "0"
        }
    }
}

extension ScreenLine.Tone {
    /// Ground and ink with enough contrast in every common palette.
    fileprivate var ground: String {
        switch self {
        case .good: "42;30"
        case .bad: "41;97"
        case .caution: "43;30"
        case .calm: "44;97"
        }
    }
}
