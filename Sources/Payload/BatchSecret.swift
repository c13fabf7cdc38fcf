/// The secret from which all codes of a batch follow.
///
/// Whoever has it can list every code of the batch, so it is stored like a key and never printed.
public struct BatchSecret: Sendable, Hashable, Concealed {
    let secret: Secret32

    /// Takes 32 bytes from a cryptographic source.
    ///
    /// - Throws: `ByteCountError` unless there are 32.
    public init(bytes: [UInt8]) throws(ByteCountError) {
        secret = try Secret32(bytes: bytes)
    }

    /// Takes a key, such as one derived for a batch from the issuer's master key.
    public init(_ secret: Secret32) {
        self.secret = secret
    }
}
