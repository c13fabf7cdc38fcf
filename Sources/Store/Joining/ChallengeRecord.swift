package import Vocabulary

/// A proof that was asked for, and what is done once somebody brings it.
package struct ChallengeRecord: Sendable, Hashable {
    package var id: ChallengeID
    package var kind: Kind
    /// The digest of the address, as of an identity, 32 bytes; of a sign-in, until it told whose it is, of nobody's.
    package var address: [UInt8]
    /// The digest of what proves it, 32 bytes: the code, or the secret of the browser that began.
    package var answer: [UInt8]
    /// How many proofs may still be tried.
    package var attemptsLeft: Int
    package var createdAt: Instant
    package var expiresAt: Instant
    /// Who proved it; a second proof by the same code gives the same member.
    package var member: MemberID?
    /// The coupon that they were given with it.
    package var claimed: ClaimedCoupon?
    /// What was asked for, sealed by the workspace's vault; empty once it was proved.
    package var sealedRequest: [UInt8]

    /// How somebody proves who they are; raw values are stored.
    package enum Kind: String, Sendable, Hashable {
        /// By a code that was sent to the address.
        case code
        /// By signing in with an account elsewhere, in the browser that began.
        case signIn = "sign_in"
    }

    package init(
        id: ChallengeID, kind: Kind = .code, address: [UInt8], answer: [UInt8], attemptsLeft: Int,
        createdAt: Instant,
        expiresAt: Instant, member: MemberID? = nil, claimed: ClaimedCoupon? = nil, sealedRequest: [UInt8]
    ) {
        self.id = id
        self.kind = kind
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

/// How many challenges of one kind there may be in a span of time.
package struct ChallengeAllowance: Sendable, Hashable {
    /// Of whom.
    package enum Scope: Sendable, Hashable {
        /// Of one address.
        case address
        /// Of everybody.
        case everybody
    }

    package var scope: Scope
    package var count: Int
    /// How long a challenge counts.
    package var seconds: Int64

    package init(_ scope: Scope, count: Int, seconds: Int64) {
        self.scope = scope
        self.count = count
        self.seconds = seconds
    }
}

/// Whether a challenge was kept, so that a code may be sent.
package enum ChallengeAdmission: Sendable, Hashable {
    case admitted
    /// An allowance is used up until then.
    case refused(until: Instant)
}

extension [ChallengeAllowance] {
    /// How long a challenge counts for any of them; 0 for none.
    package var longestSeconds: Int64 { map(\.seconds).max() ?? 0 }
}
