import Crypto

/// The coupon numbers of a batch, in the order of their serials.
///
/// Number *n* is the first eight bytes of
/// HMAC-SHA256(secret, `"tessera coupon 1"` ‖ batch id ‖ 0x00 ‖ serial as 8 bytes). A keyed function and not a random
/// source, so that an interrupted batch resumes and an old one is printed again with the very same codes,
/// from nothing but its id; without the secret the numbers look random. Among a million numbers two are equal with
/// a chance of 3 in 10⁸: whoever stores them keeps a unique key and skips the serial.
public struct CodeSequence: Sendable, Concealed {
    /// Keeps this use of the key apart from every other.
    private static let domain = "tessera coupon 1"

    /// The state after the key and all that the messages of a batch have in common.
    private let prefix: HMAC<SHA256>

    /// Prepares the key once for the whole batch.
    ///
    /// - Parameters:
    ///   - secret: The batch's secret.
    ///   - batch: The batch's id, which tells batches of one secret apart.
    public init(secret: BatchSecret, batch: String) {
        var state = HMAC<SHA256>(key: secret.secret.key)
        state.update(data: Array(Self.domain.utf8) + Array(batch.utf8) + [0])
        prefix = state
    }

    /// Returns the number of the coupon with this serial.
    ///
    /// - Complexity: O(1) in time and memory, whatever the serial: two blocks of SHA-256 for batch ids of up to 30
    ///   bytes, three for longer ones.
    public func number(serial: UInt64) -> UInt64 {
        var state = prefix
        state.update(data: serial.bigEndianBytes)
        return UInt64(bigEndianBytes: state.finalize().prefix(8))
    }

    /// Returns the code of the coupon with this serial.
    ///
    /// - Parameters:
    ///   - serial: The coupon's place in the batch.
    ///   - bucket: The shard bucket, as for ``CouponCode/init(number:bucket:)``.
    /// - Returns: The same code every time.
    public func code(serial: UInt64, bucket: UInt16 = 0) -> CouponCode {
        CouponCode(number: number(serial: serial), bucket: bucket)
    }
}
