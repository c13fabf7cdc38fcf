import Store
import Vocabulary

extension FailingStore: SessionStore {
    func begin(_ session: SessionRecord, atMost count: Int) async throws(StoreError) {
        try await base.begin(session, atMost: count)
    }

    func session(_ key: [UInt8], at now: Instant) async throws(StoreError) -> SessionRecord? {
        try await base.session(key, at: now)
    }

    func endSession(_ key: [UInt8]) async throws(StoreError) {
        try await base.endSession(key)
    }
}
