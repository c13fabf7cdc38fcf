/// Keeps a cell from being run as a formula (OWASP, "CSV Injection"), in a way that can be undone.
///
/// A cell that begins with `=`, `+`, `-`, `@`, tab, carriage return, line feed or a full-width form of the four signs
/// gets an apostrophe in front. So does one that begins with apostrophes and then such a sign: taking one apostrophe
/// off gives back exactly what was there. `'t Hooft` is left alone.
package enum SpreadsheetText {
    /// U+FF1D, U+FF0B, U+FF0D, U+FF20: East Asian spreadsheets take these for `=`, `+`, `-`, `@`.
    private static let signs: Set<Unicode.Scalar> = [
        "=", "+", "-", "@", "\t", "\r", "\n", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}",
    ]

    /// Says whether a spreadsheet may take the text for a formula.
    ///
    /// Scalars are compared, not characters: `=` with a combining mark is one other character and still a formula.
    package static func isFormulaLike(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first else { return false }
        return signs.contains(first)
    }

    /// Returns the text as a cell that is shown and never run.
    package static func neutralised(_ text: String) -> String {
        needsApostrophe(text.unicodeScalars[...]) ? "'" + text : text
    }

    /// Returns the text that `neutralised` was given.
    package static func restored(_ cell: String) -> String {
        let scalars = cell.unicodeScalars
        guard scalars.first == "'" else { return cell }
        let rest = scalars.dropFirst()
        return needsApostrophe(rest) ? String(rest) : cell
    }

    private static func needsApostrophe(_ text: Substring.UnicodeScalarView) -> Bool {
        guard let sign = text.first(where: { $0 != "'" }) else { return false }
        return signs.contains(sign)
    }
}
