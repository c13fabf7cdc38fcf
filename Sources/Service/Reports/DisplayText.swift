/// Text as a terminal shows it.
enum DisplayText {
    /// Returns the text in one line, without characters that move a terminal's cursor or change its colours.
    static func printable(_ text: String) -> String {
        var kept = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator: kept.append(" ")
            case .format: break
            default: kept.append(scalar)
            }
        }
        return String(kept)
    }

    /// Returns how many columns of a terminal the text takes: two for Chinese, Japanese and Korean characters.
    ///
    /// - Complexity: O(n) in the scalars.
    static func width(of text: String) -> Int {
        text.reduce(0) { $0 + ($1.unicodeScalars.map(width(of:)).max() ?? 0) }
    }

    /// The East Asian width (Unicode Standard Annex 11) as far as terminals agree about it.
    private static func width(of scalar: Unicode.Scalar) -> Int {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control: return 0
        default: break
        }
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
            0xA000...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF00...0xFF60,
            0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
            return 2
        default: return 1
        }
    }
}
