import Store
import Vocabulary

extension FailingStore: RetentionStore {
    func traces(
        from first: MemberID, through last: MemberID, home: Home
    ) async throws(StoreError) -> [MemberID: MemberTrace] {
        try await base.traces(from: first, through: last, home: home)
    }

    func challengeCount(endedBefore end: Instant, home: Home) async throws(StoreError) -> Int {
        try await base.challengeCount(endedBefore: end, home: home)
    }

    func forgetChallenges(endedBefore end: Instant, home: Home) async throws(StoreError) -> Int {
        try await base.forgetChallenges(endedBefore: end, home: home)
    }
}
