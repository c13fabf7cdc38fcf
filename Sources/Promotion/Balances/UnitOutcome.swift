/// What became of a request to the unit ledger; its JSON is stored, so cases and labels stay as they are.
package enum UnitOutcome: Sendable, Hashable, Codable {
    case accepted(UnitAnswer)
    case refused(UnitRefusal)
}

/// What was written, and what the member has of those units afterwards.
package struct UnitAnswer: Sendable, Hashable, Codable {
    /// The entries in their order; what was asked for has the request's name.
    package let entries: [UnitEntry]
    package let balances: [UnitBalance]

    package init(entries: [UnitEntry], balances: [UnitBalance]) {
        self.entries = entries
        self.balances = balances
    }
}

/// What a decision changes: appended entries, and lots and debts as they are afterwards.
package struct UnitChange: Sendable, Hashable {
    package let answer: UnitAnswer
    package let lots: [UnitLot]
    package let debts: [UnitDebt]

    package init(answer: UnitAnswer, lots: [UnitLot], debts: [UnitDebt]) {
        self.answer = answer
        self.lots = lots
        self.debts = debts
    }
}
