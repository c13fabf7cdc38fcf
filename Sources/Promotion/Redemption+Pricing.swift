import Vocabulary

extension Redemption {
    /// What each coupon takes off, if the campaigns' budgets hold it.
    static func priced(_ coupons: [Facts], _ request: Request) -> Decision {
        guard let reductions = reductions(coupons, request) else {
            // Without the amount an amount off is known, a share is not.
            return .refused(
                coupons.map { $0.offer.benefit.discount(on: nil) == nil ? .amountRequired : nil })
        }
        let refusals =
            refusalsOfCurrency(reductions) ?? refusalsOfNothing(coupons, reductions, request)
            ?? refusalsOfBudgets(coupons, reductions)
        guard refusals.allSatisfy({ $0 == nil }) else { return .refused(refusals) }
        return .accepted(
            zip(coupons, reductions).map { facts, reduction in
                let use = facts.coupon.usesTaken + 1
                return Acceptance(
                    use: use, usesLeft: facts.coupon.usesAllowed - use, discount: reduction.discount,
                    byLine: request.basket == nil ? [] : reduction.byLine)
            })
    }

    /// Prices the coupons on the basket, or on the amount as one line; `nil` if one of them needs an amount.
    private static func reductions(_ coupons: [Facts], _ request: Request) -> [Pricing.Reduction]? {
        // By far the most requests: one coupon and a sum.
        if coupons.count == 1, request.basket == nil {
            return coupons[0].offer.benefit.discount(on: request.amount)
                .map { [Pricing.Reduction(discount: $0, byLine: [])] }
        }
        if let basket = request.basket ?? request.amount.flatMap(Basket.init(amount:)) {
            return Pricing.price(coupons.map(\.offer), on: basket)
        }
        let discounts = coupons.compactMap { $0.offer.benefit.discount(on: nil) }
        guard discounts.count == coupons.count else { return nil }
        return discounts.map { Pricing.Reduction(discount: $0, byLine: []) }
    }

    /// Without the purchase nothing says its currency, so sums off in two cannot be those of one purchase.
    private static func refusalsOfCurrency(_ reductions: [Pricing.Reduction]) -> [Refusal?]? {
        guard let currency = reductions.first?.discount.currency,
            reductions.contains(where: { $0.discount.currency != currency })
        else { return nil }
        return reductions.map { $0.discount.currency == currency ? nil : .wrongCurrency(expected: currency) }
    }

    /// A coupon that takes off nothing beside the others, and something alone, is not used up for it.
    private static func refusalsOfNothing(
        _ coupons: [Facts], _ reductions: [Pricing.Reduction], _ request: Request
    ) -> [Refusal?]? {
        guard coupons.count > 1, reductions.contains(where: { $0.discount.minorUnits == 0 }) else {
            return nil
        }
        let refusals: [Refusal?] = zip(coupons, reductions).map { facts, reduction in
            guard reduction.discount.minorUnits == 0,
                let alone = self.reductions([facts], request)?.first, alone.discount.minorUnits > 0
            else { return nil }
            return .nothingLeft
        }
        return refusals.contains { $0 != nil } ? refusals : nil
    }

    /// A budget gives a discount wholly or not at all: a customer was promised all of it.
    private static func refusalsOfBudgets(_ coupons: [Facts], _ reductions: [Pricing.Reduction]) -> [Refusal?]
    {
        var given: [CampaignID: Int64] = [:]
        return zip(coupons, reductions).map { facts, reduction in
            guard let budget = facts.budget else { return nil }
            guard reduction.discount.currency == budget.limit.currency else {
                return .wrongCurrency(expected: budget.limit.currency)
            }
            let before = given[budget.campaign] ?? 0
            guard before + reduction.discount.minorUnits <= budget.left else {
                return .budgetSpent(
                    budget: budget.limit,
                    left: Money(minorUnits: budget.left - before, currency: budget.limit.currency),
                    discount: reduction.discount)
            }
            given[budget.campaign] = before + reduction.discount.minorUnits
            return nil
        }
    }
}
