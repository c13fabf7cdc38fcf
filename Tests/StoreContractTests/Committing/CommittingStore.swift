import Promotion
import Store
import Vocabulary

/// A store in memory whose commits a test has in its hands; all else is as in memory.
protocol CommittingStore: RedemptionStore {
    var base: MemoryStore { get }
}

extension CommittingStore {
    func preview(
        _ attempt: RedemptionAttempt, by rules: GroupRules
    ) async throws(StoreError) -> RedemptionPreview {
        try await base.preview(attempt, by: rules)
    }

    func coupon(_ key: CouponKey, home: Home) async throws(StoreError) -> CouponStatus? {
        try await base.coupon(key, home: home)
    }

    func entries(of redemption: RedemptionID, home: Home) async throws(StoreError) -> [LedgerEntry] {
        try await base.entries(of: redemption, home: home)
    }

    func entries(
        ofMembers members: [MemberID], after place: EntryPlace?, limit: Int, home: Home
    ) async throws(StoreError) -> [LedgerEntry] {
        try await base.entries(ofMembers: members, after: place, limit: limit, home: home)
    }

    func proof(of entry: LedgerEntry) async throws(StoreError) -> ReceiptProof? {
        try await base.proof(of: entry)
    }

    func reservation(_ id: ReservationID, home: Home) async throws(StoreError) -> ReservationRecord? {
        try await base.reservation(id, home: home)
    }

    func ledger(after position: LedgerPosition, limit: Int) async throws(StoreError) -> [LedgerEntry] {
        try await base.ledger(after: position, limit: limit)
    }
}
