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
                db, sql: "\(Self.auditSelection) ORDER BY number DESC LIMIT ?", arguments: [max(limit, 0)]
            ).map { try Self.auditEntry($0).record }
        }
    }

    package func audit(about subjects: [String], limit: Int) async throws(StoreError) -> [AuditEntry] {
        let marks = subjects.map { _ in "?" }.joined(separator: ", ")
        let sql = """
            \(Self.auditSelection) WHERE subject IN (\(marks)) ORDER BY number DESC LIMIT ?
            """
        let arguments = StatementArguments(subjects) + [min(max(limit, 1), AuditPage.maximumCount)]
        return try await read { db in
            try Row.fetchAll(db, sql: sql, arguments: arguments).map(Self.auditEntry)
        }
    }

    package func auditPage(
        after number: Int64?, limit: Int, scope: StoreScope
    ) async throws(StoreError) -> [AuditEntry] {
        let count = min(max(limit, 1), AuditPage.maximumCount)
        let stores = scope.stores?.map(\.text)
        var conditions = ["number > ?"]
        if let stores {
            conditions.append("store IN (\(stores.map { _ in "?" }.joined(separator: ", ")))")
        }
        let order = number == nil ? "DESC" : "ASC"
        let sql = """
            \(Self.auditSelection) WHERE \(conditions.joined(separator: " AND "))
            ORDER BY number \(order) LIMIT ?
            """
        let arguments = StatementArguments([number ?? 0]) + StatementArguments(stores ?? []) + [count]
        let entries = try await read { db in
            try Row.fetchAll(db, sql: sql, arguments: arguments).map(Self.auditEntry)
        }
        return number == nil ? entries.reversed() : entries
    }

    private static let auditSelection =
        "SELECT number, at, role, actor, action, subject, store, detail FROM audit"

    private static func auditEntry(_ row: Row) throws -> AuditEntry {
        AuditEntry(
            number: row[0],
            record: AuditRecord(
                at: Instant(millisecondsSince1970: row[1]), role: try stored(row[2] as String),
                actor: row[3], action: row[4], subject: row[5],
                store: (row[6] as String?).map(StoreID.init(unchecked:)), detail: row[7]))
    }

    static func insert(_ audit: AuditRecord, _ db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO audit (at, role, actor, action, subject, store, detail)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                audit.at.millisecondsSince1970, audit.role.rawValue, audit.actor, audit.action,
                audit.subject, audit.store?.text, audit.detail,
            ])
    }
}
