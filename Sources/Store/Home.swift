/// The shard that a right lives in: issuer and bucket in one integer.
///
/// Every table that a redemption touches begins its key with the home, and one redemption is one home, so that
/// rows spread over machines without a transaction that spans two. It follows from the code before any look-up.
package struct Home: Sendable, Hashable, Codable {
    /// `issuer << 11 | bucket`.
    package let rawValue: Int64

    package init(rawValue: Int64) {
        self.rawValue = rawValue
    }

    /// Makes the home of an issuer's bucket.
    ///
    /// - Parameters:
    ///   - issuer: The issuer's number in this installation, 1 or more.
    ///   - bucket: 0 for a small issuer, else a hash of the member; below `bucketCount`.
    package init(issuer: UInt32, bucket: UInt16) {
        precondition(bucket < Self.bucketCount, "a code has eleven bits for its bucket")
        rawValue = Int64(issuer) << 11 | Int64(bucket)
    }

    /// 2,048 buckets: what the eleven spare bits of a short code can name.
    package static let bucketCount: UInt16 = 2_048
}
