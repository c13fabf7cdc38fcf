/// A coupon that proves its origin: 22 bytes of claims and the issuer's signature, as 129 characters.
///
/// A till verifies it without a network. A signature says who issued the coupon and never that it is unused:
/// that is for the ledger, by the coupon's number. Two tokens for one coupon are one coupon, so nothing is ever
/// keyed by a token's text.
public struct SignedToken: Sendable, Hashable {
    /// What the token states, which nobody has checked before ``verified(by:)`` returns it.
    public let unverifiedClaims: SignedClaims

    private let signature: [UInt8]

    /// How many bytes an Ed25519 signature has.
    private static let signatureByteCount = 64

    /// How many bytes a token has: 22 of claims, 64 of signature.
    public static let byteCount = SignedClaims.byteCount + signatureByteCount

    /// How many characters its text has: 129.
    public static let characterCount = Base41.characterCount(forBytes: byteCount)

    /// Keeps token signatures apart from every other use of the key; 16 bytes with the final zero.
    private static let domain = Array("tessera token 1\0".utf8)

    private static func message(_ claims: SignedClaims) -> [UInt8] { domain + claims.packed }

    /// The canonical and only text, in base 41.
    public var text: String { Base41.encode(unverifiedClaims.packed + signature) }
}

extension SignedToken {
    /// Why claims cannot be signed.
    public enum SigningError: Error, Sendable, Hashable {
        /// The claims name another key than the one given.
        case otherKey(claimed: UInt8, given: UInt8)
        /// The cryptographic library failed, which it documents but has no known cause.
        case libraryFailed
    }

    /// Signs claims.
    ///
    /// The same claims and key give the same token on Linux, where Ed25519 is deterministic as RFC 8032 says. Apple's
    /// CryptoKit adds randomness: another signature each time, and all of them valid.
    ///
    /// - Parameters:
    ///   - claims: What the token states.
    ///   - key: The issuer's key, with the id that the claims name.
    /// - Throws: `SigningError` if it is another key.
    public init(signing claims: SignedClaims, with key: IssuerSigningKey) throws(SigningError) {
        guard claims.keyID == key.keyID else { throw .otherKey(claimed: claims.keyID, given: key.keyID) }
        guard let signature = key.signature(over: Self.message(claims)) else { throw .libraryFailed }
        unverifiedClaims = claims
        self.signature = signature
    }
}

extension SignedToken {
    /// Why a text does not have the form of a token.
    public enum ParseError: Error, Sendable, Hashable {
        /// This many bytes of text instead of 129.
        case wrongLength(Int)
        /// It is not canonical base 41.
        case spelling(Base41.DecodingError)
        /// The first 22 bytes are no claims.
        case claims(SignedClaims.FormError)
    }

    /// Reads a token's form; its signature is checked by ``verified(by:)``.
    ///
    /// Only the one canonical spelling is read: capital letters, no separators, no spaces.
    ///
    /// - Throws: `ParseError` with the first thing that is wrong.
    public init(parsing text: some StringProtocol) throws(ParseError) {
        let byteCount = text.utf8.count
        guard byteCount == Self.characterCount else { throw .wrongLength(byteCount) }
        let bytes: [UInt8]
        do { bytes = try Base41.decode(text) } catch { throw .spelling(error) }
        do {
            unverifiedClaims = try SignedClaims(packed: bytes.prefix(SignedClaims.byteCount))
        } catch {
            throw .claims(error)
        }
        signature = Array(bytes.dropFirst(SignedClaims.byteCount))
    }
}

extension SignedToken {
    /// Why a well-formed token is not to be believed.
    public enum VerificationError: Error, Sendable, Hashable {
        /// No trusted key has the id that the token names.
        case unknownKey(UInt8)
        /// The signature is not the key's: forged, altered or of another issuer.
        case badSignature
    }

    /// Returns the claims if a trusted key has signed them.
    ///
    /// Refuses S ≥ L, so that nobody can derive a second valid token from a first (RFC 8032, section 8.4). A token
    /// of an unknown key costs the same work as a forged one: it is held against another key for nothing.
    ///
    /// - Throws: `VerificationError`.
    public func verified(by keyring: IssuerKeyring) throws(VerificationError) -> SignedClaims {
        guard let key = keyring[unverifiedClaims.keyID] else {
            _ = keyring.keys.last?.isValid(signature, over: Self.message(unverifiedClaims))
            throw .unknownKey(unverifiedClaims.keyID)
        }
        guard key.isValid(signature, over: Self.message(unverifiedClaims)) else { throw .badSignature }
        return unverifiedClaims
    }
}
