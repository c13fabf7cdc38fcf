package import Vocabulary

/// Units that came together and end together.
package struct UnitLot: Sendable, Hashable, Codable {
    /// The entry that made it; with the unit, the lot's name.
    package let source: UnitEntryID
    package let unit: BalanceUnit
    /// Whose it is, also after they became part of another member.
    package let member: MemberID
    /// What came into it when it was made; at least 1.
    package let amount: Int64
    /// What is left; never below zero.
    package var remaining: Int64
    /// What ended in it unspent.
    package var expired: Int64
    package let createdOn: CalendarDate
    /// The first day on which it can be spent.
    package let firstDay: CalendarDate
    /// The last one; `nil` for a lot without end.
    package var lastDay: CalendarDate?

    package init(
        source: UnitEntryID, unit: BalanceUnit, member: MemberID, amount: Int64, remaining: Int64,
        expired: Int64 = 0, createdOn: CalendarDate, firstDay: CalendarDate, lastDay: CalendarDate?
    ) {
        self.source = source
        self.unit = unit
        self.member = member
        self.amount = amount
        self.remaining = remaining
        self.expired = expired
        self.createdOn = createdOn
        self.firstDay = firstDay
        self.lastDay = lastDay
    }

    /// Whether its last day is over.
    package func hasEnded(on day: CalendarDate) -> Bool { lastDay.map { $0 < day } ?? false }

    /// Whether there is something in it that can be spent on a day.
    package func isOpen(on day: CalendarDate) -> Bool {
        remaining > 0 && firstDay <= day && !hasEnded(on: day)
    }

    /// Whether it is spent before another: the one that ends first, then the older one.
    package static func comesFirst(_ left: UnitLot, _ right: UnitLot) -> Bool {
        let ends = (left.lastDay?.daysSince1970 ?? .max, right.lastDay?.daysSince1970 ?? .max)
        guard ends.0 == ends.1 else { return ends.0 < ends.1 }
        guard left.createdOn == right.createdOn else { return left.createdOn < right.createdOn }
        return (left.source.text, left.unit.text) < (right.source.text, right.unit.text)
    }
}
