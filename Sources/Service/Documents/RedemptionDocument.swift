package import Promotion
import Store
package import Vocabulary

/// The answer to a redemption; `redeem --json` and HTTP give the same one.
package struct RedemptionDocument: Sendable, Hashable, Encodable {
    package let redemption: RedemptionID
    package let outcome: Outcome
    /// The canonical short code, of a signed token too.
    package let coupon: String
    package let offer: OfferDocument
    package let benefit: BenefitDocument
    /// Which use of the coupon this is, 1 for the first.
    package let use: UInt32
    package let usesLeft: UInt32
    /// How the items share in the discount; missing where the till named none.
    package let items: [ItemDiscountDocument]?
    /// A `Receipt`.
    package let receipt: String
    /// RFC 3339 with the store's offset.
    package let redeemedAt: String

    /// Raw values are wire format.
    package enum Outcome: String, Sendable, Hashable, Encodable {
        case redeemed
    }
}

/// The answer to a validation that found nothing against a redemption.
package struct ValidationDocument: Sendable, Hashable, Encodable {
    package let outcome: Outcome
    package let coupon: String
    package let offer: OfferDocument
    package let benefit: BenefitDocument
    /// Which use of the coupon it would be.
    package let use: UInt32
    package let usesLeft: UInt32
    /// How the items would share in the discount; missing where the till named none.
    package let items: [ItemDiscountDocument]?

    /// Raw values are wire format.
    package enum Outcome: String, Sendable, Hashable, Encodable {
        case redeemable
    }
}

/// The answer to a reversal.
package struct ReversalDocument: Sendable, Hashable, Encodable {
    package let reversal: ReversalID
    package let redemption: RedemptionID
    package let outcome: Outcome
    package let kind: Reversal.Kind
    /// The part of the purchase that came back.
    package let returned: Money
    /// The part of the discount that was taken back.
    package let discount: Money
    /// Whether the coupon has its use again.
    package let useRestored: Bool
    /// RFC 3339 with the store's offset.
    package let reversedAt: String

    /// Raw values are wire format.
    package enum Outcome: String, Sendable, Hashable, Encodable {
        case reversed
    }

    init(_ draft: LedgerDraft) {
        reversal = draft.reversal ?? ReversalID(unchecked: draft.redemption.text)
        redemption = draft.redemption
        outcome = .reversed
        kind = draft.kind == .void ? .void : .return
        returned = draft.amount ?? Money(minorUnits: 0, currency: draft.discount.currency)
        discount = draft.discount
        useRestored = draft.restoresUse
        reversedAt = draft.moment.rfc3339
    }
}
