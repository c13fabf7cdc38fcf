package import Store
package import Vocabulary

extension PostgresStore: AccessTokenStore {
    package func issue(_ token: AccessTokenRecord, audit: AuditRecord) async throws(StoreError) {
        try await write { connection throws(StoreError) in
            _ = try connection.pipeline([
                Statement(
                    """
                    INSERT INTO access_token (id, role, name, stores, token_digest, issued_at, revoked_at)
                    VALUES ($1, $2, $3, $4, $5, $6, $7)
                    """,
                    [
                        .id(token.id), .text(token.role.rawValue), .text(token.name),
                        .text(token.scope.stores?.map(\.text).joined(separator: " ")),
                        .bytes(token.tokenDigest), .instant(token.issuedAt),
                        .integer(token.revokedAt?.millisecondsSince1970),
                    ]),
                Self.insertion(of: audit),
            ])
            return ()
        }
    }

    package func accessToken(digest: [UInt8]) async throws(StoreError) -> AccessTokenRecord? {
        try await tokens(" WHERE token_digest = $1 AND revoked_at IS NULL", [.bytes(digest)]).first
    }

    package func accessToken(_ id: TokenID) async throws(StoreError) -> AccessTokenRecord? {
        try await tokens(" WHERE id = $1", [.id(id)]).first
    }

    package func accessTokens() async throws(StoreError) -> [AccessTokenRecord] {
        try await tokens(" ORDER BY id", [])
    }

    package func revoke(
        _ token: TokenID, at instant: Instant, audit: AuditRecord
    ) async throws(StoreError) -> Bool {
        try await write { connection throws(StoreError) in
            let changed = try connection.query(
                "UPDATE access_token SET revoked_at = coalesce(revoked_at, $1) WHERE id = $2",
                [.instant(instant), .id(token)])
            guard changed.changedCount > 0 else { return false }
            try connection.query(Self.insertion(of: audit))
            return true
        }
    }

    private func tokens(
        _ condition: String, _ parameters: [Parameter]
    ) async throws(StoreError) -> [AccessTokenRecord] {
        let selection =
            "SELECT id, role, name, stores, token_digest, issued_at, revoked_at FROM access_token"
        return try await rows(Statement(selection + condition, parameters)) { found throws(StoreError) in
            try found.map { row throws(StoreError) in
                let stores: String? = try row[3]
                let scope = stores?.split(separator: " ").map { StoreID(unchecked: String($0)) }
                return AccessTokenRecord(
                    id: try row.id(0), role: try row.word(1), name: try row[2], scope: StoreScope(scope),
                    tokenDigest: try row[4], issuedAt: try row.instant(5),
                    revokedAt: try row.optionalInstant(6))
            }
        }
    }
}
