/// How wide words are set, estimated without a font: in em, the height of the type.
///
/// Each number is the larger of the widths in Noto Sans CJK and DejaVu Sans, so that a text that is
/// said to fit does so in whichever of them the machine has.
enum EmWidth {
    static func of(_ text: String) -> Double {
        text.reduce(0) { $0 + of($1) }
    }

    static func of(_ character: Character) -> Double {
        guard let scalar = character.unicodeScalars.first else { return 0 }
        if let width = narrowAndWide[scalar] { return width }
        switch scalar.value {
        case 0x41...0x5A: return 0.77
        case 0x20...0x2AF: return 0.64
        default: return 1
        }
    }

    private static let narrowAndWide: [Unicode.Scalar: Double] = {
        let widths: [(String, Double)] = [
            (" '", 0.32), ("ijlI", 0.32), ("!(),-./:;|", 0.41), ("frt", 0.42), ("s", 0.53),
            ("mMwW%@", 1),
        ]
        let pairs = widths.flatMap { letters, width in letters.unicodeScalars.map { ($0, width) } }
        return Dictionary(uniqueKeysWithValues: pairs)
    }()

    /// Returns the text, or as much of it as fits with an ellipsis.
    static func shortened(_ text: String, to em: Double) -> String {
        guard of(text) > em else { return text }
        var kept = ""
        var width = 1.0
        for character in text {
            width += of(character)
            guard width <= em else { break }
            kept.append(character)
        }
        return kept + "…"
    }
}
