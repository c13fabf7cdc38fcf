public import Vocabulary

/// Why a coupon was turned down, with what the customer could do about it.
public enum Refusal: Error, Sendable, Hashable, Codable {
    /// No coupon of this issuer has the code: mistyped, foreign or forged, all alike.
    case unknownCode
    case revoked
    case notYetValid(firstDay: CalendarDate)
    case expired(lastDay: CalendarDate)
    case alreadyRedeemed(earlier: [Redemption.EarlierUse])
    case campaignPaused
    case budgetExhausted(limit: UInt32)
    case wrongStore(Conditions.StoreScope)
    case wrongWeekday(allowed: [Weekday])
    case memberRequired
    case wrongMember
    case memberLimit(limit: UInt32)
    case amountRequired
    case wrongCurrency(expected: Currency)
    case belowMinimumSpend(minimum: Money, given: Money?)
    case cannotStack

    /// The stable machine word.
    public var reason: Reason {
        switch self {
        case .unknownCode: .unknownCode
        case .revoked: .revoked
        case .notYetValid: .notYetValid
        case .expired: .expired
        case .alreadyRedeemed: .alreadyRedeemed
        case .campaignPaused: .campaignPaused
        case .budgetExhausted: .budgetExhausted
        case .wrongStore: .wrongStore
        case .wrongWeekday, .wrongCurrency: .notApplicable
        case .memberRequired: .memberRequired
        case .wrongMember: .wrongMember
        case .memberLimit: .memberLimit
        case .amountRequired: .amountRequired
        case .belowMinimumSpend: .belowMinimumSpend
        case .cannotStack: .cannotStack
        }
    }

    /// Raw values are wire format, so never rename one.
    public enum Reason: String, Sendable, Hashable, Codable, CaseIterable {
        case unknownCode = "unknown_code"
        case revoked
        case notYetValid = "not_yet_valid"
        case expired
        case alreadyRedeemed = "already_redeemed"
        case campaignPaused = "campaign_paused"
        case budgetExhausted = "budget_exhausted"
        case wrongStore = "wrong_store"
        case notApplicable = "not_applicable"
        case memberRequired = "member_required"
        case wrongMember = "wrong_member"
        case memberLimit = "member_limit"
        case amountRequired = "amount_required"
        case belowMinimumSpend = "below_minimum_spend"
        case cannotStack = "cannot_stack"
    }
}
