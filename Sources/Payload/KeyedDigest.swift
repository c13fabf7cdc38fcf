import Crypto

/// The HMAC-SHA256 of something under a secret (RFC 2104).
///
/// Finds personal data without storing it: the hash of a phone number alone is undone by trying all numbers, the
/// keyed hash is not. Digests are compared in constant time.
public struct KeyedDigest: Sendable, Hashable {
    /// How many bytes a digest has.
    public static let byteCount = 32

    private let value: Bytes32

    /// Authenticates bytes under a key.
    ///
    /// - Parameters:
    ///   - message: The bytes; join several fields only in a way that can be taken apart again.
    ///   - key: A key for this purpose alone, as from ``Secret32/derive(label:)``.
    /// - Complexity: O(*n*)
    public init(of message: [UInt8], key: Secret32) {
        self.init(HMAC<SHA256>.authenticationCode(for: message, using: key.key))
    }

    private init(_ code: HMAC<SHA256>.MAC) {
        value = code.withUnsafeBytes { Bytes32(loading: $0) }
    }

    /// A key that was taken in already: half of the work of a short message.
    public struct Prepared: Sendable {
        private let start: HMAC<SHA256>

        /// Takes in a key, as for ``KeyedDigest/init(of:key:)``.
        public init(_ key: Secret32) {
            start = HMAC<SHA256>(key: key.key)
        }

        /// Authenticates bytes under the key.
        ///
        /// - Complexity: O(*n*)
        public func digest(of message: [UInt8]) -> KeyedDigest {
            var code = start
            code.update(data: message)
            return KeyedDigest(code.finalize())
        }
    }

    /// Takes a digest that was stored.
    ///
    /// - Throws: `ByteCountError` unless there are 32 bytes.
    public init(bytes: [UInt8]) throws(ByteCountError) {
        value = try Bytes32(bytes)
    }

    /// All 32 bytes.
    public var bytes: [UInt8] { value.bytes }

    /// The 64 small hexadecimal digits.
    public var hex: String { Hex.encode(bytes) }

    /// The first eight bytes as a number, for a column with an index.
    ///
    /// Two of a million such numbers are equal with a chance of 3 in 10⁸; never rely on it to authenticate.
    public var truncated: UInt64 { value.leading64 }

    /// Compares without revealing by its time where two digests differ; `==` does the same.
    public func isEqual(constantTime other: KeyedDigest) -> Bool { value.isEqual(constantTime: other.value) }
}
