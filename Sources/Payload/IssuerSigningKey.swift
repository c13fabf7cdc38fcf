import Crypto

/// The private key with which an issuer signs tokens: Ed25519 (RFC 8032).
public struct IssuerSigningKey: Sendable, Concealed {
    /// How many bytes a seed has (RFC 8032, section 5.1.5: the private key is its seed).
    public static let seedByteCount = 32

    /// Which of the issuer's keys this is; it travels in every token.
    public let keyID: UInt8

    private let key: Curve25519.Signing.PrivateKey

    /// Makes the key that follows from a seed.
    ///
    /// - Parameters:
    ///   - keyID: Which of the issuer's keys this is.
    ///   - seed: 32 bytes from a cryptographic source, or from ``seed`` of a stored key.
    /// - Throws: `ByteCountError` for another number of bytes.
    public init(keyID: UInt8, seed: [UInt8]) throws(ByteCountError) {
        do {
            key = try Curve25519.Signing.PrivateKey(rawRepresentation: seed)
        } catch {
            throw ByteCountError(expected: Self.seedByteCount, found: seed.count)
        }
        self.keyID = keyID
    }

    /// The seed, for the key file and nothing else.
    public var seed: [UInt8] { Array(key.rawRepresentation) }

    /// The key that tills get.
    public var publicKey: IssuerVerifyingKey {
        IssuerVerifyingKey(keyID: keyID, key: key.publicKey)
    }

    /// Returns the 64 bytes of a signature, or `nil` if the cryptographic library fails.
    package func signature(over message: [UInt8]) -> [UInt8]? {
        (try? key.signature(for: message)).map { Array($0) }
    }
}

extension IssuerSigningKey: Hashable {
    /// Two keys are equal when their public keys and ids are.
    public static func == (left: IssuerSigningKey, right: IssuerSigningKey) -> Bool {
        left.publicKey == right.publicKey
    }

    public func hash(into hasher: inout Hasher) { hasher.combine(publicKey) }
}
