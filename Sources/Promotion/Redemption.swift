public import Vocabulary

/// Decides whether a coupon may be redeemed, from facts alone.
///
/// `decide` is pure: the store reads the facts and records the outcome inside one transaction, so two tills
/// never both hear "accepted" for the last use. Server, command line and till run this same function.
public enum Redemption {
    /// What a till asks for.
    public struct Request: Sendable, Hashable, Codable {
        public let store: StoreID
        /// The store's clock and calendar when the request arrived.
        public let moment: LocalMoment
        /// The purchase before the discount; not negative.
        public let amount: Money?
        /// The member whose card was shown.
        public let member: MemberID?

        public init(store: StoreID, moment: LocalMoment, amount: Money? = nil, member: MemberID? = nil) {
            self.store = store
            self.moment = moment
            self.amount = amount
            self.member = member
        }
    }

    /// What the till is told; a refusal is an answer, not an error.
    public enum Outcome: Sendable, Hashable, Codable {
        case accepted(Acceptance)
        case refused(Refusal)
    }

    /// A committed use.
    public struct Acceptance: Sendable, Hashable, Codable {
        /// Which use of the coupon this is, 1 for the first.
        public let use: UInt32
        public let usesLeft: UInt32
        /// What comes off the purchase.
        public let discount: Money

        public init(use: UInt32, usesLeft: UInt32, discount: Money) {
            self.use = use
            self.usesLeft = usesLeft
            self.discount = discount
        }
    }

    /// Returns the outcome of presenting a coupon.
    ///
    /// What nobody can change is told first (revoked, expired, used up), then what another day, store, member
    /// or purchase would change, so that a cashier never sends a customer off for nothing.
    ///
    /// - Complexity: O(*s*) in the stores that the offer names.
    public static func decide(_ facts: Facts, _ request: Request) -> Outcome {
        if let refusal = refusalOfCoupon(facts, request) { return .refused(refusal) }
        if let refusal = refusalOfCounts(facts, request) { return .refused(refusal) }
        if let refusal = refusalOfPlace(facts, request) { return .refused(refusal) }
        if let refusal = refusalOfMember(facts, request) { return .refused(refusal) }
        if let refusal = refusalOfPurchase(facts, request) { return .refused(refusal) }
        guard let discount = facts.offer.benefit.discount(on: request.amount) else {
            return .refused(.amountRequired)
        }
        let use = facts.coupon.usesTaken + 1
        return .accepted(
            Acceptance(use: use, usesLeft: facts.coupon.usesAllowed - use, discount: discount))
    }
}

extension Redemption {
    private static func refusalOfCoupon(_ facts: Facts, _ request: Request) -> Refusal? {
        let today = request.moment.date
        guard facts.coupon.state == .issued else { return .revoked }
        guard today >= facts.validity.firstDay else { return .notYetValid(firstDay: facts.validity.firstDay) }
        let lastDay = lastDay(facts)
        guard today <= lastDay else { return .expired(lastDay: lastDay) }
        guard facts.coupon.usesTaken < facts.coupon.usesAllowed else {
            return .alreadyRedeemed(earlier: facts.coupon.earlierUses)
        }
        return nil
    }

    private static func refusalOfCounts(_ facts: Facts, _ request: Request) -> Refusal? {
        guard facts.campaignState == .active else { return .campaignPaused }
        if let limit = facts.offer.limits.usesInCampaign, facts.usesInCampaign >= limit {
            return .budgetExhausted(limit: limit)
        }
        return nil
    }

    private static func refusalOfPlace(_ facts: Facts, _ request: Request) -> Refusal? {
        let conditions = facts.offer.conditions
        guard conditions.stores.includes(request.store) else { return .wrongStore(conditions.stores) }
        guard conditions.weekdays.contains(request.moment.date.weekday) else {
            return .wrongWeekday(allowed: conditions.weekdays)
        }
        return nil
    }

    private static func refusalOfMember(_ facts: Facts, _ request: Request) -> Refusal? {
        if let holder = facts.coupon.holder, let member = request.member, member != holder {
            return .wrongMember
        }
        guard facts.offer.conditions.holder == .member || facts.coupon.holder != nil else { return nil }
        guard request.member != nil else { return .memberRequired }
        // A member id that the program does not know is as good as none.
        guard let member = facts.member else { return .memberRequired }
        if let limit = facts.offer.limits.usesPerMember, member.usesOfOffer >= limit {
            return .memberLimit(limit: limit)
        }
        return nil
    }

    private static func refusalOfPurchase(_ facts: Facts, _ request: Request) -> Refusal? {
        if let amount = request.amount, let currency = facts.offer.benefit.currency,
            currency != amount.currency
        {
            return .wrongCurrency(expected: currency)
        }
        if let minimum = facts.offer.conditions.minimumSpend {
            guard let amount = request.amount, amount.currency == minimum.currency,
                amount.minorUnits >= minimum.minorUnits
            else { return .belowMinimumSpend(minimum: minimum, given: request.amount) }
        }
        switch (facts.offer.combination, facts.purchase) {
        case (_, .none): return nil
        case (.alone, .shared), (_, .exclusive): return .cannotStack
        case (.withOthers, .shared): return nil
        }
    }

    /// The earliest of the campaign's, the coupon's and the member's own last day.
    private static func lastDay(_ facts: Facts) -> CalendarDate {
        var lastDay = facts.validity.lastDay
        if let own = facts.coupon.lastDay { lastDay = min(lastDay, own) }
        if let days = facts.offer.conditions.daysFromJoining, let member = facts.member {
            lastDay = min(lastDay, member.joinedOn.advanced(byDays: days))
        }
        return lastDay
    }
}
