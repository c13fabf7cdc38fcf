package import Vocabulary

/// Proofs that were asked for, and joins.
package protocol JoinStore: Sendable {
    /// Keeps a challenge if every allowance has room for it, and forgets those that count for none any more.
    ///
    /// - Parameters:
    ///   - challenge: What is asked.
    ///   - allowances: How many codes may be sent; codes to one address are counted exactly, those to everybody but for
    ///     what is asked for at the same moment.
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

    /// Makes somebody a member, with what they allow and the coupon that welcomes them, in one transaction.
    ///
    /// - Throws: `StoreError.constraint` if another member holds one of the identities; then nothing is written.
    func join(
        _ joining: Joining, audit: AuditRecord, home: Home
    ) async throws(StoreError) -> JoinAnswer
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
