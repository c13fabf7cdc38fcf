/// What a symbol shall hold and how; ``SymbolMaker`` makes it.
public struct EncodingOrder: Sendable, Hashable {
    /// What a symbol holds.
    public enum Content: Sendable, Hashable {
        /// Written as UTF-8, or in the character set of the order's channel.
        case text(String)
        /// Written as they are; never in Kanji mode.
        case bytes([UInt8])
    }

    /// What the symbol holds; not empty.
    public var content: Content
    /// The error correction level; Micro QR has no ``CorrectionLevel/high``.
    public var level: CorrectionLevel
    /// The smallest version to use, 1 to 40, or 1 to 4 for Micro QR.
    public var minimumVersion: Int
    /// QR or Micro QR.
    public var family: Symbol.Family
    /// Whether characters of JIS X 0208 may be written in Kanji mode, where that is shorter.
    public var allowsKanji: Bool
    /// The channel of an ECI header; no header without it.
    public var channel: ExtendedChannel?
    /// The format that FNC1 announces; no FNC1 without it.
    public var functionCharacter: FunctionCharacter?
    /// What makes the symbol; without it the one that can, rather ``EncoderKind/bulk``.
    public var encoder: EncoderKind?

    /// Orders a symbol.
    public init(
        _ content: Content, level: CorrectionLevel = .medium, minimumVersion: Int = 1,
        family: Symbol.Family = .qr, allowsKanji: Bool = false, channel: ExtendedChannel? = nil,
        functionCharacter: FunctionCharacter? = nil, encoder: EncoderKind? = nil
    ) {
        self.content = content
        self.level = level
        self.minimumVersion = minimumVersion
        self.family = family
        self.allowsKanji = allowsKanji
        self.channel = channel
        self.functionCharacter = functionCharacter
        self.encoder = encoder
    }

    /// What the order asks of its encoder, whether the text makes use of it or not.
    public var features: Set<SymbolFeature> {
        var features: Set<SymbolFeature> = []
        if family == .micro { features.insert(.micro) }
        if allowsKanji { features.insert(.kanji) }
        if channel != nil { features.insert(.channel) }
        switch functionCharacter {
        case .gs1: features.insert(.gs1)
        case .industry: features.insert(.industry)
        case nil: break
        }
        return features
    }

    /// Chooses the encoder.
    ///
    /// - Parameter more: What is wanted beside what the order itself says.
    /// - Returns: The encoder that was asked for; otherwise bulk where it can, and libqrencode where it must.
    /// - Throws: ``EncodingError/conflict(_:_:)``, ``EncodingError/missingFeature(_:encoder:)``.
    func chosenEncoder(with more: Set<SymbolFeature> = []) throws(EncodingError) -> EncoderKind {
        let features = features.union(more)
        for (one, other) in Self.conflicts where features.contains(one) && features.contains(other) {
            throw .conflict(one, other)
        }
        let chosen =
            encoder ?? EncoderKind.allCases.first { features.isSubset(of: $0.features) } ?? .libqrencode
        for feature in SymbolFeature.allCases where features.contains(feature) {
            guard chosen.features.contains(feature) else {
                throw .missingFeature(feature, encoder: chosen)
            }
        }
        return chosen
    }

    /// What cannot be had together.
    ///
    /// Micro QR has no headers. A channel says what the bytes mean, and Kanji mode that they are Shift JIS: readers
    /// disagree on which holds. GS1 has neither Kanji nor channels (its own 82 characters, ISO/IEC 646), nor does it use
    /// structured append. A series repeats no headers: what they mean from the second symbol on readers disagree about.
    private static let conflicts: [(SymbolFeature, SymbolFeature)] = [
        (.kanji, .channel), (.kanji, .gs1), (.channel, .gs1),
        (.channel, .structuredAppend), (.gs1, .structuredAppend), (.industry, .structuredAppend),
        (.channel, .micro), (.gs1, .micro), (.industry, .micro), (.structuredAppend, .micro),
    ]

    /// The bytes of the content and the characters they divide into.
    func divided() throws(EncodingError) -> (bytes: [UInt8], characters: [DataCharacter]) {
        switch (content, channel) {
        case (.text(let text), .some(let channel)):
            let bytes = try channel.bytes(of: text)
            return (bytes, DataCharacter.bytes(bytes))
        case (.text(let text), nil): return (Array(text.utf8), DataCharacter.scalars(of: text))
        case (.bytes(let bytes), _): return (bytes, DataCharacter.bytes(bytes))
        }
    }
}
