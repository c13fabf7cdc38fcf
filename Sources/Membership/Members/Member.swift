package import Vocabulary

/// A person in the program, without the ways to recognise them: those are `Identity` values with a home of their own.
package struct Member: Sendable, Hashable {
    package let id: MemberID
    /// As the person writes it, which may look like a formula; empty if they never said.
    package var name: String
    /// What they chose to say; `nil` if they were never asked.
    package var gender: Gender?
    /// What they chose to say; `nil` if they were never asked.
    package var birthday: Birthday?
    package var homeStore: StoreID?
    package var joinedAt: Instant
    package var state = MemberState.member
    package var tier: Tier?
    package var language: Language?
    package var marketingConsent: Consent
    /// Roughly where they are; never finer.
    package var cell: CoarseCell?
    /// What brought them: `till`, `packaging`, `friend`; empty if unknown.
    package var source: String
    /// Free text of the staff; may hold line breaks.
    package var note: String

    /// Makes a member of whom nothing is known but who they are and since when.
    package init(id: MemberID, joinedAt: Instant, marketingConsent: Consent) {
        self.id = id
        self.joinedAt = joinedAt
        self.marketingConsent = marketingConsent
        name = ""
        source = ""
        note = ""
    }
}

/// A member together with the identities paired with them, at most one of each kind: what a row of a list holds.
package struct MemberRecord: Sendable, Hashable {
    package var member: Member
    package var identities: Set<Identity>

    package init(member: Member, identities: Set<Identity>) {
        self.member = member
        self.identities = identities
    }

    /// Returns the value of an identity, or `nil` if the member has none of this kind.
    package func identity(_ kind: Identity.Kind) -> Identity? {
        identities.first { $0.kind == kind }
    }
}
