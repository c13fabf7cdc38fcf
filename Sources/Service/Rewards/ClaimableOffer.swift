import Promotion
import Store
import Vocabulary

/// An offer whose coupons are claimed one by one: a batch for each offer, which grows with every claim.
struct ClaimableOffer: Sendable {
    let record: OfferRecord
    private let context: ServiceContext

    private init(_ record: OfferRecord, _ context: ServiceContext) {
        self.record = record
        self.context = context
    }

    /// 64 serials ahead: as many may claim between reading and writing.
    private static let keyCount: UInt32 = 64

    /// Finds an offer that can be claimed now.
    ///
    /// - Returns: `nil` if it is not given now: there is no such offer, it is paused, or its time is over.
    /// - Throws: `ServiceError.storage`.
    static func find(
        _ offer: OfferID, at now: Instant, _ context: ServiceContext
    ) async throws(ServiceError) -> ClaimableOffer? {
        let found = try await stored(await context.store.offer(offer))
        guard let record = found, record.state == .active,
            !record.validity.lastDay.hasEndedEverywhere(at: now)
        else { return nil }
        return ClaimableOffer(record, context)
    }

    /// Returns the claim of the next coupon.
    ///
    /// - Parameters:
    ///   - holder: Whose it will be.
    ///   - now: The time of the claim.
    /// - Returns: The claim; `nil` if the offer's coupons were taken back.
    /// - Throws: `ServiceError`.
    func claim(for holder: MemberID, at now: Instant) async throws(ServiceError) -> CouponClaim? {
        let batch = try await batch(at: now)
        guard batch.state == .issued else { return nil }
        let maker = try CouponMaker(batch: batch, context: context)
        let keys = CouponKeys(lookup: context.keys.couponLookup)
        let first = batch.issued + 1
        return CouponClaim(
            batch: batch.id, holder: holder, firstSerial: first,
            keys: (first..<first + Self.keyCount).map { keys.key(of: maker.code(serial: $0)) })
    }

    /// Returns the coupon of a claim, and the offer that it is of.
    ///
    /// - Throws: `ServiceError`.
    static func coupon(
        _ claimed: ClaimedCoupon, _ context: ServiceContext
    ) async throws(ServiceError) -> (coupon: IssuedCoupon, offer: OfferID)? {
        guard let batch = try await stored(await context.store.batch(claimed.batch)) else { return nil }
        return (try CouponMaker(batch: batch, context: context).coupon(serial: claimed.serial), batch.offer)
    }

    private func batch(at now: Instant) async throws(ServiceError) -> BatchRecord {
        let offer = record.offer.id
        let id = BatchID(unchecked: "\(offer.text.prefix(BatchID.maximumLength - 8))-claimed")
        if let known = try await stored(await context.store.batch(id)) {
            guard known.offer == offer, known.profile == .short else {
                throw .exists(kind: "batch for another purpose", name: id.text)
            }
            return known
        }
        let draft = try BatchRecord(
            drafting: id, of: record, profile: .short, count: 1, context: context, at: now)
        return try await stored(await context.store.addBatch(draft))
    }
}

extension BatchRecord {
    /// Drafts a batch of an offer, with a secret of its own.
    ///
    /// - Throws: `ServiceError.keys` if the secret cannot be sealed.
    init(
        drafting id: BatchID, of record: OfferRecord, placement: PlacementID? = nil, profile: Profile,
        count: UInt32, usesPerCoupon: UInt32? = nil, context: ServiceContext, at now: Instant
    ) throws(ServiceError) {
        self.init(
            id: id, number: 0, campaign: record.campaign, offer: record.offer.id, placement: placement,
            profile: profile, count: count, issued: 0,
            usesPerCoupon: usesPerCoupon ?? record.offer.limits.usesPerCoupon,
            // A signed code carries its last day for good; a short one follows its campaign.
            lastDay: profile == .signed ? record.validity.lastDay : nil, state: .issued,
            sealedSecret: try BatchSecrets(vault: context.keys.vault).make(
                for: id, surroundings: context.surroundings),
            createdAt: now)
    }
}
