import Payload
import Store
package import Vocabulary

/// A coupon that is made out to a member, as staff and the member see it.
package struct MemberCouponDocument: Sendable, Hashable, Encodable {
    /// What a person types.
    package let coupon: String
    package let offer: OfferID
    package let batch: BatchID
    /// Whose it is: the member, or one who became part of them.
    package let member: MemberID
    package let uses: UInt32
    package let usesLeft: UInt32
    /// `issued`, or `revoked` for one that is worthless.
    package let state: String
}

/// Looks up the coupons that are made out to members.
struct MemberCoupons: Sendable {
    private let context: ServiceContext

    init(_ context: ServiceContext) {
        self.context = context
    }

    /// Returns the coupons of some members, the latest first.
    ///
    /// - Parameters:
    ///   - members: A member, and whoever became part of them.
    ///   - limit: How many at most, 1 to `MemberCoupon.maximumCount`.
    /// - Returns: The coupons.
    /// - Throws: `ServiceError`; `storage` if a batch is missing.
    func documents(
        of members: [MemberID], limit: Int = MemberCoupon.maximumCount
    ) async throws(ServiceError) -> [MemberCouponDocument] {
        let held = try await stored(
            await context.store.coupons(madeOutTo: members, limit: limit, home: context.home()))
        var batches: [BatchID: (record: BatchRecord, maker: CouponMaker)] = [:]
        var documents: [MemberCouponDocument] = []
        for coupon in held {
            if batches[coupon.batch] == nil { batches[coupon.batch] = try await batch(coupon.batch) }
            guard let batch = batches[coupon.batch] else { continue }
            documents.append(
                MemberCouponDocument(
                    coupon: batch.maker.code(serial: coupon.serial).text, offer: batch.record.offer,
                    batch: coupon.batch, member: coupon.holder, uses: coupon.usesAllowed,
                    usesLeft: coupon.usesAllowed - min(coupon.usesTaken, coupon.usesAllowed),
                    state: batch.record.state.rawValue))
        }
        return documents
    }

    private func batch(
        _ id: BatchID
    ) async throws(ServiceError) -> (record: BatchRecord, maker: CouponMaker) {
        guard let record = try await stored(await context.store.batch(id)) else {
            throw .storage(.corrupt("there is no batch \(id) of a coupon that is made out to a member"))
        }
        return (record, try CouponMaker(batch: record, context: context))
    }
}
