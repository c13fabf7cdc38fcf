package import Promotion
package import Vocabulary

/// What a member has of a unit, as documents show it.
package struct BalanceDocument: Sendable, Hashable, Encodable {
    package let unit: BalanceUnit
    package let available: UnitAmount
    package let pending: UnitAmount?
    package let owed: UnitAmount?
    package let nextEnd: End?

    /// What ends together.
    package struct End: Sendable, Hashable, Encodable {
        package let lastDay: CalendarDate
        package let amount: UnitAmount
    }

    package init(_ balance: UnitBalance) {
        unit = balance.unit
        available = UnitAmount(balance.available, of: balance.unit)
        pending = balance.pending > 0 ? UnitAmount(balance.pending, of: balance.unit) : nil
        owed = balance.owed > 0 ? UnitAmount(balance.owed, of: balance.unit) : nil
        nextEnd = balance.nextEnd.map { end in
            End(lastDay: end.lastDay, amount: UnitAmount(end.amount, of: balance.unit))
        }
    }

    /// The balance on one line.
    package var text: String {
        var parts = ["\(unit): \(available)"]
        if let pending { parts.append("\(pending) later") }
        if let owed { parts.append("\(owed) owed") }
        if let nextEnd { parts.append("\(nextEnd.amount) until \(nextEnd.lastDay)") }
        return parts.joined(separator: ", ")
    }
}
