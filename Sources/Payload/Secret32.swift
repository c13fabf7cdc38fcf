import Crypto

/// A symmetric key of 32 bytes, from which others are derived.
///
/// The memory is wiped when the last copy goes away, and two secrets are compared in constant time.
public struct Secret32: Sendable, Concealed {
    /// How many bytes a secret has.
    public static let byteCount = 32

    let key: SymmetricKey

    /// Takes the bytes of a key, which must come from a cryptographic source.
    ///
    /// - Throws: `ByteCountError` unless there are 32.
    public init(bytes: [UInt8]) throws(ByteCountError) {
        self.init(SymmetricKey(data: try ByteCountError.check(bytes, expected: Self.byteCount)))
    }

    private init(_ key: SymmetricKey) {
        self.key = key
    }

    /// The bytes, for the key file and nothing else.
    public var bytes: [UInt8] { key.withUnsafeBytes { Array($0) } }

    /// Returns the key for one purpose, by HKDF-SHA256 (RFC 5869) with no salt and the label as info.
    ///
    /// Keys of different labels say nothing about each other or about this one.
    public func derive(label: String) -> Secret32 {
        Secret32(
            HKDF<SHA256>.deriveKey(
                inputKeyMaterial: key, info: Array(label.utf8), outputByteCount: Self.byteCount))
    }
}

extension Secret32: Hashable {
    /// Compares in constant time.
    public static func == (left: Secret32, right: Secret32) -> Bool { left.key == right.key }

    public func hash(into hasher: inout Hasher) {
        key.withUnsafeBytes { hasher.combine(bytes: $0) }
    }
}
