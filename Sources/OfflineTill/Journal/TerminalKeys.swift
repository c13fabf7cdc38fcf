import Crypto
package import Payload

/// The private key with which a terminal signs its journal: Ed25519 (RFC 8032).
package struct TerminalSigningKey: Sendable, Concealed {
    /// 32 bytes (RFC 8032, section 5.1.5: the private key is its seed).
    package static let seedByteCount = 32

    private let key: Curve25519.Signing.PrivateKey

    /// Makes the key that follows from a seed.
    ///
    /// - Parameter seed: 32 bytes from a cryptographic source, or from the terminal's key file.
    /// - Throws: `ByteCountError` for another number of bytes.
    package init(seed: [UInt8]) throws(ByteCountError) {
        do {
            key = try Curve25519.Signing.PrivateKey(rawRepresentation: seed)
        } catch {
            throw ByteCountError(expected: Self.seedByteCount, found: seed.count)
        }
    }

    /// The seed, for the key file and nothing else.
    package var seed: [UInt8] { Array(key.rawRepresentation) }

    /// The key that the server keeps of an enrolled terminal.
    package var publicKey: TerminalVerifyingKey { TerminalVerifyingKey(key: key.publicKey) }

    /// Returns the 64 bytes of a signature, or `nil` if the cryptographic library fails.
    func signature(over message: [UInt8]) -> [UInt8]? {
        (try? key.signature(for: message)).map { Array($0) }
    }
}

/// The public key by which a terminal's journal is verified.
package struct TerminalVerifyingKey: Sendable {
    private let key: Curve25519.Signing.PublicKey

    /// Takes a key as the server keeps it.
    ///
    /// - Parameter rawRepresentation: The 32 bytes of RFC 8032, section 5.1.2.
    /// - Throws: `ByteCountError` for another number of bytes.
    package init(rawRepresentation: [UInt8]) throws(ByteCountError) {
        do {
            key = try Curve25519.Signing.PublicKey(rawRepresentation: rawRepresentation)
        } catch {
            throw ByteCountError(expected: 32, found: rawRepresentation.count)
        }
    }

    fileprivate init(key: Curve25519.Signing.PublicKey) {
        self.key = key
    }

    /// The 32 bytes to keep.
    package var rawRepresentation: [UInt8] { Array(key.rawRepresentation) }

    /// Returns whether the signature is the key's (RFC 8032, section 5.1.7).
    func isValid(_ signature: [UInt8], over message: [UInt8]) -> Bool {
        key.isValidSignature(signature, for: message)
    }
}

extension TerminalVerifyingKey: Hashable {
    package static func == (left: TerminalVerifyingKey, right: TerminalVerifyingKey) -> Bool {
        left.rawRepresentation == right.rawRepresentation
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(rawRepresentation) }
}
