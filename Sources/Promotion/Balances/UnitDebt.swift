package import Vocabulary

/// What a member owes of a unit: it was earned and spent, and then the earning was taken back.
package struct UnitDebt: Sendable, Hashable, Codable {
    package let member: MemberID
    package let unit: BalanceUnit
    /// How much; later earnings pay it first, and it is 0 once it is paid.
    package var amount: Int64

    package init(member: MemberID, unit: BalanceUnit, amount: Int64) {
        self.member = member
        self.unit = unit
        self.amount = amount
    }
}
