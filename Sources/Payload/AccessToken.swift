/// The bearer token of a terminal or a person: a prefix and 43 characters for 256 random bits.
///
/// The server keeps only ``digest``. The prefix lets secret scanners and people recognise a token that leaked.
public struct AccessToken: Sendable, Hashable, Concealed {
    /// Who holds a token; the raw value is what it begins with, and never changes.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// An enrolled device, and the workspace's owner.
        case terminal = "tst_"
        /// A person.
        case person = "tsp_"

        /// The kind that a text claims to be of by its first characters, whatever follows them.
        public init?(claimedBy text: some StringProtocol) {
            let kind = Self.allCases.first { text.utf8.starts(with: $0.rawValue.utf8) }
            guard let kind else { return nil }
            self = kind
        }
    }

    /// Who holds it.
    public let kind: Kind

    /// How many characters a token has: the prefix and 32 bytes in base 64.
    public static let characterCount = 47

    private let secret: Secret32

    /// Why a text is no token.
    public enum ParseError: Error, Sendable, Hashable {
        /// This many bytes of text instead of 47.
        case wrongLength(Int)
        /// It begins with no kind's prefix.
        case wrongPrefix
        /// This character is not in the alphabet of base 64 for URLs.
        case unreadable(Character)
        /// The last character has spare bits that are not zero: another spelling of the same bytes.
        case notCanonical
    }

    /// Makes a token.
    ///
    /// - Parameters:
    ///   - random: 32 bytes from a cryptographic source.
    ///   - kind: Who will hold it.
    /// - Throws: `ByteCountError` for another number of bytes.
    public init(random: [UInt8], kind: Kind = .terminal) throws(ByteCountError) {
        secret = try Secret32(bytes: random)
        self.kind = kind
    }

    /// Reads a token, exactly as it was given out.
    ///
    /// - Throws: `ParseError` with the first thing that is wrong.
    public init(parsing text: some StringProtocol) throws(ParseError) {
        let byteCount = text.utf8.count
        guard byteCount == Self.characterCount else { throw .wrongLength(byteCount) }
        guard let kind = Kind(claimedBy: text) else { throw .wrongPrefix }
        let values = text.utf8.dropFirst(kind.rawValue.utf8.count).compactMap(Base64URL.value)
        if let character = text.firstCharacter(unless: { Base64URL.value(of: $0) != nil }) {
            throw .unreadable(character)
        }
        guard let bytes = Base64URL.decode(values), let secret = try? Secret32(bytes: bytes) else {
            throw .notCanonical
        }
        self.secret = secret
        self.kind = kind
    }

    /// The token itself, shown once when it is made.
    public var text: String { kind.rawValue + Base64URL.encode(secret.bytes) }

    /// The SHA-256 of ``text``, for storage.
    ///
    /// A plain hash is enough, since 256 random bits cannot be tried.
    public var digest: Digest256 { Digest256(hashing: Array(text.utf8)) }

    /// Returns whether the token is the one whose digest was stored, in constant time.
    public func matches(_ stored: Digest256) -> Bool { digest.isEqual(constantTime: stored) }
}
