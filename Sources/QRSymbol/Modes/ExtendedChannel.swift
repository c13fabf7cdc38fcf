/// What the bytes of a symbol mean, said by an ECI header, ISO/IEC 18004, 7.4.2.
///
/// Without one readers guess, and guess UTF-8 right; a header is for those that insist.
public struct ExtendedChannel: Sendable, Hashable {
    /// The designators that are written.
    ///
    /// The standard's end at 999,999, but libqrencode up to 4.1.1, the latest, writes those of three bytes with a wrong
    /// prefix (0x0C for 0xC0), so that no reader understands them. Of the assigned ones all are below 1,000.
    public static let designators = 0...16_383

    /// The number that the header holds.
    public let designator: Int

    /// Takes a number of the register of AIM, "Extended Channel Interpretations, Part 3".
    ///
    /// - Throws: ``EncodingError/channel(designator:allowed:)``.
    public init(_ designator: Int) throws(EncodingError) {
        guard Self.designators.contains(designator) else {
            throw .channel(designator: designator, allowed: Self.designators)
        }
        self.init(known: designator)
    }

    /// ISO/IEC 8859-1, Western European.
    public static let latin1 = ExtendedChannel(known: 3)
    /// Shift JIS, Japanese.
    public static let shiftJIS = ExtendedChannel(known: 20)
    /// UTF-16, the more significant byte first.
    public static let utf16 = ExtendedChannel(known: 25)
    /// UTF-8.
    public static let utf8 = ExtendedChannel(known: 26)
    /// ISO/IEC 646, US-ASCII.
    public static let ascii = ExtendedChannel(known: 27)
    /// Big5, traditional Chinese.
    public static let big5 = ExtendedChannel(known: 28)
    /// GB 18030, Chinese.
    public static let gb18030 = ExtendedChannel(known: 32)
    /// Bytes that are no text.
    public static let binary = ExtendedChannel(known: 899)

    /// The channels that have a name here, and the names of their character sets.
    public static let named: [(name: String, channel: ExtendedChannel)] = [
        ("ISO-8859-1", .latin1), ("SHIFT_JIS", .shiftJIS), ("UTF-16BE", .utf16), ("UTF-8", .utf8),
        ("US-ASCII", .ascii), ("BIG5", .big5), ("GB18030", .gb18030), ("BINARY", .binary),
    ]

    /// The name of the character set, as in ``named``; `nil` for other channels.
    public var name: String? { Self.named.first { $0.channel == self }?.name }

    /// The bits of the header: the mode indicator and one or two bytes.
    var headerBitCount: Int { 4 + (designator < 128 ? 8 : 16) }

    private init(known designator: Int) { self.designator = designator }

    /// Writes a text in the channel's character set.
    ///
    /// - Throws: ``EncodingError/unwritable(_:designator:)`` for a text that the set, or this computer's C library,
    ///   cannot write; and for a channel without name, whose bytes only the caller knows.
    func bytes(of text: String) throws(EncodingError) -> [UInt8] {
        let utf8 = Array(text.utf8)
        if self == .utf8 { return utf8 }
        guard let name, self != .binary, let bytes = CharacterConversion.bytes(of: utf8, in: name) else {
            throw .unwritable(text, designator: designator)
        }
        return bytes
    }
}
