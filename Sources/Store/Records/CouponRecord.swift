package import Promotion
package import Vocabulary

/// How a coupon is found: a keyed digest of its code, so that a stolen database holds no usable code.
package struct CouponKey: Sendable, Hashable, Codable {
    /// The first 64 bits of HMAC-SHA256 under the workspace's lookup key.
    package let rawValue: UInt64

    package init(rawValue: UInt64) {
        self.rawValue = rawValue
    }
}

/// A coupon by the batch that it was made in; with the batch's secret this gives its code again.
package struct CouponIdentity: Sendable, Hashable, Codable {
    package let key: CouponKey
    package let batch: BatchID
    /// 1 for the first of its batch.
    package let serial: UInt32

    package init(key: CouponKey, batch: BatchID, serial: UInt32) {
        self.key = key
        self.batch = batch
        self.serial = serial
    }
}

/// A coupon as stored, with what its batch says of it.
package struct CouponRecord: Sendable, Hashable {
    package var identity: CouponIdentity
    package var campaign: CampaignID
    package var offer: OfferID
    package var placement: PlacementID?
    package var state: Redemption.Coupon.State
    package var usesTaken: UInt32
    /// Uses that reservations hold, those past their end too until somebody takes them back.
    package var usesHeld: UInt32
    package var usesAllowed: UInt32
    package var holder: MemberID?
    package var lastDay: CalendarDate?

    package init(
        identity: CouponIdentity, campaign: CampaignID, offer: OfferID, placement: PlacementID?,
        state: Redemption.Coupon.State, usesTaken: UInt32, usesHeld: UInt32 = 0, usesAllowed: UInt32,
        holder: MemberID?, lastDay: CalendarDate?
    ) {
        self.identity = identity
        self.campaign = campaign
        self.offer = offer
        self.placement = placement
        self.state = state
        self.usesTaken = usesTaken
        self.usesHeld = usesHeld
        self.usesAllowed = usesAllowed
        self.holder = holder
        self.lastDay = lastDay
    }
}

extension CouponRecord {
    /// What a group changes of it.
    var uses: CouponUses {
        get { CouponUses(taken: usesTaken, held: usesHeld) }
        set { (usesTaken, usesHeld) = (newValue.taken, newValue.held) }
    }
}
