import Store
import Vocabulary

extension FailingStore: JoinStore {
    func add(
        _ challenge: ChallengeRecord, within allowances: [ChallengeAllowance], home: Home
    ) async throws(StoreError) -> ChallengeAdmission {
        try await base.add(challenge, within: allowances, home: home)
    }

    func takeAttempt(
        _ id: ChallengeID, at now: Instant, home: Home
    ) async throws(StoreError) -> ChallengeRecord? {
        try await base.takeAttempt(id, at: now, home: home)
    }

    func keep(_ proof: KeptProof, home: Home) async throws(StoreError) -> Bool {
        try await base.keep(proof, home: home)
    }

    func join(
        _ joining: Joining, audit: AuditRecord, home: Home
    ) async throws(StoreError) -> JoinAnswer {
        try await base.join(joining, audit: audit, home: home)
    }
}
