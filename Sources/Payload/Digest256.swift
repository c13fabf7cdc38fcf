import Crypto

/// The SHA-256 of something (FIPS 180-4), to name it or to store a token without keeping it.
///
/// Digests are compared in constant time. Not called `SHA256Digest` because Crypto has a type of that name.
public struct Digest256: Sendable, Hashable {
    /// How many bytes a digest has.
    public static let byteCount = 32

    private let value: Bytes32

    /// Hashes bytes.
    ///
    /// - Complexity: O(*n*)
    public init(hashing bytes: [UInt8]) {
        value = SHA256.hash(data: bytes).withUnsafeBytes { Bytes32(loading: $0) }
    }

    /// Takes a digest that was stored.
    ///
    /// - Throws: `ByteCountError` unless there are 32 bytes.
    public init(bytes: [UInt8]) throws(ByteCountError) {
        value = try Bytes32(bytes)
    }

    /// The 32 bytes.
    public var bytes: [UInt8] { value.bytes }

    /// The 64 small hexadecimal digits.
    public var hex: String { Hex.encode(bytes) }

    /// Compares without revealing by its time where two digests differ; `==` does the same.
    public func isEqual(constantTime other: Digest256) -> Bool { value.isEqual(constantTime: other.value) }
}

extension Digest256: CustomStringConvertible {
    /// The same as ``hex``.
    public var description: String { hex }
}
