public import Vocabulary

/// Why a coupon was turned down, with what the customer could do about it.
///
/// It is kept under the key of its request, so that a case or label is never renamed. What an optional says was not yet
/// known to those that were kept as `nil`.
public enum Refusal: Error, Sendable, Hashable, Codable {
    /// No coupon of this issuer has the code: mistyped, foreign or forged, all alike.
    case unknownCode
    /// The issuer signed the code with a key that it no longer stands by.
    case keyExpired(since: LocalMoment)
    case revoked
    case notYetValid(firstDay: CalendarDate)
    case expired(lastDay: CalendarDate)
    case alreadyRedeemed(earlier: [Redemption.EarlierUse])
    /// Another till holds the last use until then, at the latest.
    case reserved(until: LocalMoment)
    case campaignPaused
    case budgetExhausted(limit: UInt32)
    /// What the campaign may take off has been taken off, or `left` is less than this coupon's discount.
    case budgetSpent(budget: Money, left: Money?, discount: Money?)
    /// The store has given all it `had`, which may be none; `others` were given some too, at most `maximumNamedStores`.
    case stockExhausted(had: UInt32?, others: [StoreID]?)
    /// The store has given as many as it may on one day.
    case storeLimit(limit: UInt32, again: Again?, isGoodElsewhere: Bool?)
    case wrongStore(Conditions.StoreScope)
    /// The store is outside the areas that the offer is good in; it is good at `stores`.
    case outsideArea(areas: [AreaID], stores: [StoreID])
    /// Whether the store is in the offer's areas was not known when the campaign was applied.
    case locationUnknown(areas: [AreaID])
    case wrongWeekday(allowed: [Weekday])
    case memberRequired
    case wrongMember
    case memberLimit(limit: UInt32)
    /// The member has had as many as they may on one day.
    case memberDayLimit(limit: UInt32, again: Again?)
    case amountRequired
    /// The offer looks at some articles only, and the till did not say what is bought.
    case itemsRequired
    case noFittingItem(articles: [String])
    case wrongCurrency(expected: Currency)
    case belowMinimumSpend(minimum: Money, given: Money?)
    /// The articles that the offer looks at come to less than it asks for.
    case itemsBelowMinimumSpend(minimum: Money, given: Money)
    case cannotStack
    /// The other coupons of the request take off all that this one could.
    case nothingLeft

    /// When a limit that counts days gives again.
    public enum Again: Sendable, Hashable, Codable {
        case on(day: CalendarDate)
        /// Today is the last day.
        case never
    }

    /// 7 stores: six fit a till's line, and the seventh shows that there are more.
    public static let maximumNamedStores = 7

    /// The stable machine word.
    public var reason: Reason {
        switch self {
        case .unknownCode: .unknownCode
        case .keyExpired: .keyExpired
        case .revoked: .revoked
        case .notYetValid: .notYetValid
        case .expired: .expired
        case .alreadyRedeemed: .alreadyRedeemed
        case .reserved: .reserved
        case .campaignPaused: .campaignPaused
        case .budgetExhausted, .budgetSpent: .budgetExhausted
        case .stockExhausted: .stockExhausted
        case .storeLimit: .storeLimit
        case .wrongStore: .wrongStore
        case .outsideArea: .outsideArea
        case .locationUnknown: .locationUnknown
        case .wrongWeekday, .wrongCurrency, .itemsRequired, .noFittingItem, .nothingLeft: .notApplicable
        case .memberRequired: .memberRequired
        case .wrongMember: .wrongMember
        case .memberLimit, .memberDayLimit: .memberLimit
        case .amountRequired: .amountRequired
        case .belowMinimumSpend, .itemsBelowMinimumSpend: .belowMinimumSpend
        case .cannotStack: .cannotStack
        }
    }

    /// Whether it is a count that could be smaller again once reservations past their end are taken back.
    public var isCounted: Bool {
        switch self {
        case .budgetExhausted, .budgetSpent, .stockExhausted, .storeLimit, .memberLimit, .memberDayLimit: true
        default: false
        }
    }

    /// Raw values are wire format, so never rename one.
    public enum Reason: String, Sendable, Hashable, Codable, CaseIterable {
        case unknownCode = "unknown_code"
        case keyExpired = "key_expired"
        case revoked
        case notYetValid = "not_yet_valid"
        case expired
        case alreadyRedeemed = "already_redeemed"
        case reserved
        case campaignPaused = "campaign_paused"
        case budgetExhausted = "budget_exhausted"
        case stockExhausted = "stock_exhausted"
        case storeLimit = "store_limit"
        case wrongStore = "wrong_store"
        case outsideArea = "outside_area"
        case locationUnknown = "location_unknown"
        case notApplicable = "not_applicable"
        case memberRequired = "member_required"
        case wrongMember = "wrong_member"
        case memberLimit = "member_limit"
        case amountRequired = "amount_required"
        case belowMinimumSpend = "below_minimum_spend"
        case cannotStack = "cannot_stack"
    }
}
