package import Membership
package import Vocabulary

/// A member as stored: what rules and lists need in the clear, what names the person sealed.
package struct MemberRecord: Sendable, Hashable {
    package var id: MemberID
    /// The day they joined, by their home store's calendar.
    package var joinedOn: CalendarDate
    /// When they joined, which is what counts as a join of their placement.
    package var joinedAt: Instant
    package var homeStore: StoreID?
    package var tier: String
    /// A word of `Membership.Gender`.
    package var gender: String?
    /// A language tag, such as `zh-Hans`.
    package var language: String
    /// A word of `Membership.Consent`: whether marketing may use this member.
    package var marketingConsent: String
    /// How they came, as the list or the page named it.
    package var source: String
    /// The placement that brought them, if one did.
    package var placement: PlacementID?
    /// The coarse grid cell where they said they are, never a fix.
    package var cell: String?
    /// Name, note and birthday, sealed by the workspace's vault.
    package var sealedProfile: [UInt8]
    /// Sorted by kind; one of a kind.
    package var identities: [IdentityRecord]
    package var updatedAt: Instant
    package var state = MemberState.member
    /// Whose record this one is part of, through every merge; set for the state `merged` alone.
    package var mergedInto: MemberID?
    /// Month and day of the birthday as a number, such as 229, by which triggers find it; the year is sealed.
    package var birthDay: Int?

    /// What stands for a language that nobody stated (BCP 47, section 4.1).
    package static let undeterminedLanguage = "und"

    package init(
        id: MemberID, joinedOn: CalendarDate, joinedAt: Instant, homeStore: StoreID?, tier: String,
        gender: String?,
        language: String, marketingConsent: String, source: String, placement: PlacementID?, cell: String?,
        sealedProfile: [UInt8], identities: [IdentityRecord], updatedAt: Instant
    ) {
        self.id = id
        self.joinedOn = joinedOn
        self.joinedAt = joinedAt
        self.homeStore = homeStore
        self.tier = tier
        self.gender = gender
        self.language = language
        self.marketingConsent = marketingConsent
        self.source = source
        self.placement = placement
        self.cell = cell
        self.sealedProfile = sealedProfile
        self.identities = identities
        self.updatedAt = updatedAt
    }
}

/// One way to recognise a member: a keyed hash to find, a ciphertext to show.
package struct IdentityRecord: Sendable, Hashable {
    /// A word of `Membership.Identity`.
    package var kind: String
    /// HMAC-SHA256 of the kind and the normal form, 32 bytes.
    package var digest: [UInt8]
    package var sealed: [UInt8]

    package init(kind: String, digest: [UInt8], sealed: [UInt8]) {
        self.kind = kind
        self.digest = digest
        self.sealed = sealed
    }
}

/// A change of what a member allows; kept for ever, so that every message can be answered for.
package struct ConsentRecord: Sendable, Hashable {
    package var member: MemberID
    /// What it allows, such as `marketing`.
    package var purpose: String
    /// A word of `Membership.Consent`.
    package var state: String
    /// Where it was said, such as `import`.
    package var source: String
    package var at: Instant
    /// The version of the words that they were shown; `nil` where nobody kept it, as in a list.
    package var wording: String?
    /// The placement whose page showed them, if one did.
    package var placement: PlacementID?

    package init(
        member: MemberID, purpose: String, state: String, source: String, at: Instant, wording: String? = nil,
        placement: PlacementID? = nil
    ) {
        self.member = member
        self.purpose = purpose
        self.state = state
        self.source = source
        self.at = at
        self.wording = wording
        self.placement = placement
    }
}
