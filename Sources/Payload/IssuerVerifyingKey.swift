import Crypto

/// The public key with which tills check an issuer's tokens: Ed25519 (RFC 8032).
public struct IssuerVerifyingKey: Sendable {
    /// How many bytes a public key has.
    public static let byteCount = 32

    /// Which of the issuer's keys this is.
    public let keyID: UInt8

    private let key: Curve25519.Signing.PublicKey

    /// Takes a published key.
    ///
    /// - Parameters:
    ///   - keyID: Which of the issuer's keys this is.
    ///   - rawRepresentation: The 32 bytes of RFC 8032, section 5.1.2. They are not proven to be a point of the curve
    ///     here; a key that is none verifies nothing.
    /// - Throws: `ByteCountError` for another number of bytes.
    public init(keyID: UInt8, rawRepresentation: [UInt8]) throws(ByteCountError) {
        do {
            key = try Curve25519.Signing.PublicKey(rawRepresentation: rawRepresentation)
        } catch {
            throw ByteCountError(expected: Self.byteCount, found: rawRepresentation.count)
        }
        self.keyID = keyID
    }

    init(keyID: UInt8, key: Curve25519.Signing.PublicKey) {
        self.keyID = keyID
        self.key = key
    }

    /// The 32 bytes to publish.
    public var rawRepresentation: [UInt8] { Array(key.rawRepresentation) }

    /// Returns whether the signature is the key's, S < L included (RFC 8032, section 5.1.7).
    package func isValid(_ signature: [UInt8], over message: [UInt8]) -> Bool {
        key.isValidSignature(signature, for: message)
    }
}

extension IssuerVerifyingKey: Hashable {
    public static func == (left: IssuerVerifyingKey, right: IssuerVerifyingKey) -> Bool {
        left.keyID == right.keyID && left.rawRepresentation == right.rawRepresentation
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(keyID)
        hasher.combine(rawRepresentation)
    }
}
