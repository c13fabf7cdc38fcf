import Payload
import Promotion
import Vocabulary

extension Scan {
    /// Gives a use of a signed coupon that is not leased, as far as the campaign lets a till err.
    ///
    /// - Parameters:
    ///   - claims: What the issuer signed.
    ///   - former: A lease of it that is used up or past its end.
    /// - Returns: The acceptance.
    /// - Throws: What stands against it; first what the server would say too.
    func accept(
        _ claims: SignedClaims, formerly former: LeaseHolding?
    ) throws(OfflineRefusal) -> OfflineAcceptance {
        guard let batch else { throw .needsNetwork(.unknownOffer) }
        let (offer, campaign) = try known(batch.offer)
        let acceptance = try decide(facts(claims, offer, campaign))
        try checkAllowance(campaign, former)
        try checkStatus(batch, limitSeconds: campaign.allowance?.maximumStatusAgeSeconds ?? 0)
        let tally = facts.uses.tally(of: claims.coupon, in: offer.campaign)
        if let shortfall = campaign.allowance?.shortfall(for: acceptance.discount, after: tally) {
            throw .allowanceExhausted(shortfall)
        }
        return OfflineAcceptance(
            coupon: claims.coupon, campaign: offer.campaign, offer: offer.offer, ground: .allowance,
            acceptance: acceptance, statusAgeSeconds: statusAgeSeconds)
    }

    /// What is known of the coupon: the till's own uses, the list's word, and the limits as they were when the till
    /// was online last, with what it gave since.
    private func facts(
        _ claims: SignedClaims, _ offer: OfferTerms, _ campaign: CampaignTerms
    ) -> Redemption.Facts {
        let today = moment.date
        let own = facts.uses.uses(of: claims.coupon)
        let unsettled = facts.uses.unsettledUses(of: offer.offer.id, in: offer.campaign, on: today)
        let allowed = UInt32(claims.usesAllowed)
        let taken = status == .used ? allowed : min(allowed, UInt32(clamping: own.count))
        var budget = campaign.budget
        let tally = facts.uses.tally(of: claims.coupon, in: offer.campaign)
        if let currency = budget?.limit.currency { budget?.given += tally.given[currency.code, default: 0] }
        return Redemption.Facts(
            offer: offer.offer, campaignState: campaign.state, validity: campaign.validity,
            coupon: Redemption.Coupon(
                state: state, usesTaken: taken, usesAllowed: allowed, lastDay: claims.lastDate,
                earlierUses: facts.uses.evidence(own)),
            usesInCampaign: offer.usesInCampaign + unsettled.all,
            usesInStoreToday: (offer.countedOn == today ? offer.usesInStore : 0) + unsettled.today,
            stockGiven: offer.stockGiven + unsettled.all, budget: budget)
    }

    private func checkAllowance(
        _ campaign: CampaignTerms, _ former: LeaseHolding?
    ) throws(OfflineRefusal) {
        if campaign.allowance == nil {
            if let former, moment.instant >= former.usableUntil { throw expired(former) }
            throw .needsNetwork(.notLeased)
        }
        guard moment.instant < facts.terms.usableUntil else { throw .needsNetwork(.staleTerms) }
    }

    private func checkStatus(_ batch: BatchTerms, limitSeconds: Int64) throws(OfflineRefusal) {
        switch batch.status {
        case .tampered: throw .statusListTampered
        case .missing: throw .needsNetwork(.noStatusList)
        case .list(let list):
            let age = statusAgeSeconds ?? 0
            guard moment.instant < list.expiresAt, age <= limitSeconds else {
                throw .statusListTooOld(ageSeconds: age, limitSeconds: limitSeconds)
            }
            switch status {
            case nil: throw .needsNetwork(.noStatusList)
            case .held: throw .needsNetwork(.heldElsewhere)
            case .open, .used, .revoked: break
            }
        }
    }
}

extension SignedClaims {
    /// The last day on which the coupon is valid, by the store's calendar.
    fileprivate var lastDate: CalendarDate? {
        lastValidDay.map { CalendarDate(daysSince1970: Int32(Self.dayZeroSince1970) + Int32($0)) }
    }
}
