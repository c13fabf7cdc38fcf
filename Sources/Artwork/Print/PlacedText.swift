/// The type that a piece of a caption is set in.
enum Typeface: Sendable, Hashable, CaseIterable {
    case title, note, code

    /// The family that fontconfig is asked for; it finds the nearest where this one is missing.
    ///
    /// Cairo sets a line in one font, so the family must hold Chinese and Latin alike.
    var family: String {
        switch self {
        case .title, .note: "Noto Sans CJK SC"
        case .code: "Noto Sans Mono CJK SC"
        }
    }

    /// The height of the type, as a share of the sheet's.
    var share: Double {
        switch self {
        case .title: 1
        case .code: 0.95
        case .note: 0.8
        }
    }

    /// The most lines a text may take before it is set smaller or shortened.
    var highestLineCount: Int {
        switch self {
        case .title, .note: 2
        case .code: 3
        }
    }

    init(_ line: Sheet.Caption.Line) {
        switch line {
        case .title: self = .title
        case .code: self = .code
        case .note: self = .note
        }
    }
}

/// One line of words with its place on the page, in millimetres.
struct PlacedText: Sendable, Hashable {
    var text: String
    var face: Typeface
    var millimetres: Double
    var x: Double
    var baseline: Double
}

extension String {
    /// The text with a space for every control character, which a page cannot show and C would cut at.
    var printable: String {
        String(
            String.UnicodeScalarView(
                unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
    }

    /// The pieces that a line may end after: words, groups of a code, single Chinese characters.
    ///
    /// Closing punctuation stays with what it closes, as Chinese typesetting wants it.
    var breakable: [String] {
        var pieces: [String] = []
        var piece = ""
        for character in self {
            if piece.isEmpty, !pieces.isEmpty, "、。，．；：！？）》」』】”’…,.;:!?)".contains(character) {
                pieces[pieces.count - 1].append(character)
                continue
            }
            if character.isIdeographic, !piece.isEmpty {
                pieces.append(piece)
                piece = ""
            }
            piece.append(character)
            if character.isIdeographic || " -/·".contains(character) {
                pieces.append(piece)
                piece = ""
            }
        }
        return piece.isEmpty ? pieces : pieces + [piece]
    }
}

extension Character {
    fileprivate var isIdeographic: Bool { unicodeScalars.contains { $0.properties.isIdeographic } }
}
