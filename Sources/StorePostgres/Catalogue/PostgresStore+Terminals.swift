package import Store
package import Vocabulary

extension PostgresStore: TerminalStore {
    package func enrol(_ terminal: TerminalRecord) async throws(StoreError) {
        try await change(
            """
            INSERT INTO terminal (id, store, name, token_digest, enrolled_at, revoked_at)
            VALUES ($1, $2, $3, $4, $5, $6)
            """,
            [
                .id(terminal.id), .id(terminal.store), .text(terminal.name), .bytes(terminal.tokenDigest),
                .instant(terminal.enrolledAt), .integer(terminal.revokedAt?.millisecondsSince1970),
            ])
    }

    package func terminal(tokenDigest: [UInt8]) async throws(StoreError) -> TerminalRecord? {
        try await terminals(" WHERE token_digest = $1 AND revoked_at IS NULL", [.bytes(tokenDigest)]).first
    }

    package func terminal(_ id: TerminalID) async throws(StoreError) -> TerminalRecord? {
        try await terminals(" WHERE id = $1", [.id(id)]).first
    }

    package func terminals() async throws(StoreError) -> [TerminalRecord] {
        try await terminals(" ORDER BY id", [])
    }

    package func revoke(_ terminal: TerminalID, at instant: Instant) async throws(StoreError) -> Bool {
        try await change(
            "UPDATE terminal SET revoked_at = coalesce(revoked_at, $1) WHERE id = $2",
            [.instant(instant), .id(terminal)]) > 0
    }

    package func accessVersion() async throws(StoreError) -> Int64? {
        try await rows(GroupStatements.accessVersion) { found throws(StoreError) in
            try found.one { row throws(StoreError) in try row[0] }
        }
    }

    private func terminals(
        _ condition: String, _ parameters: [Parameter]
    ) async throws(StoreError) -> [TerminalRecord] {
        let selection = "SELECT id, store, name, token_digest, enrolled_at, revoked_at FROM terminal"
        return try await rows(Statement(selection + condition, parameters)) { found throws(StoreError) in
            try found.map { row throws(StoreError) in
                TerminalRecord(
                    id: try row.id(0), store: try row.id(1), name: try row[2], tokenDigest: try row[3],
                    enrolledAt: try row.instant(4), revokedAt: try row.optionalInstant(5))
            }
        }
    }
}
