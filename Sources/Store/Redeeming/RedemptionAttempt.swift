package import Promotion
package import Vocabulary

/// A till's wish to redeem one or more coupons together, with everything that the decision needs but the facts.
package struct RedemptionAttempt: Sendable, Hashable {
    package let head: AttemptHead
    /// 1 to `Redemption.maximumCouponCount` different coupons; `nil` where the text was no code of ours.
    package let coupons: [CouponKey?]
    /// What stands against each code by itself, whatever its coupon is, such as a key that has ended; empty for nothing.
    package let objections: [Refusal?]
    /// The id that the first redemption has if it is accepted; `id(ofPart:)` gives the others'.
    package let redemption: RedemptionID
    package let request: Redemption.Request
    package let cashier: String?
    /// The till's receipt number, which joins redemptions of one purchase.
    package let purchase: String?

    package init(
        head: AttemptHead, coupons: [CouponKey?], objections: [Refusal?] = [], redemption: RedemptionID,
        request: Redemption.Request, cashier: String? = nil, purchase: String? = nil
    ) {
        self.head = head
        self.coupons = coupons
        self.objections = objections
        self.redemption = redemption
        self.request = request
        self.cashier = cashier
        self.purchase = purchase
    }
}

extension RedemptionID {
    /// The id of a redemption in a stack: the first has the stack's own.
    package func part(_ index: Int) -> RedemptionID {
        index == 0 ? self : RedemptionID(unchecked: "\(text)-\(index + 1)")
    }
}

/// What a redemption came to; a retry with its key gets it again.
package enum RedemptionRecord: Sendable, Hashable {
    /// One a coupon, in the order in which they were presented.
    case redeemed([RedeemedPart])
    /// What stands against each coupon; `nil` for one that was refused only because of another.
    case refused([Refusal?])
}

/// One committed use.
package struct RedeemedPart: Sendable, Hashable {
    package let entry: LedgerEntry
    /// The offer as it was at that moment.
    package let offer: Offer
    package let acceptance: Redemption.Acceptance
    /// `nil` where the installation signs nothing, and for entries from before there were checkpoints.
    package var receipt: ProvenReceipt?

    package init(
        entry: LedgerEntry, offer: Offer, acceptance: Redemption.Acceptance, receipt: ProvenReceipt? = nil
    ) {
        self.entry = entry
        self.offer = offer
        self.acceptance = acceptance
        self.receipt = receipt
    }
}

/// What a redemption would come to.
package struct RedemptionPreview: Sendable, Hashable {
    package let decision: Redemption.Decision
    /// The coupons' offers as they are now; `nil` for unknown coupons.
    package let offers: [Offer?]

    package init(decision: Redemption.Decision, offers: [Offer?]) {
        self.decision = decision
        self.offers = offers
    }
}
