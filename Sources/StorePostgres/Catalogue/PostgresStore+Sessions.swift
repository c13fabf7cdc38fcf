package import Store
package import Vocabulary

extension PostgresStore: SessionStore {
    package func begin(_ session: SessionRecord, atMost count: Int) async throws(StoreError) {
        try await write { connection throws(StoreError) in
            _ = try connection.pipeline([
                Statement("DELETE FROM console_session WHERE ends_at <= $1", [.instant(session.beganAt)]),
                Statement(
                    """
                    DELETE FROM console_session WHERE key IN (
                        SELECT key FROM console_session ORDER BY began_at DESC OFFSET $1)
                    """, [.integer(max(count, 1) - 1)]),
                Statement(
                    "INSERT INTO console_session (key, token, began_at, ends_at) VALUES ($1, $2, $3, $4)",
                    [
                        .bytes(session.key), .id(session.token), .instant(session.beganAt),
                        .instant(session.endsAt),
                    ]),
            ])
        }
    }

    package func session(_ key: [UInt8], at now: Instant) async throws(StoreError) -> SessionRecord? {
        let statement = Statement(
            "SELECT token, began_at, ends_at FROM console_session WHERE key = $1 AND ends_at > $2",
            [.bytes(key), .instant(now)])
        return try await rows(statement) { found throws(StoreError) in
            try found.one { row throws(StoreError) in
                SessionRecord(
                    key: key, token: try row.optionalID(0), beganAt: try row.instant(1),
                    endsAt: try row.instant(2))
            }
        }
    }

    package func endSession(_ key: [UInt8]) async throws(StoreError) {
        try await write { connection throws(StoreError) in
            _ = try connection.query("DELETE FROM console_session WHERE key = $1", [.bytes(key)])
        }
    }
}
