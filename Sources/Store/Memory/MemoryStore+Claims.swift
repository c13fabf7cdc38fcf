package import Vocabulary

extension MemoryStore: ClaimStore {
    package func claims(
        on digests: ClosedRange<DigestBound>, isOpen: Bool, limit: Int, home: Home
    ) async throws(StoreError) -> [ClaimRecord] {
        let wanted = state.claims(home) { claim in
            digests.contains(DigestBound(claim.identity.digest)) && !(isOpen && claim.answeredAt != nil)
        }
        return Array(wanted.prefix(min(max(limit, 1), ClaimPage.maximumCount)))
    }

    package func claims(on digests: [[UInt8]], home: Home) async throws(StoreError) -> [ClaimRecord] {
        let wanted = Set(digests)
        return state.claims(home) { wanted.contains($0.identity.digest) }
    }

    package func claims(of member: MemberID, home: Home) async throws(StoreError) -> [ClaimRecord] {
        state.claims(home) { $0.member == member }
    }
}

/// What a claim is found by.
struct ClaimKey: Sendable, Hashable {
    var digest: [UInt8]
    var member: MemberID
}

extension MemoryState {
    /// The claims of a condition by digest and member.
    fileprivate func claims(_ home: Home, _ condition: (ClaimRecord) -> Bool) -> [ClaimRecord] {
        claims.filter { $0.key.home == home && condition($0.value) }.map(\.value)
            .sorted { one, other in
                guard one.identity.digest == other.identity.digest else {
                    return one.identity.digest.lexicographicallyPrecedes(other.identity.digest)
                }
                return one.member < other.member
            }
    }

    /// Keeps claims that are not known.
    mutating func keep(_ new: [ClaimRecord], home: Home) {
        for claim in new {
            let key = Homed(ClaimKey(digest: claim.identity.digest, member: claim.member), home)
            if claims[key] == nil { claims[key] = claim }
        }
    }

    /// Notes that a person has decided.
    mutating func answer(_ answer: ClaimAnswer, home: Home) {
        for (key, claim) in claims
        where key.home == home && key.key.digest == answer.digest && claim.answeredAt == nil {
            claims[key]?.answeredAt = answer.at
            claims[key]?.identity.sealed = []
        }
    }

    /// Forgets a member's claims.
    mutating func forgetClaims(of member: MemberID, home: Home) {
        claims = claims.filter { $0.key.home != home || $0.value.member != member }
    }
}
