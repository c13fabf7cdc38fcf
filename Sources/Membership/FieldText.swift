/// Cleans text that people and programs left in a list.
enum FieldText {
    /// Returns the text without white space at either end.
    static func trimmed(_ text: some StringProtocol) -> String {
        // Nearly every field begins and ends with a letter or digit of ASCII, or is empty.
        let scalars = text.unicodeScalars
        guard let start = scalars.first, let end = scalars.last else { return "" }
        if isPlain(start), isPlain(end) { return String(text) }
        guard let first = text.firstIndex(where: { !$0.isWhitespace }),
            let last = text.lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(text[first...last])
    }

    /// Whether it is of ASCII and shows something.
    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool { (0x21...0x7E).contains(scalar.value) }

    /// Returns the text in one line: each run of white space, line breaks and wide spaces too, becomes one space.
    static func singleSpaced(_ text: String) -> String {
        isSingleSpaced(text)
            ? text : text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// Whether there is no white space but single spaces inside.
    private static func isSingleSpaced(_ text: String) -> Bool {
        var last: Unicode.Scalar = " "
        for scalar in text.unicodeScalars {
            if scalar == " " {
                guard last != " " else { return false }
            } else if scalar.properties.isWhitespace {
                return false
            }
            last = scalar
        }
        return last != " " || text.isEmpty
    }

    /// Returns the text without characters that show nothing and do harm.
    ///
    /// Those are C0 and C1 controls but tab and line ends, and the marks that turn the direction of what follows
    /// (U+202A to U+202E, U+2066 to U+2069), with which a name can rearrange the rest of a line on a till's screen.
    static func withoutControls(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isHarmful) else { return text }
        var kept = String.UnicodeScalarView()
        kept.append(contentsOf: text.unicodeScalars.lazy.filter { !isHarmful($0) })
        return String(kept)
    }

    private static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D: false
        case 0x00...0x1F, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}
