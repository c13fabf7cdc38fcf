package import Vocabulary

/// A use that a terminal gave without the server and that does not stand; written down once and never changed.
package struct OfflineLoss: Sendable, Hashable, Codable {
    package let terminal: TerminalID
    package let store: StoreID
    /// The key of the use.
    package let key: String
    /// `nil` where the server knows no such coupon.
    package let coupon: CouponIdentity?
    package let campaign: CampaignID
    package let offer: OfferID
    /// The lease by which it was given; `nil` for the campaign's allowance.
    package let lease: LeaseID?
    /// What it cost: what came off.
    package let amount: Money
    package let moment: LocalMoment
    /// The stable word for why it does not stand.
    package let reason: String
    /// Who gave the use before, if that is why.
    package let other: Other?

    package init(
        terminal: TerminalID, store: StoreID, key: String, coupon: CouponIdentity?, campaign: CampaignID,
        offer: OfferID, lease: LeaseID?, amount: Money, moment: LocalMoment, reason: String, other: Other?
    ) {
        self.terminal = terminal
        self.store = store
        self.key = key
        self.coupon = coupon
        self.campaign = campaign
        self.offer = offer
        self.lease = lease
        self.amount = amount
        self.moment = moment
        self.reason = reason
        self.other = other
    }

    /// A use that stands, or a hold on it.
    package struct Other: Sendable, Hashable, Codable {
        /// `nil` for one that is only held.
        package let redemption: RedemptionID?
        package let terminal: TerminalID
        package let store: StoreID
        package let moment: LocalMoment

        package init(
            redemption: RedemptionID?, terminal: TerminalID, store: StoreID, moment: LocalMoment
        ) {
            self.redemption = redemption
            self.terminal = terminal
            self.store = store
            self.moment = moment
        }
    }
}

/// A row of the list of losses.
package enum OfflineLossEntry: Sendable, Hashable {
    case lost(OfflineLoss)
    /// The terminal voided the use in the end, so nothing was lost; `key` is the void's own.
    case undone(terminal: TerminalID, key: String, use: String, at: Instant)

    /// Under what it is kept.
    package var idempotency: IdempotencyKey {
        switch self {
        case .lost(let loss): IdempotencyKey(terminal: loss.terminal, key: loss.key)
        case .undone(let terminal, let key, _, _): IdempotencyKey(terminal: terminal, key: key)
        }
    }
}
