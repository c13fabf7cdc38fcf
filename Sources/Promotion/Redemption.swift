import Vocabulary

/// Decides whether coupons may be redeemed, from facts alone.
///
/// `decide` is pure: the store reads the facts and records the outcome inside one transaction, so two tills
/// never both hear "accepted" for the last use. Server, command line and till run this same function.
public enum Redemption {
    /// 10 codes in one request: more than any till stacks, and few enough that a cashier can read the answer.
    public static let maximumCouponCount = 10

    /// Returns the outcome of presenting one coupon.
    ///
    /// - Complexity: O(*s*) in the stores and articles that the offer names.
    public static func decide(_ facts: Facts, _ request: Request) -> Outcome {
        switch decide([facts], request) {
        case .accepted(let acceptances): .accepted(acceptances[0])
        case .refused(let refusals): .refused(refusals[0] ?? .unknownCode)
        }
    }

    /// Returns the outcome of presenting coupons together: all are accepted, or none is.
    ///
    /// What nobody can change is told first (revoked, expired, used up), then what another day, store, member
    /// or purchase would change, so that a cashier never sends a customer off for nothing. Coupons of one request
    /// count against each other's limits and budgets; what each takes off is `Pricing`'s to say.
    ///
    /// - Parameters:
    ///   - coupons: The facts of 1 to `maximumCouponCount` different coupons, in the order of presentation.
    ///   - request: What the till asks for.
    /// - Returns: An acceptance each, or what stands against each.
    /// - Complexity: O(*n* · *s*) in the coupons and the stores and articles that their offers name.
    public static func decide(_ coupons: [Facts], _ request: Request) -> Decision {
        var tally = Tally()
        var refusals: [Refusal?] = []
        refusals.reserveCapacity(coupons.count)
        for facts in coupons {
            let refusal = refusal(facts, request, tally, isAlone: coupons.count == 1)
            if refusal == nil { tally.count(facts) }
            refusals.append(refusal)
        }
        guard refusals.allSatisfy({ $0 == nil }) else { return .refused(refusals) }
        return priced(coupons, request)
    }

    /// Returns the outcome of settling what a reservation held until now, to which its holder has a right.
    ///
    /// Ends, pauses, places and limits were judged when it was made and are not judged again; the purchase is, and
    /// a budget holds what is more than was held.
    ///
    /// - Parameters:
    ///   - coupons: The facts, with the uses that were held free again.
    ///   - request: The purchase as it is now.
    /// - Returns: As for `decide`.
    public static func settle(_ coupons: [Facts], _ request: Request) -> Decision {
        let refusals = coupons.map { refusalOfPurchase($0, request, isAlone: coupons.count == 1) }
        guard refusals.allSatisfy({ $0 == nil }) else { return .refused(refusals) }
        return priced(coupons, request)
    }

    /// What the coupons before this one in the same request have taken of shared limits.
    struct Tally {
        private var uses: [OfferID: Int64] = [:]

        mutating func count(_ facts: Facts) {
            uses[facts.offer.id, default: 0] += 1
        }

        /// Uses of an offer by this request so far.
        func uses(of offer: Offer) -> Int64 {
            uses.isEmpty ? 0 : uses[offer.id] ?? 0
        }
    }
}

extension Redemption {
    private static func refusal(
        _ facts: Facts, _ request: Request, _ tally: Tally, isAlone: Bool
    ) -> Refusal? {
        refusalBesidesPurchase(facts, request, tally) ?? refusalOfPurchase(facts, request, isAlone: isAlone)
    }

    /// What stands in the way whatever is bought.
    static func refusalBesidesPurchase(_ facts: Facts, _ request: Request, _ tally: Tally) -> Refusal? {
        let others = tally.uses(of: facts.offer)
        return refusalOfCoupon(facts, request) ?? refusalOfCampaign(facts, request, others)
            ?? refusalOfPlace(facts, request) ?? refusalOfMember(facts, request, others)
            ?? refusalOfStock(facts, request, others) ?? refusalOfDay(facts, request, others)
    }

    private static func refusalOfCoupon(_ facts: Facts, _ request: Request) -> Refusal? {
        let today = request.moment.date
        guard facts.coupon.state == .issued else { return .revoked }
        guard today >= facts.validity.firstDay else { return .notYetValid(firstDay: facts.validity.firstDay) }
        let lastDay = lastDay(facts)
        guard today <= lastDay else { return .expired(lastDay: lastDay) }
        guard facts.coupon.usesTaken < facts.coupon.usesAllowed else {
            return .alreadyRedeemed(earlier: facts.coupon.earlierUses)
        }
        guard facts.coupon.usesTaken + facts.coupon.usesHeld < facts.coupon.usesAllowed else {
            let end = facts.coupon.heldUntil ?? request.moment.instant
            return .reserved(
                until: LocalMoment(instant: end, utcOffsetSeconds: request.moment.utcOffsetSeconds))
        }
        return nil
    }

    private static func refusalOfCampaign(_ facts: Facts, _ request: Request, _ others: Int64) -> Refusal? {
        guard facts.campaignState == .active else { return .campaignPaused }
        if let limit = facts.offer.limits.usesInCampaign, facts.usesInCampaign + others >= limit {
            return .budgetExhausted(limit: limit)
        }
        if let budget = facts.budget, budget.left == 0 {
            return .budgetSpent(
                budget: budget.limit, left: Money(minorUnits: 0, currency: budget.limit.currency),
                discount: nil)
        }
        // Where no other store was given any, the stock of this one is all that there is.
        if let refusal = refusalOfStock(facts, request, others), case .stockExhausted(_, []) = refusal {
            return refusal
        }
        return nil
    }

    private static func refusalOfPlace(_ facts: Facts, _ request: Request) -> Refusal? {
        let conditions = facts.offer.conditions
        guard conditions.stores.includes(request.store) else {
            if let areas = conditions.areas, case .only(let stores) = conditions.stores,
                let refusal = areas.refusal(request.store, good: stores)
            {
                return refusal
            }
            return .wrongStore(conditions.stores)
        }
        guard conditions.weekdays.contains(request.moment.date.weekday) else {
            return .wrongWeekday(allowed: conditions.weekdays)
        }
        return nil
    }

    /// Who is at the till, and how often they had the offer: a total that is reached never gives again.
    private static func refusalOfMember(_ facts: Facts, _ request: Request, _ others: Int64) -> Refusal? {
        if let holder = facts.coupon.holder, let member = request.member, member != holder {
            return .wrongMember
        }
        guard facts.isForMembers else { return nil }
        guard request.member != nil else { return .memberRequired }
        // A member id that the program does not know is as good as none.
        guard let member = facts.member else { return .memberRequired }
        if let limit = facts.offer.limits.usesPerMember, member.usesOfOffer + others >= limit {
            return .memberLimit(limit: limit)
        }
        return nil
    }

    /// What this store still has to give in all.
    private static func refusalOfStock(_ facts: Facts, _ request: Request, _ others: Int64) -> Refusal? {
        guard let stock = facts.offer.limits.stock else { return nil }
        let here = stock.first { $0.store == request.store }?.count ?? 0
        guard facts.stockGiven + others >= here else { return nil }
        let elsewhere = stocked(facts.offer, besides: request.store)
        return .stockExhausted(had: here, others: Array(elsewhere.prefix(Refusal.maximumNamedStores)))
    }

    /// What may still be given today, to this member and in this store.
    private static func refusalOfDay(_ facts: Facts, _ request: Request, _ others: Int64) -> Refusal? {
        let limits = facts.offer.limits
        if let limit = limits.usesPerMemberAndDay, facts.isForMembers, let member = facts.member,
            member.usesOfOfferToday + others >= limit
        {
            return .memberDayLimit(limit: limit, again: again(facts, request))
        }
        if let limit = limits.usesPerStoreAndDay, facts.usesInStoreToday + others >= limit {
            return .storeLimit(
                limit: limit, again: again(facts, request),
                isGoodElsewhere: isGoodElsewhere(facts.offer, besides: request.store))
        }
        return nil
    }

    private static func again(_ facts: Facts, _ request: Request) -> Refusal.Again {
        nextDay(after: request.moment.date, facts.offer.conditions.weekdays, until: lastDay(facts))
            .map { .on(day: $0) } ?? .never
    }

    private static func refusalOfPurchase(
        _ facts: Facts, _ request: Request, isAlone: Bool
    ) -> Refusal? {
        if let amount = request.amount,
            let currency = facts.offer.benefit.currency ?? facts.budget?.limit.currency,
            currency != amount.currency
        {
            return .wrongCurrency(expected: currency)
        }
        if let refusal = refusalOfItems(facts, request) { return refusal }
        switch (facts.offer.combination, facts.purchase) {
        case (.alone, .none): return isAlone ? nil : .cannotStack
        case (.withOthers, .none), (.withOthers, .shared): return nil
        case (.alone, .shared), (_, .exclusive): return .cannotStack
        }
    }

    /// The minimum spend is what the offer looks at, before any discount.
    private static func refusalOfItems(_ facts: Facts, _ request: Request) -> Refusal? {
        var considered = request.amount
        if let scope = facts.offer.conditions.items {
            guard let basket = request.basket, basket.namesArticles else { return .itemsRequired }
            guard basket.hasItem(in: scope) else { return .noFittingItem(articles: scope.articles) }
            considered = basket.subtotal(of: scope)
        }
        guard let minimum = facts.offer.conditions.minimumSpend else { return nil }
        if let considered, considered.currency == minimum.currency,
            considered.minorUnits >= minimum.minorUnits
        {
            return nil
        }
        if facts.offer.conditions.items != nil, let considered {
            return .itemsBelowMinimumSpend(minimum: minimum, given: considered)
        }
        return .belowMinimumSpend(minimum: minimum, given: considered)
    }
}
