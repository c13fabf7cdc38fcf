package import Vocabulary

/// A one-time code that was sent to an address, and what is done once somebody knows it.
package struct ChallengeRecord: Sendable, Hashable {
    package var id: ChallengeID
    /// The digest of the address, as of an identity, 32 bytes.
    package var address: [UInt8]
    /// The digest of the code, 32 bytes.
    package var answer: [UInt8]
    /// How many codes may still be tried.
    package var attemptsLeft: Int
    package var createdAt: Instant
    package var expiresAt: Instant
    /// Who proved it; a second proof by the same code gives the same member.
    package var member: MemberID?
    /// The coupon that they were given with it.
    package var claimed: ClaimedCoupon?
    /// What was asked for, sealed by the workspace's vault; empty once it was proved.
    package var sealedRequest: [UInt8]

    package init(
        id: ChallengeID, address: [UInt8], answer: [UInt8], attemptsLeft: Int, createdAt: Instant,
        expiresAt: Instant, member: MemberID? = nil, claimed: ClaimedCoupon? = nil, sealedRequest: [UInt8]
    ) {
        self.id = id
        self.address = address
        self.answer = answer
        self.attemptsLeft = attemptsLeft
        self.createdAt = createdAt
        self.expiresAt = expiresAt
        self.member = member
        self.claimed = claimed
        self.sealedRequest = sealedRequest
    }
}

/// How many codes may be sent in a span of time.
package struct ChallengeAllowance: Sendable, Hashable {
    /// To whom.
    package enum Scope: Sendable, Hashable {
        /// To one address.
        case address
        /// To everybody.
        case everybody
    }

    package var scope: Scope
    package var count: Int
    /// How long a code counts.
    package var seconds: Int64

    package init(_ scope: Scope, count: Int, seconds: Int64) {
        self.scope = scope
        self.count = count
        self.seconds = seconds
    }
}

/// Whether a code may be sent.
package enum ChallengeAdmission: Sendable, Hashable {
    case admitted
    /// An allowance is used up until then.
    case refused(until: Instant)
}

extension [ChallengeAllowance] {
    /// How long a challenge counts for any of them; 0 for none.
    package var longestSeconds: Int64 { map(\.seconds).max() ?? 0 }
}
