/// How a person stands to the program; raw values are stored, so never rename one.
///
/// A visitor, who is known by nothing but a scan, has no record.
package enum MemberState: String, Sendable, Hashable, CaseIterable {
    /// Subscribed to an account of the brand, and not joined.
    case follower
    case member
    /// Left the program; identities and balances are kept as long as the law or a return needs them.
    case left
    /// Became one with another member, who has what was theirs.
    case merged
    /// Everything that told of the person is gone; what the ledger refers to stays.
    case erased

    /// Whether lists, segments and offers are for them.
    package var isActive: Bool { self == .member }
}
