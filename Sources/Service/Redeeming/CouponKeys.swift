package import Payload
package import Store

/// Turns a coupon's code into the key under which the store knows it.
///
/// The store never sees a code: whoever steals the database cannot redeem with it, and whoever has only the
/// codes cannot find out which were used.
package struct CouponKeys: Sendable {
    private let lookup: KeyedDigest.Prepared

    package init(lookup: Secret32) {
        self.lookup = KeyedDigest.Prepared(lookup)
    }

    /// Returns the key: the first 64 bits of HMAC-SHA256 over bucket and number, big-endian, ten bytes.
    package func key(of code: CouponCode) -> CouponKey {
        var message: [UInt8] = []
        message.reserveCapacity(10)
        withUnsafeBytes(of: code.bucket.bigEndian) { message += $0 }
        withUnsafeBytes(of: code.number.bigEndian) { message += $0 }
        return CouponKey(rawValue: lookup.digest(of: message).truncated)
    }
}
