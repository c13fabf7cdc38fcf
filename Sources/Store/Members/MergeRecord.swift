package import Vocabulary

/// That two members became one: who, when, and what is needed to make them two again.
package struct MergeRecord: Sendable, Hashable {
    /// Whose record stays.
    package var winner: MemberID
    /// Whose record ends, and is found as the winner's from then on.
    package var loser: MemberID
    package var at: Instant
    /// When it was undone, if it was.
    package var undoneAt: Instant?
    /// What the merge changed, as JSON without personal data in the clear; empty once one of them was erased.
    package var document: String

    package init(
        winner: MemberID, loser: MemberID, at: Instant, undoneAt: Instant? = nil, document: String
    ) {
        self.winner = winner
        self.loser = loser
        self.at = at
        self.undoneAt = undoneAt
        self.document = document
    }
}

/// A change of several members that rests on what they were.
package struct MemberChange: Sendable, Hashable {
    /// The members as they shall be.
    package var members: [MemberRecord]
    /// The members as they were read; if one is another by now, nothing is written.
    package var expected: [MemberRecord]
    package var consents: [ConsentRecord] = []
    /// Identities that the members are said to have and do not get.
    package var claims: [ClaimRecord] = []
    /// An identity about which a person has decided.
    package var answer: ClaimAnswer?
    /// A merge to be kept, or one to be marked as undone.
    package var merge: MergeRecord?
    /// Members of whom nothing may be left: their lists and merge documents are emptied too.
    package var erased: [MemberID] = []
    /// Digests of addresses of which no challenge may be left.
    package var forgottenAddresses: [[UInt8]] = []

    package init(members: [MemberRecord], expected: [MemberRecord]) {
        self.members = members
        self.expected = expected
    }
}
