/// A status list, or what changed in it, signed by the issuer: a Status List Token in the form of a CWT
/// (draft-ietf-oauth-status-list, section 5.2).
///
/// Why CBOR and not JSON: a list of a million coupons with 1 % marked has 14 to 17 kB after compression. In a JWT it
/// would be written in base 64 twice, in 26 to 30 kB.
public struct StatusListToken: Sendable, Hashable {
    /// The type of a token with a whole list, which is also its media type.
    public static let listType = "application/statuslist+cwt"
    /// The type of a token with changes only, which is also its media type.
    public static let changesType = "application/vnd.tessera.statuschanges+cwt"

    /// The largest list, which does not shrink, with 64 kB for what is around it.
    public static let maximumByteCount = StatusList.maximumByteCount + 65_536

    /// Five minutes: a till's clock may be slow by so much, and a fresh list is none the worse.
    public static let clockTolerance: Int64 = 300

    /// What the token states, which nobody has checked before ``list(of:replacing:by:at:)`` has.
    public let unverifiedClaims: Claims
    /// What the token holds, which nobody has checked either.
    public let unverifiedContent: Content
    private let statement: SignedStatement

    /// What a token states beside its list.
    public struct Claims: Sendable, Hashable {
        /// Which list it is: the address where it is fetched.
        public let uri: String
        /// When the list was read, in seconds since 1970: what a cashier is told as its age.
        public let issuedAt: Int64
        /// From when on nobody may go by it, in seconds since 1970.
        public let expiresAt: Int64
        /// After how many seconds a fresh one should be fetched.
        public let timeToLive: Int64

        public init(uri: String, issuedAt: Int64, expiresAt: Int64, timeToLive: Int64) {
            (self.uri, self.issuedAt) = (uri, issuedAt)
            (self.expiresAt, self.timeToLive) = (expiresAt, timeToLive)
        }
    }

    /// What a token holds.
    public enum Content: Sendable, Hashable {
        /// The whole list as a zlib stream (RFC 1950).
        case list(compressed: [UInt8])
        /// What changed since an earlier list.
        case changes(StatusListChanges)
    }

    /// The bytes to send or to keep.
    public var bytes: [UInt8] { statement.bytes }

    /// The media type to send them as.
    public var mediaType: String { statement.type }
}

extension StatusListToken {
    /// Signs a list or changes.
    ///
    /// - Parameters:
    ///   - claims: What the token states.
    ///   - content: What it holds.
    ///   - key: The issuer's key.
    /// - Throws: `libraryFailed` if the cryptographic library cannot sign.
    public init(
        signing claims: Claims, _ content: Content, with key: IssuerSigningKey
    ) throws(SignedToken.SigningError) {
        let type: String =
            switch content {
            case .list: Self.listType
            case .changes: Self.changesType
            }
        let payload = Self.payload(claims, content).encoded
        guard let statement = SignedStatement(signing: payload, type: type, with: key) else {
            throw .libraryFailed
        }
        (unverifiedClaims, unverifiedContent, self.statement) = (claims, content, statement)
    }

    /// Reads a token's form; who signed it is checked by ``list(of:replacing:by:at:)``.
    ///
    /// - Throws: ``Refusal/malformed``.
    public init(parsing bytes: [UInt8]) throws(Refusal) {
        guard bytes.count <= Self.maximumByteCount, let statement = try? SignedStatement(parsing: bytes),
            let payload = try? CBORReader.read(statement.payload), let claims = Self.claims(in: payload),
            let content = Self.content(in: payload, type: statement.type)
        else { throw .malformed }
        (unverifiedClaims, unverifiedContent, self.statement) = (claims, content, statement)
    }
}

extension StatusListToken {
    /// Why a token is not gone by; raw values are wire format.
    public enum Refusal: String, Error, Sendable, Hashable, CaseIterable {
        /// It is no such token, or its list cannot be read.
        case malformed
        /// No trusted key has the id that it names.
        case unknownKey = "unknown_key"
        /// The signature is not the key's: forged or altered.
        case badSignature = "bad_signature"
        /// It is the list of another batch or of another issuer.
        case otherList = "other_list"
        /// It comes from the future, or the till's clock is slow.
        case notYetValid = "not_yet_valid"
        /// It is too old to go by.
        case expired = "expired_list"
        /// It holds changes of a list that the till does not have.
        case otherBase = "other_base"

        /// What a person is told.
        public var sentence: String {
            switch self {
            case .malformed: "This is no status list, or it is damaged."
            case .unknownKey: "The status list is signed by a key that is not among the issuer's."
            case .badSignature: "The status list's signature is not the issuer's: it was forged or changed."
            case .otherList: "This is the status list of other coupons."
            case .notYetValid: "The status list is from the future: look at this device's clock."
            case .expired: "The status list is too old to go by: fetch a fresh one."
            case .otherBase: "These are the changes of another status list: fetch the whole list."
            }
        }
    }

    /// Returns the list, if the issuer signed it, it is the right one, and it is not too old.
    ///
    /// - Parameters:
    ///   - uri: The list that is wanted.
    ///   - held: The list that the till has, for a token with changes.
    ///   - keyring: The keys that the till trusts.
    ///   - now: Seconds since 1970.
    /// - Returns: The whole list.
    /// - Throws: `Refusal`, the signature looked at before anything that it covers.
    public func list(
        of uri: String, replacing held: StatusList? = nil, by keyring: IssuerKeyring, at now: Int64
    ) throws(Refusal) -> StatusList {
        guard let key = keyring[statement.keyID] else { throw .unknownKey }
        guard statement.isSigned(by: key) else { throw .badSignature }
        guard unverifiedClaims.uri == uri else { throw .otherList }
        guard unverifiedClaims.issuedAt <= now + Self.clockTolerance else { throw .notYetValid }
        guard now < unverifiedClaims.expiresAt else { throw .expired }
        switch unverifiedContent {
        case .changes(let changes):
            guard let held else { throw .otherBase }
            return try changes.applied(to: held)
        case .list(let compressed):
            guard let list = StatusList(compressed: compressed) else { throw .malformed }
            return list
        }
    }
}
