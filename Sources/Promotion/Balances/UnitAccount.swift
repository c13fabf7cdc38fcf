package import Vocabulary

/// One side of a posting: a member's lot or debt, or an account of the issuer.
package enum UnitAccount: Sendable, Hashable, Codable {
    /// What is in a lot of a member, named by the entry that made it.
    case lot(UnitEntryID, of: MemberID)
    /// What a member owes; its sum is zero or below.
    case debt(of: MemberID)
    case issuer(IssuerAccount)

    /// The issuer's accounts: where units come from and where they go; raw values are stored, so never rename one.
    package enum IssuerAccount: String, Sendable, Hashable, CaseIterable, Codable {
        /// Given for purchases and visits.
        case issued
        /// Spent at the till or turned into a reward.
        case redeemed
        case expired
        /// Corrected by hand.
        case adjusted
        /// Stored value that was paid for.
        case sold
        /// Stored value that was given on top.
        case given
        /// Stored value whose money was given back.
        case refunded
        /// The part of a refund that pays for a bonus which was spent already.
        case retained
    }

    /// Whether it is a member's: a lot or a debt.
    package var isMembers: Bool {
        if case .issuer = self { false } else { true }
    }
}
