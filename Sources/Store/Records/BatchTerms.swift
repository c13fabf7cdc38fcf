import Promotion
package import Vocabulary

/// What a batch says of its coupons; read once for all of them.
package struct BatchTerms: Sendable, Hashable {
    private let batch: BatchID
    package let campaign: CampaignID
    package let offer: OfferID
    private let placement: PlacementID?
    private let state: Redemption.Coupon.State
    private let lastDay: CalendarDate?

    package init(
        batch: BatchID, campaign: CampaignID, offer: OfferID, placement: PlacementID?,
        state: BatchRecord.State, lastDay: CalendarDate?
    ) {
        self.batch = batch
        self.campaign = campaign
        self.offer = offer
        self.placement = placement
        self.state = state == .issued ? .issued : .revoked
        self.lastDay = lastDay
    }

    /// One of the batch's coupons, with what is stored of it alone.
    package func coupon(
        _ key: CouponKey, serial: UInt32, uses: CouponUses, usesAllowed: UInt32, holder: MemberID?
    ) -> CouponRecord {
        CouponRecord(
            identity: CouponIdentity(key: key, batch: batch, serial: serial), campaign: campaign,
            offer: offer,
            placement: placement, state: state, usesTaken: uses.taken, usesHeld: uses.held,
            usesAllowed: usesAllowed, holder: holder, lastDay: lastDay)
    }
}
