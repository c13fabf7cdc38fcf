package import Vocabulary

extension MemoryStore: JoinStore {
    package func add(
        _ challenge: ChallengeRecord, within allowances: [ChallengeAllowance], home: Home
    ) async throws(StoreError) -> ChallengeAdmission {
        let earlier = state.challenges.filter { key, earlier in
            key.home == home && earlier.kind == challenge.kind
        }.map(\.value)
        for allowance in allowances {
            let counted = earlier.filter { earlier in
                earlier.createdAt > challenge.createdAt.advanced(bySeconds: -allowance.seconds)
                    && (allowance.scope == .everybody || earlier.address == challenge.address)
            }.map(\.createdAt).sorted(by: >)
            guard counted.count < allowance.count else {
                let freeing = counted[allowance.count - 1]
                return .refused(until: freeing.advanced(bySeconds: allowance.seconds))
            }
        }
        let oldest = challenge.createdAt.advanced(bySeconds: -allowances.longestSeconds)
        state.challenges = state.challenges.filter { key, earlier in
            key.home != home || earlier.kind != challenge.kind || earlier.createdAt > oldest
                || earlier.expiresAt > challenge.createdAt
        }
        state.challenges[Homed(challenge.id, home)] = challenge
        return .admitted
    }

    package func takeAttempt(
        _ id: ChallengeID, at now: Instant, home: Home
    ) async throws(StoreError) -> ChallengeRecord? {
        guard let challenge = state.challenges[Homed(id, home)], challenge.attemptsLeft > 0,
            challenge.expiresAt > now
        else { return nil }
        state.challenges[Homed(id, home)]?.attemptsLeft -= 1
        return state.challenges[Homed(id, home)]
    }

    package func keep(_ proof: KeptProof, home: Home) async throws(StoreError) -> Bool {
        let key = Homed(proof.challenge, home)
        guard let challenge = state.challenges[key], challenge.member == nil,
            challenge.sealedRequest == proof.expected
        else { return false }
        state.challenges[key]?.address = proof.address
        state.challenges[key]?.sealedRequest = proof.sealedRequest
        return true
    }

    package func join(
        _ joining: Joining, audit: AuditRecord, home: Home
    ) async throws(StoreError) -> JoinAnswer {
        guard let challenge = state.challenges[Homed(joining.challenge, home)] else { return .overtaken }
        if let member = challenge.member { return .usedBefore(by: member, challenge.claimed) }
        guard state.isAsRead(joining.change, home: home) else { return .overtaken }
        var changed = state
        var claimed: ClaimedCoupon?
        if let claim = joining.claim {
            claimed = try changed.take(claim, home: home)
            guard claimed != nil else { return .overtaken }
        }
        try changed.write(joining.change, home: home)
        changed.challenges[Homed(joining.challenge, home)]?.member = joining.change.members.first?.id
        changed.challenges[Homed(joining.challenge, home)]?.claimed = claimed
        changed.challenges[Homed(joining.challenge, home)]?.sealedRequest = []
        changed.audit.append(audit)
        state = changed
        return .joined(claimed)
    }
}
