package import Vocabulary

/// Something that is counted in the transaction of the ledger row that changes it.
///
/// Every redemption counts in all that apply to it, whether or not a limit is set, so that a limit that comes later
/// counts what was given before it, and `doctor` can recompute each one from the ledger.
package enum Counter: Sendable, Hashable {
    /// Uses of an offer by everybody, everywhere.
    case uses(OfferID)
    /// What the offers of a campaign took off, in minor units of a currency.
    case spend(CampaignID, Currency)
    /// Uses of an offer by a member.
    case member(OfferID, MemberID)
    /// Uses of an offer by a member on a day of the store's calendar.
    case memberDay(OfferID, MemberID, CalendarDate)
    /// Uses of an offer in a store on a day of its calendar.
    case storeDay(OfferID, StoreID, CalendarDate)
    /// Uses of an offer in a store, which come out of its stock.
    case stock(OfferID, StoreID)

    /// What is counted; raw values are stored.
    package enum Scope: String, Sendable, Hashable, CaseIterable {
        case uses, spend, member, stock
        case memberDay = "member_day"
        case storeDay = "store_day"
    }

    package var scope: Scope {
        switch self {
        case .uses: .uses
        case .spend: .spend
        case .member: .member
        case .memberDay: .memberDay
        case .storeDay: .storeDay
        case .stock: .stock
        }
    }

    /// The offer, or of `spend` the campaign.
    package var owner: String {
        switch self {
        case .uses(let offer), .member(let offer, _), .memberDay(let offer, _, _), .storeDay(let offer, _, _),
            .stock(let offer, _):
            offer.text
        case .spend(let campaign, _): campaign.text
        }
    }

    /// Whose count it is: a currency, a member, a store, with the day behind a space; empty for everybody's.
    package var subject: String {
        switch self {
        case .uses: ""
        case .spend(_, let currency): currency.code
        case .member(_, let member): member.text
        case .memberDay(_, let member, let day): "\(member.text) \(day.daysSince1970)"
        case .storeDay(_, let store, let day): "\(store.text) \(day.daysSince1970)"
        case .stock(_, let store): store.text
        }
    }

    /// Whether all tills of a campaign count here, so that it is worth splitting into sub-budgets.
    package var isShared: Bool {
        switch self {
        case .uses, .spend: true
        case .member, .memberDay, .storeDay, .stock: false
        }
    }
}

extension Counter: Comparable {
    /// By owner, scope and subject: the order in which engines lock counters, so that no two wait for each other.
    package static func < (left: Counter, right: Counter) -> Bool {
        (left.owner, left.scope.rawValue, left.subject) < (right.owner, right.scope.rawValue, right.subject)
    }
}

/// What a counter is changed by.
package struct CounterChange: Sendable, Hashable {
    package let counter: Counter
    package let by: Int64

    package init(_ counter: Counter, by change: Int64) {
        self.counter = counter
        by = change
    }
}

/// The limit that a shared counter is held to; engines that split counters grant shares of it.
package struct CounterLimit: Sendable, Hashable {
    package let counter: Counter
    /// `nil` is without limit.
    package let limit: Int64?

    package init(_ counter: Counter, limit: Int64?) {
        self.counter = counter
        self.limit = limit
    }
}
