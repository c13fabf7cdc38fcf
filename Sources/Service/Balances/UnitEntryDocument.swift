package import Promotion
import Store
package import Vocabulary

/// An entry of the unit ledger, as documents show it.
package struct UnitEntryDocument: Sendable, Hashable, Encodable {
    package let entry: UnitEntryID
    package let kind: UnitEntry.Kind
    package let member: MemberID
    /// RFC 3339, in UTC.
    package let at: String
    package let day: CalendarDate
    package let amount: UnitAmount
    package let reverses: UnitEntryID?
    /// The offer that is owed for a full stamp card.
    package let reward: OfferID?
    package let note: String?
    package let actor: String
    package let movements: [Movement]

    /// What an account got; below zero, what it gave.
    package struct Movement: Sendable, Hashable, Encodable {
        package let unit: BalanceUnit
        package let account: String
        package let lot: UnitEntryID?
        package let member: MemberID?
        package let amount: UnitAmount
    }

    package init(_ entry: UnitEntry) {
        self.entry = entry.id
        kind = entry.kind
        member = entry.member
        at = entry.at.rfc3339
        day = entry.day
        amount = UnitAmount(entry.amount, of: entry.units.first)
        reverses = entry.reverses
        reward = entry.reward
        note = entry.note
        actor = entry.actor
        movements = entry.postings.map { posting in
            let columns = posting.account.columns
            return Movement(
                unit: posting.unit, account: columns.account, lot: columns.lot, member: columns.member,
                amount: UnitAmount(posting.amount, of: posting.unit))
        }
    }

    /// What the member gained or lost, by unit.
    package var gains: [(unit: BalanceUnit, amount: UnitAmount)] {
        let mine = movements.filter { $0.member != nil }
        return Set(mine.map(\.unit)).sorted().map { unit in
            let sum = mine.filter { $0.unit == unit }.reduce(0) { $0 + $1.amount.count }
            return (unit, UnitAmount(sum, of: unit))
        }
    }
}
