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
    package let purpose: String
    /// `granted`, `denied` or `unknown`.
    package let state: String
    /// Where it was said, such as `import`.
    package let source: String
    /// RFC 3339, UTC.
    package let at: String

    package init(_ record: ConsentRecord) {
        (purpose, state, source, at) = (record.purpose, record.state, record.source, record.at.rfc3339)
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
    package let redemptions: MemberEntriesDocument
}
