package import Vocabulary

/// What a member has of one unit on a day.
package struct UnitBalance: Sendable, Hashable, Codable {
    package let unit: BalanceUnit
    /// What can be spent: what is there, less what is owed.
    package let available: Int64
    /// What can be spent later.
    package let pending: Int64
    /// What is owed, and paid by what comes next.
    package let owed: Int64
    /// The last day of what ends first, and how much that is.
    package let nextEnd: End?

    /// What ends together.
    package struct End: Sendable, Hashable, Codable {
        package let lastDay: CalendarDate
        package let amount: Int64

        package init(lastDay: CalendarDate, amount: Int64) {
            self.lastDay = lastDay
            self.amount = amount
        }
    }

    /// Adds up lots and debts; those of other units are passed over.
    ///
    /// - Complexity: O(*n*) in the number of lots.
    package init(_ unit: BalanceUnit, lots: [UnitLot], debts: [UnitDebt], on day: CalendarDate) {
        let mine = lots.filter { $0.unit == unit && $0.remaining > 0 && !$0.hasEnded(on: day) }
        let open = mine.filter { $0.isOpen(on: day) }
        self.unit = unit
        let there = open.reduce(0) { $0 + $1.remaining }
        pending = mine.reduce(0) { $0 + $1.remaining } - there
        owed = debts.filter { $0.unit == unit }.reduce(0) { $0 + $1.amount }
        available = max(0, there - owed)
        nextEnd = open.compactMap(\.lastDay).min().map { first in
            End(
                lastDay: first,
                amount: open.filter { $0.lastDay == first }.reduce(0) { $0 + $1.remaining })
        }
    }
}
