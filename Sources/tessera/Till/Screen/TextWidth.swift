/// How many columns of a terminal a text takes.
///
/// Wide and fullwidth characters take two (Unicode Standard Annex 11), combining and invisible ones none; ambiguous ones
/// take one, as terminals draw them unless they are told otherwise.
enum TextWidth {
    /// Returns the columns of a character; of several scalars, those of the widest.
    static func columns(of character: Character) -> Int {
        character.unicodeScalars.map(columns).max() ?? 0
    }

    /// Returns the columns of a text.
    static func columns(of text: some StringProtocol) -> Int {
        text.reduce(0) { $0 + columns(of: $1) }
    }

    /// Returns as much of the beginning as fits.
    static func prefix(of text: some StringProtocol, columns limit: Int) -> String {
        var (kept, used) = ("", 0)
        for character in text {
            used += columns(of: character)
            guard used <= limit else { break }
            kept.append(character)
        }
        return kept
    }

    /// Returns as much of the end as fits.
    static func suffix(of text: some StringProtocol, columns limit: Int) -> String {
        String(prefix(of: String(text.reversed()), columns: limit).reversed())
    }

    /// Breaks a text into lines, at spaces where there are some and anywhere between wide characters.
    ///
    /// - Parameters:
    ///   - text: Without line ends.
    ///   - limit: Columns in a line, 2 or more.
    /// - Returns: The lines; none for an empty text.
    static func wrap(_ text: String, columns limit: Int) -> [String] {
        var (lines, line) = ([String](), "")
        for piece in pieces(of: text) {
            if columns(of: line) + columns(of: piece.trimmedEnd) <= limit {
                line += piece
                continue
            }
            if !line.trimmedEnd.isEmpty { lines.append(line.trimmedEnd) }
            line = piece
            while columns(of: line.trimmedEnd) > limit {
                let head = prefix(of: line, columns: max(2, limit))
                lines.append(head)
                line.removeFirst(head.count)
            }
        }
        if !line.trimmedEnd.isEmpty { lines.append(line.trimmedEnd) }
        return lines
    }

    /// Words with the spaces behind them; a wide character is a word of its own, with the marks that may not begin a
    /// line.
    private static func pieces(of text: String) -> [String] {
        var pieces: [String] = []
        var isOpen = false
        for character in text {
            let isWide = columns(of: character) == 2
            let hangs = character == " " || "，。；：！？、）".contains(character)
            if !pieces.isEmpty, hangs || isOpen && !isWide {
                pieces[pieces.count - 1].append(character)
            } else {
                pieces.append(String(character))
            }
            isOpen = !isWide && character != " "
        }
        return pieces
    }

    private static func columns(of scalar: Unicode.Scalar) -> Int {
        switch scalar.properties.generalCategory {
        case .control, .format, .nonspacingMark, .enclosingMark, .lineSeparator, .paragraphSeparator: 0
        default: isWide(scalar.value) ? 2 : 1
        }
    }

    /// East Asian Width W and F (EastAsianWidth.txt), in the blocks that texts for people use.
    private static func isWide(_ value: UInt32) -> Bool {
        guard value >= 0x1100 else { return false }
        return wide.contains { $0.contains(value) }
    }

    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x231A...0x231B, 0x2329...0x232A, 0x23E9...0x23EC, 0x23F0...0x23F0, 0x23F3...0x23F3,
        0x25FD...0x25FE, 0x2614...0x2615, 0x2648...0x2653, 0x26A1...0x26A1, 0x26D4...0x26D4, 0x2705...0x2705,
        0x270A...0x270B, 0x274C...0x274C, 0x274E...0x274E, 0x2753...0x2755, 0x2757...0x2757, 0x2795...0x2797,
        0x2B1B...0x2B1C, 0x2B50...0x2B50, 0x2B55...0x2B55, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97C,
        0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6,
        0x1F004...0x1F004, 0x1F18E...0x1F18E, 0x1F191...0x1F19A, 0x1F200...0x1F320, 0x1F32D...0x1F64F,
        0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x1FA70...0x1FAFF, 0x20000...0x3FFFD,
    ]
}

extension String {
    fileprivate var trimmedEnd: String {
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }
}
