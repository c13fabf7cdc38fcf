import Promotion
import Vocabulary

/// A coupon of ours with its offer.
struct KnownCoupon {
    var coupon: CouponRecord
    var offer: OfferRecord
    /// When the soonest of the reservations that hold it ends; `nil` if none does.
    var heldUntil: Instant?
}

/// Reads what a decision needs to know, on the rows of a group.
enum FactsGathering {
    /// Who is at the till, and what else is known of the request.
    struct Circumstances {
        let home: Home
        let request: Redemption.Request
        let purchase: String?
        let known: ProgramMember?
        let combined: Redemption.Purchase

        /// The member, if the program knows them.
        var member: MemberID? { known == nil ? nil : request.member }
    }

    static func circumstances(
        of request: Redemption.Request, purchase: String?, home: Home, on rows: GroupRows<some RowReader>
    ) throws(StoreError) -> Circumstances {
        var known: ProgramMember?
        var request = request
        if let member = request.member { known = try rows.reader.member(member, home: home) }
        // Who became part of another member redeems as that one.
        if let known { request.member = known.id }
        var combined = Redemption.Purchase.none
        if let purchase {
            let others = try rows.combinations(on: purchase, store: request.store, home: home)
            if !others.isEmpty { combined = others.contains(.alone) ? .exclusive : .shared }
        }
        return Circumstances(
            home: home, request: request, purchase: purchase, known: known, combined: combined)
    }

    /// Finds a coupon, and takes back what reservations past their end still hold of it.
    static func coupon(
        _ key: CouponKey?, home: Home, at instant: Instant, on rows: inout GroupRows<some RowReader>
    ) throws(StoreError) -> KnownCoupon? {
        guard let key, var coupon = try rows.coupon(key, home: home) else { return nil }
        guard let offer = try rows.reader.offer(coupon.offer) else {
            throw .corrupt("offer \(coupon.offer) of batch \(coupon.identity.batch) is missing")
        }
        var heldUntil: Instant?
        if coupon.usesHeld > 0 {
            for hold in try rows.holds(on: key, home: home) {
                if hold.isHeld(at: instant) {
                    heldUntil = min(heldUntil ?? hold.expiresAt, hold.expiresAt)
                } else {
                    try Holding.end(hold, as: .expired, on: &rows)
                }
            }
            coupon = try rows.coupon(key, home: home) ?? coupon
        }
        return KnownCoupon(coupon: coupon, offer: offer, heldUntil: heldUntil)
    }

    static func facts(
        _ known: KnownCoupon, _ circumstances: Circumstances, on rows: inout GroupRows<some RowReader>
    ) throws(StoreError) -> Redemption.Facts {
        let offer = known.offer.offer
        let limits = offer.limits
        let request = circumstances.request
        func count(_ counter: Counter, _ limit: UInt32?) throws(StoreError) -> Int64 {
            guard let limit else { return 0 }
            return try rows.count(counter, limit: Int64(limit), home: circumstances.home)
        }
        let stock = limits.stock.map { $0.first { $0.store == request.store }?.count ?? 0 }
        return Redemption.Facts(
            offer: offer, campaignState: known.offer.state, validity: known.offer.validity,
            coupon: try facts(of: known, circumstances, on: rows),
            member: try member(offer, circumstances, on: &rows),
            usesInCampaign: try count(.uses(offer.id), limits.usesInCampaign),
            usesInStoreToday: try count(
                .storeDay(offer.id, request.store, request.moment.date), limits.usesPerStoreAndDay),
            stockGiven: try count(.stock(offer.id, request.store), stock),
            budget: try budget(known.offer, circumstances.home, on: &rows),
            purchase: circumstances.combined)
    }

    private static func facts(
        of known: KnownCoupon, _ circumstances: Circumstances, on rows: GroupRows<some RowReader>
    ) throws(StoreError) -> Redemption.Coupon {
        let coupon = known.coupon
        let isTheirs = coupon.holder.map { circumstances.known?.merged.contains($0) ?? false } ?? false
        let earlier: [Redemption.EarlierUse] =
            coupon.usesTaken >= coupon.usesAllowed
            ? try rows.earlierUses(
                of: coupon.identity.key, home: circumstances.home, limit: Redemption.maximumEarlierUses) : []
        return Redemption.Coupon(
            state: coupon.state, usesTaken: coupon.usesTaken, usesHeld: coupon.usesHeld,
            heldUntil: known.heldUntil, usesAllowed: coupon.usesAllowed,
            holder: isTheirs ? circumstances.known?.id : coupon.holder,
            lastDay: coupon.lastDay, earlierUses: earlier)
    }

    private static func member(
        _ offer: Offer, _ circumstances: Circumstances, on rows: inout GroupRows<some RowReader>
    ) throws(StoreError) -> Redemption.Member? {
        guard let id = circumstances.request.member, let known = circumstances.known else { return nil }
        var member = Redemption.Member(id: id, joinedOn: known.joinedOn)
        // What merged members used was used by this one; it stays counted under their names, as it is in the ledger.
        for id in [id] + known.merged {
            if let limit = offer.limits.usesPerMember {
                member.usesOfOffer += try rows.count(
                    .member(offer.id, id), limit: Int64(limit), home: circumstances.home)
            }
            if let limit = offer.limits.usesPerMemberAndDay {
                let day = circumstances.request.moment.date
                member.usesOfOfferToday += try rows.count(
                    .memberDay(offer.id, id, day), limit: Int64(limit), home: circumstances.home)
            }
        }
        return member
    }

    private static func budget(
        _ offer: OfferRecord, _ home: Home, on rows: inout GroupRows<some RowReader>
    ) throws(StoreError) -> Redemption.Budget? {
        guard let limit = offer.budget else { return nil }
        let given = try rows.count(
            .spend(offer.campaign, limit.currency), limit: limit.minorUnits, home: home)
        return Redemption.Budget(campaign: offer.campaign, limit: limit, given: given)
    }
}
