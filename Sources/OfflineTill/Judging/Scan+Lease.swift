import Payload
import Promotion
import Vocabulary

extension Scan {
    /// Gives a use that was leased.
    ///
    /// The server counted it against every limit when it leased it, so the counts of limits are none here; the budget
    /// is what was held for one use.
    func accept(_ holding: LeaseHolding) throws(OfflineRefusal) -> OfflineAcceptance {
        let leased = holding.coupon
        let (offer, campaign) = try known(leased.offer)
        let given = facts.uses.uses(of: presented.code, by: holding)
        let coupon = Redemption.Coupon(
            state: state, usesTaken: leased.usesTaken + UInt32(clamping: given.count),
            usesAllowed: leased.usesTaken + leased.uses, holder: leased.holder?.id, lastDay: leased.lastDay,
            earlierUses: facts.uses.evidence(facts.uses.uses(of: presented.code)))
        let acceptance = try decide(
            Redemption.Facts(
                offer: offer.offer, campaignState: campaign.state, validity: campaign.validity,
                coupon: coupon, member: member(leased.holder),
                budget: leased.budget.map { Redemption.Budget(campaign: offer.campaign, limit: $0) }))
        return OfflineAcceptance(
            coupon: presented.code, campaign: offer.campaign, offer: offer.offer,
            ground: .lease(holding.lease), acceptance: acceptance, statusAgeSeconds: statusAgeSeconds)
    }

    /// The holder, if it is they who are at the till.
    private func member(_ holder: LeasedHolder?) -> Redemption.Member? {
        guard let holder, request.member == holder.id else { return nil }
        return Redemption.Member(id: holder.id, joinedOn: holder.joinedOn)
    }
}
