package import Vocabulary

extension MemoryStore: SessionStore {
    package func begin(_ session: SessionRecord, atMost count: Int) async throws(StoreError) {
        let standing = state.sessions.values.filter { $0.endsAt > session.beganAt }
            .sorted { $0.beganAt > $1.beganAt }.prefix(max(count, 1) - 1)
        state.sessions = Dictionary(standing.map { ($0.key, $0) }) { first, _ in first }
        state.sessions[session.key] = session
    }

    package func session(_ key: [UInt8], at now: Instant) async throws(StoreError) -> SessionRecord? {
        state.sessions[key].flatMap { $0.endsAt > now ? $0 : nil }
    }

    package func endSession(_ key: [UInt8]) async throws(StoreError) {
        state.sessions[key] = nil
    }
}
