import GRDB
package import Store
package import Vocabulary

extension SQLiteStore: LockoutStore {
    package func lockOut(_ order: LockoutOrder) async throws(StoreError) -> LockoutRecord {
        try await write { db in
            let forgotten = order.at.advanced(bySeconds: -LockoutOrder.memorySeconds)
            try db.execute(
                sql: "DELETE FROM lockout WHERE ends_at < ?", arguments: [forgotten.millisecondsSince1970])
            let last = try Row.fetchOne(
                db, sql: Self.lockoutSelection + " WHERE kind = ? AND subject = ?",
                arguments: [order.subject.kind.rawValue, order.subject.name]
            ).map(Self.lockoutRecord)
            let lockout = order.lockout(after: last)
            guard lockout.id == order.id else { return lockout }
            try Self.replace(lockout, db)
            try Self.insert(order.audit(of: lockout), db)
            return lockout
        }
    }

    package func lockouts(at now: Instant) async throws(StoreError) -> [LockoutRecord] {
        try await read { db in
            let statement = try db.cachedStatement(
                sql: Self.lockoutSelection + " WHERE ends_at > ? ORDER BY began_at, id")
            return try Row.fetchAll(statement, arguments: [now.millisecondsSince1970])
                .map(Self.lockoutRecord)
        }
    }

    package func lockout(_ id: LockoutID) async throws(StoreError) -> LockoutRecord? {
        try await read { db in
            try Row.fetchOne(db, sql: Self.lockoutSelection + " WHERE id = ?", arguments: [id.text])
                .map(Self.lockoutRecord)
        }
    }

    package func lift(
        _ id: LockoutID, at now: Instant, audit: AuditRecord
    ) async throws(StoreError) -> Bool {
        try await write { db in
            let at = now.millisecondsSince1970
            try db.execute(
                sql: """
                    UPDATE lockout SET ends_at = ?, level = 0 WHERE id = ? AND ends_at > ?
                    """, arguments: [at, id.text, at])
            guard db.changesCount > 0 else { return false }
            try Self.insert(audit, db)
            return true
        }
    }

    private static let lockoutColumns = "kind, subject, id, store, level, began_at, ends_at"

    private static let lockoutSelection = "SELECT \(lockoutColumns) FROM lockout"

    private static func lockoutRecord(_ row: Row) throws -> LockoutRecord {
        LockoutRecord(
            id: LockoutID(unchecked: row[2]),
            subject: LockoutSubject(try stored(row[0] as String), row[1]),
            store: (row[3] as String?).map(StoreID.init(unchecked:)), level: row[4],
            beganAt: Instant(millisecondsSince1970: row[5]), endsAt: Instant(millisecondsSince1970: row[6]))
    }

    private static func replace(_ lockout: LockoutRecord, _ db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO lockout (\(lockoutColumns)) VALUES (?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (kind, subject) DO UPDATE SET id = excluded.id, store = excluded.store,
                    level = excluded.level, began_at = excluded.began_at, ends_at = excluded.ends_at
                """,
            arguments: [
                lockout.subject.kind.rawValue, lockout.subject.name, lockout.id.text, lockout.store?.text,
                lockout.level, lockout.beganAt.millisecondsSince1970, lockout.endsAt.millisecondsSince1970,
            ])
    }
}
