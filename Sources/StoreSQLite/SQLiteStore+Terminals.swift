import Foundation
import GRDB
package import Store
package import Vocabulary

extension SQLiteStore: TerminalStore {
    package func enrol(_ terminal: TerminalRecord) async throws(StoreError) {
        try await write { db in
            try db.execute(
                sql: """
                    INSERT INTO terminal (id, store, name, token_digest, enrolled_at, revoked_at)
                    VALUES (?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    terminal.id.text, terminal.store.text, terminal.name, Data(terminal.tokenDigest),
                    terminal.enrolledAt.millisecondsSince1970, terminal.revokedAt?.millisecondsSince1970,
                ])
        }
    }

    package func terminal(tokenDigest: [UInt8]) async throws(StoreError) -> TerminalRecord? {
        try await read { db in
            let statement = try db.cachedStatement(
                sql: Self.terminalSelection + " WHERE token_digest = ? AND revoked_at IS NULL")
            return try Row.fetchOne(statement, arguments: [Data(tokenDigest)]).map(Self.terminalRecord)
        }
    }

    package func terminal(_ id: TerminalID) async throws(StoreError) -> TerminalRecord? {
        try await read { db in
            try Row.fetchOne(db, sql: Self.terminalSelection + " WHERE id = ?", arguments: [id.text])
                .map(Self.terminalRecord)
        }
    }

    package func terminals() async throws(StoreError) -> [TerminalRecord] {
        try await read { db in
            try Row.fetchAll(db, sql: Self.terminalSelection + " ORDER BY id").map(Self.terminalRecord)
        }
    }

    package func revoke(_ terminal: TerminalID, at instant: Instant) async throws(StoreError) -> Bool {
        try await write { db in
            try db.execute(
                sql: "UPDATE terminal SET revoked_at = coalesce(revoked_at, ?) WHERE id = ?",
                arguments: [instant.millisecondsSince1970, terminal.text])
            return db.changesCount > 0
        }
    }

    package func accessVersion() async throws(StoreError) -> Int64? {
        try await read { db in
            try Int64.fetchOne(db.cachedStatement(sql: "SELECT version FROM access_version"))
        }
    }

    private static let terminalSelection =
        "SELECT id, store, name, token_digest, enrolled_at, revoked_at FROM terminal"

    private static func terminalRecord(_ row: Row) -> TerminalRecord {
        TerminalRecord(
            id: TerminalID(unchecked: row[0]), store: StoreID(unchecked: row[1]), name: row[2],
            tokenDigest: LedgerColumns.bytes(row[3]), enrolledAt: Instant(millisecondsSince1970: row[4]),
            revokedAt: (row[5] as Int64?).map(Instant.init(millisecondsSince1970:)))
    }
}
