import Store
import Vocabulary

extension FailingStore: ClaimStore {
    func claims(
        on digests: ClosedRange<DigestBound>, isOpen: Bool, limit: Int, home: Home
    ) async throws(StoreError) -> [ClaimRecord] {
        try await base.claims(on: digests, isOpen: isOpen, limit: limit, home: home)
    }

    func claims(on digests: [[UInt8]], home: Home) async throws(StoreError) -> [ClaimRecord] {
        try await base.claims(on: digests, home: home)
    }

    func claims(of member: MemberID, home: Home) async throws(StoreError) -> [ClaimRecord] {
        try await base.claims(of: member, home: home)
    }
}
