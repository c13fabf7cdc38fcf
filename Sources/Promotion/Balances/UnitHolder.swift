package import Vocabulary

/// Whose units a decision is about.
package struct UnitHolder: Sendable, Hashable {
    /// The member; for one who became part of another, the other.
    package let member: MemberID
    /// The members who became part of this one, whose lots and debts are theirs, by id.
    package let merged: [MemberID]
    /// A word of `Membership.Tier`.
    package let tier: String
    /// Whether they are in the program now; who is not can neither earn nor spend.
    package let isActive: Bool

    package init(member: MemberID, merged: [MemberID] = [], tier: String = "", isActive: Bool = true) {
        self.member = member
        self.merged = merged.sorted()
        self.tier = tier
        self.isActive = isActive
    }

    /// Everybody whose lots count, the member first.
    package var family: [MemberID] { [member] + merged }
}
