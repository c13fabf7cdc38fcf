package import Vocabulary

/// A request to the unit ledger, with everything that its decision needs of the outside.
package struct UnitOrder: Sendable, Hashable {
    /// The name of the entry that it will make.
    package let id: UnitEntryID
    package let at: Instant
    /// Today by the member's calendar.
    package let day: CalendarDate
    package let actor: String
    package let note: String?
    package let action: Action

    /// What is asked for; amounts are whole units from 1 to `BalanceLimits.maximumAmount`.
    package enum Action: Sendable, Hashable {
        case earn(Int64, BalanceUnit, UnitLifetime)
        case earnFor(Money, EarnRule, UnitLifetime)
        case stamp(StampCard, Int64)
        /// What was paid, what is given on top (0 for nothing), and how long that lasts.
        case topUp(Money, bonus: Int64, UnitLifetime)
        case spend(Int64, BalanceUnit)
        case spendValue(Money, DrawOrder)
        /// Below zero, to take.
        case adjust(Int64, BalanceUnit, UnitLifetime)
        /// `nil` for all that is left of it.
        case reverse(UnitEntryID, Int64?)
        case refund(UnitEntryID, Int64?)
        /// Takes back until the same part of the entry is back as came back of its purchase.
        case takeBack(UnitEntryID, UnitPortion)
        /// Books what has ended, and nothing else.
        case expire
    }

    package init(
        id: UnitEntryID, at: Instant, day: CalendarDate, actor: String, note: String? = nil, action: Action
    ) {
        self.id = id
        self.at = at
        self.day = day
        self.actor = actor
        self.note = note
        self.action = action
    }

    /// The units that it is about; empty for one that follows from another entry.
    package var units: [BalanceUnit] {
        switch action {
        case .earn(_, let unit, _), .spend(_, let unit), .adjust(_, let unit, _): [unit]
        case .earnFor: [.points]
        case .stamp(let card, _): [.stamps(card.id)]
        case .topUp(let money, _, _), .spendValue(let money, _):
            [.paidValue(money.currency), .bonusValue(money.currency)]
        case .reverse, .refund, .takeBack, .expire: []
        }
    }

    /// The entry that it takes back or refunds.
    package var target: UnitEntryID? {
        switch action {
        case .reverse(let entry, _), .refund(let entry, _), .takeBack(let entry, _): entry
        default: nil
        }
    }

    /// Whether only a member who is in the program may have it.
    package var needsActiveMember: Bool { target == nil && action != .expire }
}
