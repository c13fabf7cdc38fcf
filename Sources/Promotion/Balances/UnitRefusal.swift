/// Why the unit ledger did not do what was asked; an answer, never an error.
package enum UnitRefusal: Sendable, Hashable, Codable {
    /// There is less than was asked for: what there is, and what was asked for.
    case insufficientBalance(available: Int64, wanted: Int64)
    /// They left, were erased, or never joined.
    case inactiveMember
    /// Nobody may hold more than this of one unit.
    case balanceLimit(limit: Int64)
    /// Nobody may have more open lots of one unit.
    case tooManyLots(limit: Int)
    /// There is no such entry.
    case unknownEntry
    /// Entries of this kind are not taken back.
    case notReversible(kind: UnitEntry.Kind)
    /// Less than that is left to be taken back or refunded; 0 if it was done before.
    case alreadyReversed(left: Int64)
    /// The card takes no more stamps today: how many a day, and how many it had.
    case stampLimit(perDay: Int64, today: Int64)
    /// The key named another request before.
    case keyReused

    /// The stable machine word.
    package var reason: String {
        switch self {
        case .insufficientBalance: "insufficient_balance"
        case .inactiveMember: "inactive_member"
        case .balanceLimit: "balance_limit"
        case .tooManyLots: "too_many_lots"
        case .unknownEntry: "unknown_entry"
        case .notReversible: "not_reversible"
        case .alreadyReversed: "already_reversed"
        case .stampLimit: "stamp_limit"
        case .keyReused: "key_reused"
        }
    }
}
