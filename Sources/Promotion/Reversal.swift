public import Vocabulary

/// Decides whether a redemption may be undone, whole or in part, from facts alone.
public enum Reversal {
    /// How a redemption is undone; raw values are wire format.
    public enum Kind: String, Sendable, Hashable, Codable {
        /// By the cashier, on the same day in the same store's calendar, always whole.
        case void
        /// Later, with the goods.
        case `return`
    }

    /// What a till asks for.
    public struct Request: Sendable, Hashable, Codable {
        public let kind: Kind
        /// The part of the purchase that comes back, before the discount; `nil` is all that is left.
        public let amount: Money?
        public let moment: LocalMoment

        public init(kind: Kind, amount: Money?, moment: LocalMoment) {
            self.kind = kind
            self.amount = amount
            self.moment = moment
        }
    }

    /// What the ledger says of the redemption.
    public struct Facts: Sendable, Hashable {
        /// The purchase before the discount, if the till gave it.
        public let purchase: Money?
        public let discount: Money
        /// The day of the redemption by the store's calendar.
        public let redeemedOn: CalendarDate
        /// What came back so far.
        public let returned: Money
        public let discountReversed: Money
        /// Whether the use was given back already: then nothing is left to undo.
        public let isWhollyReversed: Bool

        public init(
            purchase: Money?, discount: Money, redeemedOn: CalendarDate, returned: Money,
            discountReversed: Money, isWhollyReversed: Bool
        ) {
            self.purchase = purchase
            self.discount = discount
            self.redeemedOn = redeemedOn
            self.returned = returned
            self.discountReversed = discountReversed
            self.isWhollyReversed = isWhollyReversed
        }
    }

    /// What the till is told.
    public enum Outcome: Sendable, Hashable, Codable {
        case accepted(Acceptance)
        case refused(Refusal)
    }

    /// A committed reversal.
    public struct Acceptance: Sendable, Hashable, Codable {
        /// The part of the purchase that came back; zero if the purchase was not known.
        public let returned: Money
        /// The part of the discount taken back, in proportion; all parts add up to the discount.
        public let discount: Money
        /// Whether the coupon has its use again: only once nothing of the redemption is left.
        public let isUseRestored: Bool

        public init(returned: Money, discount: Money, isUseRestored: Bool) {
            self.returned = returned
            self.discount = discount
            self.isUseRestored = isUseRestored
        }
    }

    /// Why it cannot be undone.
    public enum Refusal: Error, Sendable, Hashable, Codable {
        case unknownRedemption
        case alreadyReversed
        /// A void is for the same day; a return is for later.
        case voidTooLate(redeemedOn: CalendarDate)
        /// A void takes back everything.
        case partialVoid
        case exceedsPurchase(left: Money)
        /// The redemption named no purchase, so it has no parts.
        case purchaseUnknown
        case wrongCurrency(expected: Currency)

        /// The stable machine word.
        public var reason: Reason {
            switch self {
            case .unknownRedemption: .unknownRedemption
            case .alreadyReversed: .alreadyReversed
            case .voidTooLate: .voidTooLate
            case .partialVoid, .purchaseUnknown, .wrongCurrency: .notApplicable
            case .exceedsPurchase: .exceedsRedemption
            }
        }
    }

    /// Raw values are wire format, so never rename one.
    public enum Reason: String, Sendable, Hashable, Codable, CaseIterable {
        case unknownRedemption = "unknown_redemption"
        case alreadyReversed = "already_reversed"
        case voidTooLate = "void_too_late"
        case exceedsRedemption = "exceeds_redemption"
        case notApplicable = "not_applicable"
    }

    /// Returns the outcome of undoing a redemption.
    ///
    /// - Complexity: O(1)
    public static func decide(_ facts: Facts, _ request: Request) -> Outcome {
        guard !facts.isWhollyReversed else { return .refused(.alreadyReversed) }
        if request.kind == .void {
            guard request.moment.date == facts.redeemedOn else {
                return .refused(.voidTooLate(redeemedOn: facts.redeemedOn))
            }
            guard request.amount == nil else { return .refused(.partialVoid) }
        }
        guard let purchase = facts.purchase else {
            return request.amount == nil ? whole(facts) : .refused(.purchaseUnknown)
        }
        return part(facts, purchase: purchase, amount: request.amount)
    }

    private static func whole(_ facts: Facts) -> Outcome {
        .accepted(
            Acceptance(returned: facts.returned.zero, discount: facts.discount, isUseRestored: true))
    }

    private static func part(_ facts: Facts, purchase: Money, amount: Money?) -> Outcome {
        let left = purchase.minorUnits - facts.returned.minorUnits
        let returned = amount?.minorUnits ?? left
        guard (amount?.currency ?? purchase.currency) == purchase.currency else {
            return .refused(.wrongCurrency(expected: purchase.currency))
        }
        guard returned <= left, returned > 0 || left == 0 else {
            return .refused(.exceedsPurchase(left: Money(minorUnits: left, currency: purchase.currency)))
        }
        let isWhole = returned == left
        let discount =
            isWhole ? facts.discount.minorUnits : share(facts, purchase, facts.returned.minorUnits + returned)
        return .accepted(
            Acceptance(
                returned: Money(minorUnits: returned, currency: purchase.currency),
                discount: Money(
                    minorUnits: discount - facts.discountReversed.minorUnits,
                    currency: facts.discount.currency),
                isUseRestored: isWhole))
    }

    /// The discount that belongs to the first `returned` minor units; full width, so that no product overflows.
    private static func share(_ facts: Facts, _ purchase: Money, _ returned: Int64) -> Int64 {
        let product = facts.discount.minorUnits.multipliedFullWidth(by: returned)
        return purchase.minorUnits.dividingFullWidth(product).quotient
    }
}

extension Money {
    fileprivate var zero: Money { Money(minorUnits: 0, currency: currency) }
}
