package import Store
package import Vocabulary

/// A page of members.
package struct MemberPageDocument: Sendable, Hashable, Encodable {
    package let members: [MemberView]
    /// What to give as `after` for the page that follows; missing on the last one.
    package let next: MemberID?

    package init(members: [MemberView], next: MemberID?) {
        (self.members, self.next) = (members, next)
    }
}

/// What a member said about one purpose.
package struct ConsentDocument: Sendable, Hashable, Encodable {
    /// Who said it: the member, or one who became part of them.
    package let member: MemberID
    package let purpose: String
    /// `granted`, `denied` or `unknown`.
    package let state: String
    /// Where it was said, such as `import`.
    package let source: String
    /// The version of the words that they were shown, if it was kept.
    package let wording: String?
    /// The placement whose page showed them, if one did.
    package let placement: PlacementID?
    /// RFC 3339, UTC.
    package let at: String

    package init(_ record: ConsentRecord) {
        (member, purpose, state, source) = (record.member, record.purpose, record.state, record.source)
        (wording, placement, at) = (record.wording, record.placement, record.at.rfc3339)
    }

    /// A row of a table.
    package var row: [String] {
        [
            at, purpose, state, wording.map { "wording \($0)" } ?? "-",
            placement.map { "\(source) at \($0)" } ?? source,
        ]
    }
}

/// That two members became one.
package struct MergeView: Sendable, Hashable, Encodable {
    package let winner: MemberID
    package let loser: MemberID
    /// RFC 3339, UTC.
    package let at: String
    package let undoneAt: String?

    package init(_ record: MergeRecord) {
        (winner, loser) = (record.winner, record.loser)
        (at, undoneAt) = (record.at.rfc3339, record.undoneAt?.rfc3339)
    }
}

/// A page of what a member redeemed and gave back, newest first.
package struct MemberEntriesDocument: Sendable, Hashable, Encodable {
    package let entries: [LedgerDocument]
    /// What to give as `after` for the page that follows; missing on the last one.
    package let next: String?
}

/// Everything that is known of a member.
package struct MemberChain: Sendable, Hashable {
    package let view: MemberView
    /// What brought them.
    package let placement: PlacementRecord?
    package let consents: [ConsentDocument]
    package let merges: [MergeView]
    /// Made out to them, the latest first.
    package let coupons: [MemberCouponDocument]
    /// Points, stamps and stored value.
    package let balances: [BalanceDocument]
    package let redemptions: MemberEntriesDocument
}
