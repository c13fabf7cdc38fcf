package import Payload
package import Store
import Synchronization
package import Vocabulary

/// Gives coupons their codes again, which the store does not hold, from the secrets of their batches.
package final class CouponNames: Sendable {
    private let store: any BatchStore
    private let secrets: BatchSecrets
    private let sequences = Mutex<[BatchID: CodeSequence]>([:])

    /// 1,000 batches: a few hundred kilobytes, and more than one register page names.
    package static let maximumCachedCount = 1_000

    package init(_ context: ServiceContext) {
        store = context.store
        secrets = BatchSecrets(vault: context.keys.vault)
    }

    /// Returns the short code of a coupon in a bucket.
    ///
    /// - Throws: `ServiceError.keys` if its batch's secret does not open.
    package func code(of coupon: CouponIdentity, home: Home) async throws(ServiceError) -> CouponCode {
        try await code(serial: coupon.serial, of: coupon.batch, home: home)
    }

    /// Returns the short code of a batch's coupon in a bucket.
    ///
    /// - Parameters:
    ///   - serial: 1 for the first of the batch.
    ///   - batch: The batch.
    ///   - home: Where the coupon lives.
    /// - Returns: Its code.
    /// - Throws: `ServiceError.keys` if the batch's secret does not open.
    package func code(
        serial: UInt32, of batch: BatchID, home: Home
    ) async throws(ServiceError) -> CouponCode {
        try await sequence(of: batch).code(serial: UInt64(serial), bucket: home.bucket)
    }

    private func sequence(of id: BatchID) async throws(ServiceError) -> CodeSequence {
        if let known = sequences.withLock({ $0[id] }) { return known }
        let batch = try await stored(await store.batch(id))
        guard let batch else { throw .storage(.corrupt("a coupon is of batch \(id), which is missing")) }
        let sequence = try secrets.sequence(of: batch)
        sequences.withLock { cache in
            if cache.count >= Self.maximumCachedCount { cache.removeAll(keepingCapacity: true) }
            cache[id] = sequence
        }
        return sequence
    }
}

extension Home {
    /// The bucket that a code names.
    var bucket: UInt16 { UInt16(truncatingIfNeeded: rawValue) & (Self.bucketCount - 1) }
}
