import Promotion
import Store
import Vocabulary

/// The coupons that are claimed one by one: a batch for each offer, which grows with every claim.
struct WelcomeOffer: Sendable {
    private let context: ServiceContext
    private let offer: OfferID

    init(_ offer: OfferID, _ context: ServiceContext) {
        self.offer = offer
        self.context = context
    }

    /// 64 serials ahead: as many may claim between reading and writing.
    private static let keyCount: UInt32 = 64

    /// Returns the claim of the next coupon.
    ///
    /// - Parameters:
    ///   - holder: Whose it will be.
    ///   - now: The time of the claim.
    /// - Returns: The claim; `nil` if the offer is not given now: there is no such offer, it is paused, its time is
    ///   over, or its coupons were taken back.
    /// - Throws: `ServiceError`.
    func claim(for holder: MemberID, at now: Instant) async throws(ServiceError) -> CouponClaim? {
        let found = try await stored(await context.store.offer(offer))
        guard let record = found, record.state == .active, !Self.isOver(record.validity, at: now) else {
            return nil
        }
        let batch = try await batch(for: record, at: now)
        guard batch.state == .issued else { return nil }
        let maker = try CouponMaker(batch: batch, context: context)
        let keys = CouponKeys(lookup: context.keys.couponLookup)
        let first = batch.issued + 1
        return CouponClaim(
            batch: batch.id, holder: holder, firstSerial: first,
            keys: (first..<first + Self.keyCount).map { keys.key(of: maker.code(serial: $0)) })
    }

    /// Returns the coupon of a claim.
    ///
    /// - Throws: `ServiceError`.
    static func coupon(
        _ claimed: ClaimedCoupon, _ context: ServiceContext
    ) async throws(ServiceError) -> IssuedCoupon? {
        guard let batch = try await stored(await context.store.batch(claimed.batch)) else { return nil }
        return try CouponMaker(batch: batch, context: context).coupon(serial: claimed.serial)
    }

    private func batch(for record: OfferRecord, at now: Instant) async throws(ServiceError) -> BatchRecord {
        let id = BatchID(unchecked: "\(offer.text.prefix(BatchID.maximumLength - 8))-claimed")
        if let known = try await stored(await context.store.batch(id)) {
            guard known.offer == offer, known.profile == .short else {
                throw .exists(kind: "batch for another purpose", name: id.text)
            }
            return known
        }
        let draft = BatchRecord(
            id: id, number: 0, campaign: record.campaign, offer: offer, placement: nil, profile: .short,
            count: 1, issued: 0, usesPerCoupon: record.offer.limits.usesPerCoupon, lastDay: nil,
            state: .issued,
            sealedSecret: try BatchSecrets(vault: context.keys.vault).make(
                for: id, surroundings: context.surroundings),
            createdAt: now)
        return try await stored(await context.store.addBatch(draft))
    }

    /// Whether the last day has ended everywhere on earth.
    private static func isOver(_ validity: Validity, at now: Instant) -> Bool {
        LocalMoment(instant: now, utcOffsetSeconds: -12 * 3_600).date > validity.lastDay
    }
}

extension JoinRules {
    /// Says why nobody is given the welcome coupon now, if so.
    ///
    /// - Throws: `ServiceError.storage`.
    package func welcomeWarning(_ context: ServiceContext) async throws(ServiceError) -> String? {
        guard let welcome else { return nil }
        let offer = try await stored(await context.store.offer(welcome))
        guard let offer else { return "there is no offer \(welcome): apply its campaign" }
        return offer.state == .active ? nil : "the campaign of \(welcome) is paused"
    }
}
