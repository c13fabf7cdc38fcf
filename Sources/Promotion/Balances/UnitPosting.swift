/// A movement on one account; those of an entry add up to zero in each unit.
package struct UnitPosting: Sendable, Hashable, Codable {
    package let unit: BalanceUnit
    package let account: UnitAccount
    /// What the account gets; below zero, what it gives; never zero.
    package let amount: Int64

    package init(unit: BalanceUnit, account: UnitAccount, amount: Int64) {
        self.unit = unit
        self.account = account
        self.amount = amount
    }
}
