import Crypto

/// Encrypts what must be shown again, such as a member's phone number: AES-256-GCM (NIST SP 800-38D).
///
/// A sealed value is the nonce (12 bytes), the ciphertext (as long as the plaintext) and the tag (16 bytes).
public struct Vault: Sendable, Hashable, Concealed {
    /// How many bytes a nonce has.
    public static let nonceByteCount = 12

    /// How many bytes a sealed value has beyond its plaintext.
    public static let overheadByteCount = 28

    private let key: Secret32

    /// Why a value cannot be sealed or opened.
    public enum VaultError: Error, Sendable, Hashable {
        /// The nonce has this many bytes instead of 12.
        case nonceLength(Int)
        /// The sealed value has this many bytes, fewer than nonce and tag alone.
        case tooShort(Int)
        /// Sealed with another key or for another context, or altered since; it is not said which.
        case notAuthentic
        /// The cryptographic library failed, which it documents but has no known cause.
        case libraryFailed
    }

    /// Uses a key, which should serve nothing else.
    public init(key: Secret32) {
        self.key = key
    }

    /// Returns the sealed form.
    ///
    /// - Parameters:
    ///   - plaintext: What to hide; its length is not hidden.
    ///   - nonce: 12 bytes never used before with this key: a repeated nonce breaks the cipher. Random ones are safe
    ///     for 2³² values (SP 800-38D, section 8.3).
    ///   - context: What the value belongs to, such as table, column and row, so that it cannot be moved to another.
    /// - Returns: Nonce, ciphertext and tag.
    /// - Throws: `VaultError.nonceLength`.
    public func seal(_ plaintext: [UInt8], nonce: [UInt8], context: [UInt8]) throws(VaultError) -> [UInt8] {
        guard nonce.count == Self.nonceByteCount else { throw .nonceLength(nonce.count) }
        do {
            let box = try AES.GCM.seal(
                plaintext, using: key.key, nonce: AES.GCM.Nonce(data: nonce), authenticating: context)
            // In one array: a list of a million has millions of values.
            var sealed: [UInt8] = []
            sealed.reserveCapacity(plaintext.count + Self.overheadByteCount)
            sealed.append(contentsOf: nonce)
            sealed.append(contentsOf: box.ciphertext)
            sealed.append(contentsOf: box.tag)
            return sealed
        } catch {
            throw .libraryFailed
        }
    }

    /// Returns the plaintext of a sealed value.
    ///
    /// - Parameters:
    ///   - sealed: What ``seal(_:nonce:context:)`` returned.
    ///   - context: The context that was given then.
    /// - Returns: The bytes that were sealed.
    /// - Throws: `VaultError.tooShort` or `VaultError.notAuthentic`.
    public func open(_ sealed: [UInt8], context: [UInt8]) throws(VaultError) -> [UInt8] {
        guard sealed.count >= Self.overheadByteCount else { throw .tooShort(sealed.count) }
        do {
            let box = try AES.GCM.SealedBox(combined: sealed)
            return Array(try AES.GCM.open(box, using: key.key, authenticating: context))
        } catch {
            throw .notAuthentic
        }
    }
}
