import Payload
import Promotion
import Vocabulary

/// One scan, with everything that is known of it.
struct Scan {
    let wish: OfflineWish
    let facts: OfflineFacts
    let moment: LocalMoment
    let presented: PresentedCoupon

    private var terms: OfflineTerms { facts.terms }

    /// By lease if there is one with a use left, else within the allowance.
    func accept() throws(OfflineRefusal) -> OfflineAcceptance {
        let holdings = facts.leases.holdings(of: presented.code)
        if let holding = holdings.first(where: isUsable) { return try accept(holding) }
        switch presented {
        case .signed(let claims): return try accept(claims, formerly: holdings.first)
        case .short:
            guard let holding = holdings.first else { throw .needsNetwork(.unsignedCode) }
            // Whatever else stands against it is told before the lease's end.
            _ = try accept(holding)
            throw expired(holding)
        }
    }

    private func isUsable(_ holding: LeaseHolding) -> Bool {
        moment.instant < holding.usableUntil
            && facts.uses.uses(of: presented.code, by: holding).count < holding.coupon.uses
    }

    func expired(_ holding: LeaseHolding) -> OfflineRefusal {
        .leaseExpired(
            since: LocalMoment(
                instant: holding.usableUntil, utcOffsetSeconds: moment.utcOffsetSeconds))
    }

    /// What the till fetched of an offer.
    func known(_ offer: OfferID) throws(OfflineRefusal) -> (offer: OfferTerms, campaign: CampaignTerms) {
        guard let offer = terms.offers[offer], let campaign = terms.campaigns[offer.campaign] else {
            throw .needsNetwork(.unknownOffer)
        }
        return (offer, campaign)
    }

    /// The batch of a signed code.
    var batch: BatchTerms? {
        guard case .signed(let claims) = presented else { return nil }
        return terms.batches[claims.batchNumber]
    }

    /// What the status list says, whatever its age.
    var status: CouponStatus? {
        guard case .signed(let claims) = presented, case .list(let list)? = batch?.status else { return nil }
        return list.status(of: claims.serial)
    }

    /// How old the status list is; `nil` where there is none.
    var statusAgeSeconds: Int64? {
        guard case .list(let list)? = batch?.status else { return nil }
        let age = moment.instant.millisecondsSince1970 - list.issuedAt.millisecondsSince1970
        return max(0, age / 1_000)
    }

    /// Whether the coupon is alive: one that was revoked never is again, so an old list is good enough for that.
    var state: Redemption.Coupon.State {
        batch?.state == .revoked || status == .revoked ? .revoked : .issued
    }

    var request: Redemption.Request {
        Redemption.Request(
            store: terms.store, moment: moment, amount: wish.amount, basket: wish.basket,
            member: wish.member.flatMap { try? MemberID(parsing: $0) })
    }

    /// The one implementation of the rules decides.
    func decide(_ facts: Redemption.Facts) throws(OfflineRefusal) -> Redemption.Acceptance {
        switch Redemption.decide(facts, request) {
        case .accepted(let acceptance): return acceptance
        // A member was named, whom only the server knows.
        case .refused(.memberRequired) where wish.member != nil: throw .needsNetwork(.unknownMember)
        case .refused(let refusal): throw .rule(refusal)
        }
    }
}
