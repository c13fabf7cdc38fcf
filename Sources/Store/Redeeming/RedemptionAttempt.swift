package import Promotion
package import Vocabulary

/// One request of one terminal, by the key that makes a retry the same request.
///
/// Keys belong to their terminal: two tills that both count 1, 2, 3 never see each other's answers.
package struct IdempotencyKey: Sendable, Hashable, Codable {
    package let terminal: TerminalID
    /// 1 to 128 characters, as the terminal chose it.
    package let key: String

    package init(terminal: TerminalID, key: String) {
        self.terminal = terminal
        self.key = key
    }

    /// 128 characters: room for two UUIDs and a prefix, and small enough for an index.
    package static let maximumLength = 128
}

/// A till's wish to redeem, with everything that the decision needs but the facts.
package struct RedemptionAttempt: Sendable, Hashable {
    package let home: Home
    package let idempotency: IdempotencyKey
    /// SHA-256 of the request, 32 bytes: a key with another digest is a key reused.
    package let requestDigest: [UInt8]
    /// `nil` where the text was no code of ours; the refusal is kept under the key all the same.
    package let coupon: CouponKey?
    /// The id that the redemption has if it is accepted.
    package let redemption: RedemptionID
    package let request: Redemption.Request
    package let cashier: String?
    /// The till's receipt number, which joins redemptions of one purchase.
    package let purchase: String?

    package init(
        home: Home, idempotency: IdempotencyKey, requestDigest: [UInt8], coupon: CouponKey?,
        redemption: RedemptionID, request: Redemption.Request, cashier: String? = nil, purchase: String? = nil
    ) {
        self.home = home
        self.idempotency = idempotency
        self.requestDigest = requestDigest
        self.coupon = coupon
        self.redemption = redemption
        self.request = request
        self.cashier = cashier
        self.purchase = purchase
    }
}

/// What an attempt came to; kept under its key, so that a retry gets it again.
package struct RedemptionRecord: Sendable, Hashable, Codable {
    package let redemption: RedemptionID
    package let outcome: Redemption.Outcome
    /// `nil` for an unknown code.
    package let coupon: CouponIdentity?
    package let campaign: CampaignID?
    /// The offer as it was at that moment.
    package let offer: Offer?
    package let request: Redemption.Request
    package let terminal: TerminalID
    /// The hash of the ledger entry, 32 bytes; `nil` for a refusal, which is not in the ledger.
    package let ledgerHash: [UInt8]?

    package init(
        redemption: RedemptionID, outcome: Redemption.Outcome, coupon: CouponIdentity?, campaign: CampaignID?,
        offer: Offer?, request: Redemption.Request, terminal: TerminalID, ledgerHash: [UInt8]?
    ) {
        self.redemption = redemption
        self.outcome = outcome
        self.coupon = coupon
        self.campaign = campaign
        self.offer = offer
        self.request = request
        self.terminal = terminal
        self.ledgerHash = ledgerHash
    }
}

/// What the store answers once it is on disk.
package enum RedemptionAnswer: Sendable, Hashable {
    case decided(RedemptionRecord)
    /// The key was seen before with the same request: the same answer.
    case replayed(RedemptionRecord)
    /// The key was seen before with another request; nothing was done.
    case keyReused
}
