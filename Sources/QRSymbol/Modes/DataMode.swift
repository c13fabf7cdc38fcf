/// How the standard writes characters into bits, all four modes of ISO/IEC 18004, 7.4.3 to 7.4.6.
enum DataMode: Int, CaseIterable, Sendable {
    case numeric
    case alphanumeric
    case byte
    case kanji

    /// The cost of a character in sixths of a bit, so that thirds and halves stay integers; `nil` when the mode cannot
    /// hold it.
    func sixths(for character: DataCharacter, isFNC1: Bool) -> Int? {
        switch self {
        case .numeric: character.isDigit ? 20 : nil
        case .alphanumeric: character.alphanumericCount(isFNC1: isFNC1).map { $0 * 33 }
        case .byte: character.range.count * 48
        case .kanji: character.kanji.map { _ in 78 }
        }
    }
}

/// What a mode writes as a whole: a byte, or a character of several.
struct DataCharacter: Hashable, Sendable {
    /// The function character between the fields of GS1 and of industry formats, GS of ISO/IEC 646.
    static let separator: UInt8 = 0x1D
    /// What stands for the separator in alphanumeric mode, and is doubled to stand for itself.
    static let percent = UInt8(ascii: "%")

    /// Its bytes' places.
    var range: Range<Int>
    /// Its only byte; `nil` when there are several.
    var byte: UInt8?
    /// Its code in Shift JIS, where Kanji mode may hold it.
    var kanji: UInt16?
    /// Whether it is a separator right before a percent sign or another separator, see ``ModePlanner``.
    var isSeparatorBeforePercent = false

    var isDigit: Bool { byte.map { (0x30...0x39).contains($0) } ?? false }

    /// How many alphanumeric characters stand for it; `nil` when none can.
    ///
    /// With FNC1 the percent sign is the separator and two of them are a percent sign, ISO/IEC 18004, 7.4.8.2.
    func alphanumericCount(isFNC1: Bool) -> Int? {
        guard let byte else { return nil }
        if isFNC1, byte == Self.separator { return isSeparatorBeforePercent ? nil : 1 }
        if isFNC1, byte == Self.percent { return 2 }
        return SegmentMode.alphanumeric.sixths(for: byte) == nil ? nil : 1
    }

    /// Divides bytes one by one.
    static func bytes(_ bytes: [UInt8]) -> [DataCharacter] {
        bytes.indices.map { DataCharacter(range: $0..<$0 + 1, byte: bytes[$0]) }
    }

    /// Divides a text into its scalars, with their codes in Shift JIS where they have one.
    static func scalars(of text: String) -> [DataCharacter] {
        var start = 0
        return text.unicodeScalars.map { scalar in
            let range = start..<start + UTF8.width(scalar)
            start = range.upperBound
            return DataCharacter(
                range: range, byte: scalar.isASCII ? UInt8(scalar.value) : nil,
                kanji: KanjiCode.shiftJIS(of: scalar))
        }
    }
}
