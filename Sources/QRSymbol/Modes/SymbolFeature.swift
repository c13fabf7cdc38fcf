/// What a symbol may have beside digits, upper-case text and bytes.
public enum SymbolFeature: String, Sendable, Hashable, CaseIterable {
    /// Characters of JIS X 0208 in Kanji mode.
    case kanji
    /// An ECI header.
    case channel
    /// FNC1 in first position.
    case gs1
    /// FNC1 in second position.
    case industry
    /// One of several symbols that together hold a text.
    case structuredAppend
    /// Micro QR, versions M1 to M4.
    case micro
}

/// What makes symbols.
public enum EncoderKind: String, Sendable, Hashable, CaseIterable {
    /// ``BulkEncoder``, for speed.
    case bulk
    /// The C library libqrencode, for all modes.
    case libqrencode

    /// What the encoder can write.
    ///
    /// libqrencode up to 4.1.1, the latest, refuses FNC1 in first position (its check of the header fails by mistake), and
    /// its alphanumeric mode does not double percent signs. So GS1 is written by ``BulkEncoder``.
    public var features: Set<SymbolFeature> {
        switch self {
        case .bulk: [.gs1]
        case .libqrencode: [.kanji, .channel, .industry, .structuredAppend, .micro]
        }
    }
}

/// Why some readers may not read a symbol, or show something else than its text.
public enum ReaderWarning: String, Sendable, Hashable, CaseIterable {
    /// WeChat's scanner does not read Micro QR, and neither does ZBar.
    case microQR
    /// WeChat's scanner does not read Kanji mode: it gets bytes that are not UTF-8.
    case kanji
    /// A character set other than UTF-8: WeChat's scanner fails on bytes that are not UTF-8, and many readers ignore the
    /// header. It reads UTF-8 with and without a header.
    case characterSet
    /// Readers that do not know FNC1 show the text without its meaning, and percent signs doubled.
    case functionCharacter
    /// WeChat's scanner reads one symbol of several as if it were the whole, as most telephones do.
    case structuredAppend

    /// The warning in a sentence, for a person.
    public var sentence: String {
        switch self {
        case .microQR: "WeChat's scanner and many telephones do not read Micro QR."
        case .kanji: "WeChat's scanner does not read Kanji mode; without it the text is written as UTF-8."
        case .characterSet:
            "WeChat's scanner fails on text that is not UTF-8, and many readers ignore the ECI header that names it."
        case .functionCharacter:
            "Readers that do not know FNC1 show the fields without their meaning, and percent signs doubled."
        case .structuredAppend:
            "WeChat's scanner and most telephones read one symbol of the series as if it were the whole."
        }
    }
}

extension Symbol {
    /// What to say to a person who wants this symbol, in a fixed order; empty for what every reader reads.
    public var readerWarnings: [ReaderWarning] {
        ReaderWarning.allCases.filter { warning in
            switch warning {
            case .microQR: features.contains(.micro)
            case .kanji: features.contains(.kanji)
            case .characterSet: features.contains(.channel) && channel != .utf8 && channel != .ascii
            case .functionCharacter: features.contains(.gs1) || features.contains(.industry)
            case .structuredAppend: features.contains(.structuredAppend)
            }
        }
    }
}
