import Store
import Vocabulary

extension FailingStore: FollowingStore {
    func position(of reader: ReaderName) async throws(StoreError) -> LedgerPosition {
        try await base.position(of: reader)
    }

    func follow(_ step: FollowStep, home: Home) async throws(StoreError) -> [UnitReply]? {
        try await base.follow(step, home: home)
    }

    func redemptions(on receipt: TillReceipt, home: Home) async throws(StoreError) -> [LedgerEntry] {
        try await base.redemptions(on: receipt, home: home)
    }
}
