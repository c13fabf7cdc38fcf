import Foundation
import GRDB
package import Store
package import Vocabulary

extension SQLiteStore: SessionStore {
    package func begin(_ session: SessionRecord, atMost count: Int) async throws(StoreError) {
        try await write { db in
            try db.execute(
                sql: "DELETE FROM console_session WHERE ends_at <= ?",
                arguments: [session.beganAt.millisecondsSince1970])
            try db.execute(
                sql: """
                    DELETE FROM console_session WHERE key IN (
                        SELECT key FROM console_session ORDER BY began_at DESC LIMIT -1 OFFSET ?)
                    """, arguments: [max(count, 1) - 1])
            try db.execute(
                sql: "INSERT INTO console_session (key, token, began_at, ends_at) VALUES (?, ?, ?, ?)",
                arguments: [
                    Data(session.key), session.token?.text, session.beganAt.millisecondsSince1970,
                    session.endsAt.millisecondsSince1970,
                ])
        }
    }

    package func session(_ key: [UInt8], at now: Instant) async throws(StoreError) -> SessionRecord? {
        try await read { db in
            let statement = try db.cachedStatement(
                sql: "SELECT token, began_at, ends_at FROM console_session WHERE key = ? AND ends_at > ?")
            return try Row.fetchOne(statement, arguments: [Data(key), now.millisecondsSince1970]).map { row in
                SessionRecord(
                    key: key, token: (row[0] as String?).map(TokenID.init(unchecked:)),
                    beganAt: Instant(millisecondsSince1970: row[1]),
                    endsAt: Instant(millisecondsSince1970: row[2]))
            }
        }
    }

    package func endSession(_ key: [UInt8]) async throws(StoreError) {
        try await write { db in
            try db.execute(sql: "DELETE FROM console_session WHERE key = ?", arguments: [Data(key)])
        }
    }
}
