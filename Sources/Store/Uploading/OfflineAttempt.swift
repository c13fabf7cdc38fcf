package import Promotion
package import Vocabulary

/// What a terminal wrote into its journal without the server, and now tells.
package enum OfflineAttempt: Sendable, Hashable {
    case use(OfflineUseAttempt)
    case refusal(OfflineRefusalAttempt)
    case void(OfflineVoidAttempt)

    package var head: AttemptHead {
        switch self {
        case .use(let attempt): attempt.head
        case .refusal(let attempt): attempt.head
        case .void(let attempt): attempt.head
        }
    }

    /// When it was at the till.
    package var moment: LocalMoment {
        switch self {
        case .use(let attempt): attempt.request.moment
        case .refusal(let attempt): attempt.moment
        case .void(let attempt): attempt.moment
        }
    }
}

/// A use that a terminal gave.
package struct OfflineUseAttempt: Sendable, Hashable {
    /// The digest is that of the same request made online: its key may have been answered there.
    package let head: AttemptHead
    /// `nil` where the text is no code of ours.
    package let coupon: CouponKey?
    /// The id that the redemption has if it stands.
    package let redemption: RedemptionID
    /// The store, the moment of the scan, the purchase, and the member.
    package let request: Redemption.Request
    package let cashier: String?
    /// What the terminal took it for.
    package let claim: Claim
    /// What came off.
    package let given: Money
    /// When the journal came, later than any scan in it.
    package let arrivedAt: Instant

    package init(
        head: AttemptHead, coupon: CouponKey?, redemption: RedemptionID, request: Redemption.Request,
        cashier: String?, claim: Claim, given: Money, arrivedAt: Instant
    ) {
        self.head = head
        self.coupon = coupon
        self.redemption = redemption
        self.request = request
        self.cashier = cashier
        self.claim = claim
        self.given = given
        self.arrivedAt = arrivedAt
    }

    /// Of which offer the terminal gave a use, and by what right.
    package struct Claim: Sendable, Hashable {
        package let campaign: CampaignID
        package let offer: OfferID
        /// The lease by which it was given; `nil` for the campaign's allowance.
        package let lease: LeaseID?

        package init(campaign: CampaignID, offer: OfferID, lease: LeaseID?) {
            self.campaign = campaign
            self.offer = offer
            self.lease = lease
        }
    }

    /// One hour: how far a terminal's clock may be ahead before it judges nothing.
    package static let maximumClockErrorSeconds: Int64 = 3_600
}

/// A use that a terminal did not give, though the server may have heard of the request before.
package struct OfflineRefusalAttempt: Sendable, Hashable {
    package let head: AttemptHead
    package let moment: LocalMoment

    package init(head: AttemptHead, moment: LocalMoment) {
        self.head = head
        self.moment = moment
    }
}

/// The undoing of a use by the terminal that gave it.
package struct OfflineVoidAttempt: Sendable, Hashable {
    package let head: AttemptHead
    /// The key of the use.
    package let key: String
    /// The id that the reversal has if it stands.
    package let reversal: ReversalID
    package let store: StoreID
    package let moment: LocalMoment
    package let cashier: String?

    package init(
        head: AttemptHead, key: String, reversal: ReversalID, store: StoreID, moment: LocalMoment,
        cashier: String?
    ) {
        self.head = head
        self.key = key
        self.reversal = reversal
        self.store = store
        self.moment = moment
        self.cashier = cashier
    }
}

/// What became of an entry of a journal.
package enum OfflineRecord: Sendable, Hashable {
    /// It is this redemption, now or already.
    case redeemed(RedemptionID)
    /// It was given and does not stand: the issuer bears it.
    case lost(OfflineLoss)
    /// The redemption was undone.
    case reversed(RedemptionID)
    /// It does not hold, and nothing was given; the reason is the stable word.
    case refused(reason: String)
    /// No request with this key came before, and none that comes now is carried out.
    case neverSeen
}
