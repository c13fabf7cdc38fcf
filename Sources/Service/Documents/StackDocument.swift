import Promotion
package import Vocabulary

/// The answer to several coupons redeemed together.
package struct StackDocument: Sendable, Hashable, Encodable {
    /// The first redemption's id, which names the stack.
    package let redemption: RedemptionID
    package let outcome: RedemptionDocument.Outcome
    /// What all of them take off together.
    package let discount: Money
    /// One a code, in the order in which they were presented.
    package let redemptions: [RedemptionDocument]
    /// How the items share in all discounts together; missing where the till named none.
    package let items: [ItemDiscountDocument]?
    /// RFC 3339 with the store's offset.
    package let redeemedAt: String

    init(_ documents: [RedemptionDocument], first: RedemptionDocument, _ basket: Basket?) {
        redemption = first.redemption
        outcome = .redeemed
        discount = documents.map(\.benefit.discount).total(in: first.benefit.discount.currency)
        redemptions = documents
        items = ItemDiscountDocument.sum(documents.map(\.items))
        redeemedAt = first.redeemedAt
    }
}

/// The answer to a validation of several coupons that found nothing against redeeming them together.
package struct StackValidationDocument: Sendable, Hashable, Encodable {
    package let outcome: ValidationDocument.Outcome
    /// What all of them would take off together; missing without coupons.
    package let discount: Money?
    /// One a code, in the order in which they were presented.
    package let validations: [ValidationDocument]
    package let items: [ItemDiscountDocument]?

    init(_ documents: [ValidationDocument]) {
        outcome = .redeemable
        discount = documents.first.map { first in
            documents.map(\.benefit.discount).total(in: first.benefit.discount.currency)
        }
        validations = documents
        items = ItemDiscountDocument.sum(documents.map(\.items))
    }
}

/// What comes off one item of a purchase.
package struct ItemDiscountDocument: Sendable, Hashable, Encodable {
    package let sku: String
    package let discount: Money

    static func list(_ acceptance: Redemption.Acceptance, _ basket: Basket) -> [ItemDiscountDocument] {
        zip(basket.lines, acceptance.byLine).map { line, units in
            ItemDiscountDocument(
                sku: line.article ?? "", discount: Money(minorUnits: units, currency: basket.currency))
        }
    }

    /// Line by line, what all lists say together; `nil` without lists.
    static func sum(_ lists: [[ItemDiscountDocument]?]) -> [ItemDiscountDocument]? {
        guard let first = lists.first ?? nil else { return nil }
        return first.indices.map { index in
            let parts = lists.compactMap { $0?[index].discount }
            return ItemDiscountDocument(
                sku: first[index].sku, discount: parts.total(in: first[index].discount.currency))
        }
    }
}

extension [Money] {
    /// All in one currency, as the rules make sure.
    func total(in currency: Currency) -> Money {
        Money(minorUnits: reduce(0) { $0 + $1.minorUnits }, currency: currency)
    }
}
