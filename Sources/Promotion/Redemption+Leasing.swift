public import Vocabulary

extension Redemption {
    /// Why a use is not leased to a terminal.
    public enum LeaseDenial: Error, Sendable, Hashable, Codable {
        /// What stands in the way of a redemption too.
        case refused(Refusal)
        /// The offer counts by the day, and the lease would run into another one.
        case countedByDay
        /// What a use takes off has no bound, and the campaign has a budget that must hold it.
        case unboundedDiscount
    }

    /// Returns what to hold of the campaign's budget for one use that a terminal may give on its own.
    ///
    /// Everything that is counted is counted now, as for a redemption; the purchase is the terminal's to judge.
    ///
    /// - Parameters:
    ///   - facts: The facts of the coupon.
    ///   - request: The terminal's store, the moment, and the member to whom the coupon belongs.
    ///   - lastDay: The day on which the lease ends, by the store's calendar.
    /// - Returns: What the use may take off at most; `nil` where there is no budget to hold it.
    /// - Throws: `LeaseDenial`.
    public static func lease(
        _ facts: Facts, _ request: Request, through lastDay: CalendarDate
    ) throws(LeaseDenial) -> Money? {
        if let refusal = refusalBesidesPurchase(facts, request, Tally()) { throw .refused(refusal) }
        let limits = facts.offer.limits
        let isCountedByDay = limits.usesPerMemberAndDay != nil || limits.usesPerStoreAndDay != nil
        guard !isCountedByDay || lastDay == request.moment.date else { throw .countedByDay }
        guard let budget = facts.budget else { return nil }
        guard let discount = facts.offer.benefit.largestDiscount else { throw .unboundedDiscount }
        guard discount.currency == budget.limit.currency else {
            throw .refused(.wrongCurrency(expected: budget.limit.currency))
        }
        guard discount.minorUnits <= budget.left else {
            let left = Money(minorUnits: budget.left, currency: discount.currency)
            throw .refused(.budgetSpent(budget: budget.limit, left: left, discount: discount))
        }
        return discount
    }
}

extension Redemption.LeaseDenial {
    /// The stable machine word.
    public var reason: String {
        switch self {
        case .refused(let refusal): refusal.reason.rawValue
        case .countedByDay: "counted_by_day"
        case .unboundedDiscount: "unbounded_discount"
        }
    }
}

extension Redemption.LeaseDenial {
    /// Returns one sentence for the cashier.
    public func sentence(in language: SpokenLanguage) -> String {
        switch (self, language) {
        case (.refused(let refusal), _): refusal.sentence(in: language)
        case (.countedByDay, .english):
            "The offer counts uses by the day, and would be kept into another day: ask for fewer hours."
        case (.countedByDay, .simplifiedChinese): "该优惠按天计次，预留不能跨天，请减少小时数。"
        case (.unboundedDiscount, .english):
            "One use may take off any sum, so the campaign's budget cannot be kept for it."
        case (.unboundedDiscount, .simplifiedChinese): "该优惠没有封顶金额，无法为其预留活动预算。"
        }
    }
}

extension Benefit {
    /// The most that one use may take off; `nil` where that hangs on the purchase alone.
    fileprivate var largestDiscount: Money? {
        switch self {
        case .amountOff(let amount): amount
        case .percentOff(_, let cap): cap
        }
    }
}
