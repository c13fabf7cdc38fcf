/// Makes symbols to order, by the encoder that each needs.
///
/// The same order always gives the same modules. Both encoders make the same modules under the same mask, but may choose
/// different masks: libqrencode weighs patterns otherwise than the standard's text, which ``BulkEncoder`` goes by. Readers
/// read the same whatever the mask.
///
/// What symbols of a version and level share is kept from order to order. A value is used by one thread at a time.
public struct SymbolMaker: ~Copyable {
    private var bulk = BulkEncoder()

    /// Begins with nothing made.
    public init() {}

    /// Makes the smallest symbol that an order allows.
    ///
    /// - Parameter order: What the symbol shall hold.
    /// - Returns: The symbol; ``Symbol/features`` names what it really has, and ``Symbol/readerWarnings`` what that
    ///   means for readers.
    /// - Throws: ``EncodingError``.
    /// - Complexity: O(*n*) in the characters, then O(size²).
    public mutating func make(_ order: EncodingOrder) throws(EncodingError) -> Symbol {
        // Conflicts first, before anything that they make meaningless.
        let encoder = try order.chosenEncoder()
        guard order.family.versions.contains(order.minimumVersion) else {
            throw .unknownVersion(order.minimumVersion)
        }
        // A batch's usual order: its characters need not be looked at one by one.
        guard !order.features.isEmpty else { return try makePlain(order, encoder) }
        let (bytes, characters) = try order.divided()
        guard !bytes.isEmpty else { throw .empty }
        // Without such characters there is nothing that would be shorter in Kanji mode.
        if order.encoder == nil, order.allowsKanji, !characters.contains(where: { $0.kanji != nil }) {
            var plainer = order
            plainer.allowsKanji = false
            return try make(plainer)
        }
        let plan = try order.plan(bytes, characters)
        return try make(plan, encoder, order, payload: bytes)
    }

    /// Makes a symbol without features.
    private mutating func makePlain(
        _ order: EncodingOrder, _ encoder: EncoderKind
    ) throws(EncodingError) -> Symbol {
        let bytes =
            switch order.content {
            case .text(let text): Array(text.utf8)
            case .bytes(let bytes): bytes
            }
        switch encoder {
        case .bulk:
            let matrix = try bulk.encode(bytes, level: order.level, minimumVersion: order.minimumVersion)
            return Symbol(matrix, payload: bytes)
        case .libqrencode:
            return try Symbol(encoding: bytes, level: order.level, minimumVersion: order.minimumVersion)
        }
    }

    private mutating func make(
        _ plan: ModePlan, _ encoder: EncoderKind, _ order: EncodingOrder, payload: [UInt8]
    ) throws(EncodingError) -> Symbol {
        var features = order.features
        if !plan.usesKanji { features.remove(.kanji) }
        switch encoder {
        case .bulk:
            return Symbol(bulk.encodeGS1(plan, level: order.level), payload: payload, features: features)
        case .libqrencode:
            let rows = try SymbolEncoder.rows(for: plan, order: order)
            return Symbol(
                rows, family: order.family, version: plan.version, level: order.level, payload: payload,
                transmitted: (order.functionCharacter?.transmitted ?? []) + plan.transmitted,
                features: features, channel: order.channel)
        }
    }
}

extension Symbol {
    /// Makes a single symbol to order; for many, ``SymbolMaker`` is faster.
    ///
    /// - Parameter order: What the symbol shall hold.
    /// - Throws: ``EncodingError``.
    public init(_ order: EncodingOrder) throws(EncodingError) {
        var maker = SymbolMaker()
        self = try maker.make(order)
    }
}

extension EncodingOrder {
    /// Divides the content into segments for the smallest version that holds it and the headers.
    ///
    /// - Throws: ``EncodingError/tooLong(byteCount:bitCount:maximumBitCount:)`` and its like of Micro QR.
    func plan(_ bytes: [UInt8], _ characters: [DataCharacter]) throws(EncodingError) -> ModePlan {
        let classes = family == .qr ? VersionClass.full(level) : VersionClass.micro(level)
        let usable = classes.filter { $0.versions.upperBound >= minimumVersion }
        guard let maximum = usable.last?.capacities.last else {
            throw .noMicroLevel(level, minimumVersion: minimumVersion)
        }
        // Digits are the densest: three in ten bits. Anything longer fails before the search is paid for.
        let least = bytes.count * 10 / 3
        let found =
            least > maximum
            ? (plan: nil, bitCount: least)
            : planner(bytes, characters).plan(
                for: usable, minimumVersion: minimumVersion, prefixBitCount: headerBitCount,
                spareBitCount: channel == nil ? 0 : Self.channelSpareBitCount)
        if let plan = found.plan { return plan }
        guard family == .micro else {
            throw .tooLong(
                byteCount: bytes.count, bitCount: found.bitCount ?? least, maximumBitCount: maximum)
        }
        throw .tooLongForMicro(
            byteCount: bytes.count, bitCount: found.bitCount, maximumBitCount: maximum)
    }

    /// What divides the content by the order's rules.
    func planner(_ bytes: [UInt8], _ characters: [DataCharacter]) -> ModePlanner {
        ModePlanner(
            bytes: bytes, characters: characters, isFNC1: functionCharacter != nil, allowsKanji: allowsKanji)
    }

    /// The bits that libqrencode 4.1.1 reckons too much for an ECI header when it checks the version.
    ///
    /// They are 4 for each of the four bytes in which it keeps the designator. Without them left over it would go up a
    /// version by itself; only version 40 it leaves alone.
    private static let channelSpareBitCount = 16

    private var headerBitCount: Int {
        (channel?.headerBitCount ?? 0) + (functionCharacter?.headerBitCount ?? 0)
    }
}
