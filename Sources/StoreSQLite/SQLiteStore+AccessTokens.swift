import Foundation
import GRDB
package import Store
package import Vocabulary

extension SQLiteStore: AccessTokenStore {
    package func issue(_ token: AccessTokenRecord, audit: AuditRecord) async throws(StoreError) {
        try await write { db in
            try db.execute(
                sql: """
                    INSERT INTO access_token (\(Self.tokenColumns)) VALUES (?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    token.id.text, token.role.rawValue, token.name,
                    token.scope.stores?.map(\.text).joined(separator: " "), Data(token.tokenDigest),
                    token.issuedAt.millisecondsSince1970, token.revokedAt?.millisecondsSince1970,
                ])
            try Self.insert(audit, db)
        }
    }

    package func accessToken(digest: [UInt8]) async throws(StoreError) -> AccessTokenRecord? {
        try await read { db in
            let statement = try db.cachedStatement(
                sql: Self.tokenSelection + " WHERE token_digest = ? AND revoked_at IS NULL")
            return try Row.fetchOne(statement, arguments: [Data(digest)]).map(Self.tokenRecord)
        }
    }

    package func accessToken(_ id: TokenID) async throws(StoreError) -> AccessTokenRecord? {
        try await read { db in
            let statement = try db.cachedStatement(sql: Self.tokenSelection + " WHERE id = ?")
            return try Row.fetchOne(statement, arguments: [id.text]).map(Self.tokenRecord)
        }
    }

    package func accessTokens() async throws(StoreError) -> [AccessTokenRecord] {
        try await read { db in
            try Row.fetchAll(db, sql: Self.tokenSelection + " ORDER BY id").map(Self.tokenRecord)
        }
    }

    package func revoke(
        _ token: TokenID, at instant: Instant, audit: AuditRecord
    ) async throws(StoreError) -> Bool {
        try await write { db in
            try db.execute(
                sql: "UPDATE access_token SET revoked_at = coalesce(revoked_at, ?) WHERE id = ?",
                arguments: [instant.millisecondsSince1970, token.text])
            guard db.changesCount > 0 else { return false }
            try Self.insert(audit, db)
            return true
        }
    }

    private static let tokenColumns = "id, role, name, stores, token_digest, issued_at, revoked_at"

    private static let tokenSelection = "SELECT \(tokenColumns) FROM access_token"

    private static func tokenRecord(_ row: Row) throws -> AccessTokenRecord {
        let stores = (row[3] as String?)?.split(separator: " ").map { StoreID(unchecked: String($0)) }
        return AccessTokenRecord(
            id: TokenID(unchecked: row[0]), role: try stored(row[1] as String), name: row[2],
            scope: StoreScope(stores), tokenDigest: LedgerColumns.bytes(row[4]),
            issuedAt: Instant(millisecondsSince1970: row[5]),
            revokedAt: (row[6] as Int64?).map(Instant.init(millisecondsSince1970:)))
    }
}
