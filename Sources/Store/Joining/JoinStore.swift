package import Vocabulary

/// Proofs that were asked for, and joins.
package protocol JoinStore: Sendable {
    /// Keeps a challenge if every allowance has room for it, and forgets those of its kind that count for none any more.
    ///
    /// - Parameters:
    ///   - challenge: What is asked.
    ///   - allowances: How many of this kind there may be; those of one address are counted exactly, those of everybody but
    ///     for what is asked for at the same moment.
    ///   - home: Whose.
    /// - Returns: Whether the code may be sent.
    /// - Throws: `StoreError`; then the code may not be sent.
    func add(
        _ challenge: ChallengeRecord, within allowances: [ChallengeAllowance], home: Home
    ) async throws(StoreError) -> ChallengeAdmission

    /// Takes one of a challenge's attempts, before the code that came is looked at.
    ///
    /// - Returns: The challenge with the attempts that are left then; `nil` if there is none, it has none left, or it
    ///   is past its end.
    func takeAttempt(
        _ id: ChallengeID, at now: Instant, home: Home
    ) async throws(StoreError) -> ChallengeRecord?

    /// Keeps what a sign-in told of whoever brings it.
    ///
    /// - Returns: Whether it was kept; `false` if the challenge is not as it was read any more, or gone.
    func keep(_ proof: KeptProof, home: Home) async throws(StoreError) -> Bool

    /// Makes somebody a member, with what they allow and the coupon that welcomes them, in one transaction.
    ///
    /// - Throws: `StoreError.constraint` if another member holds one of the identities; then nothing is written.
    func join(
        _ joining: Joining, audit: AuditRecord, home: Home
    ) async throws(StoreError) -> JoinAnswer
}

/// Whose a challenge is, once somebody signed in.
package struct KeptProof: Sendable, Hashable {
    package var challenge: ChallengeID
    /// The sealed request as it was read.
    package var expected: [UInt8]
    /// The digest of the identity, 32 bytes: erasing its member takes the challenge too.
    package var address: [UInt8]
    /// The request with the identity in it, sealed.
    package var sealedRequest: [UInt8]

    package init(
        challenge: ChallengeID, expected: [UInt8], address: [UInt8], sealedRequest: [UInt8]
    ) {
        self.challenge = challenge
        self.expected = expected
        self.address = address
        self.sealedRequest = sealedRequest
    }
}

/// All that a join writes.
package struct Joining: Sendable, Hashable {
    /// What was proved.
    package var challenge: ChallengeID
    /// Who joins: one member, who is new or as they were read.
    package var change: MemberChange
    /// The coupon that they are given, if one is.
    package var claim: CouponClaim?

    package init(challenge: ChallengeID, change: MemberChange, claim: CouponClaim? = nil) {
        self.challenge = challenge
        self.change = change
        self.claim = claim
    }
}

/// How a join went.
package enum JoinAnswer: Sendable, Hashable {
    /// It is on disk, with the coupon that was claimed.
    case joined(ClaimedCoupon?)
    /// The same challenge was used before.
    case usedBefore(by: MemberID, ClaimedCoupon?)
    /// Something was changed meanwhile, and nothing was written: read again and try again.
    case overtaken
}
