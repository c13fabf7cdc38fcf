import GRDB
package import Store
import Vocabulary

extension SQLiteStore: AuditStore {
    package func append(_ audit: AuditRecord) async throws(StoreError) {
        try await write { db in try Self.insert(audit, db) }
    }

    package func audit(limit: Int) async throws(StoreError) -> [AuditRecord] {
        try await read { db in
            try Row.fetchAll(
                db,
                sql: "SELECT at, actor, action, subject, detail FROM audit ORDER BY number DESC LIMIT ?",
                arguments: [max(limit, 0)]
            ).map { row in
                AuditRecord(
                    at: Instant(millisecondsSince1970: row[0]), actor: row[1], action: row[2],
                    subject: row[3], detail: row[4])
            }
        }
    }

    static func insert(_ audit: AuditRecord, _ db: Database) throws {
        try db.execute(
            sql: "INSERT INTO audit (at, actor, action, subject, detail) VALUES (?, ?, ?, ?, ?)",
            arguments: [
                audit.at.millisecondsSince1970, audit.actor, audit.action, audit.subject, audit.detail,
            ])
    }
}
