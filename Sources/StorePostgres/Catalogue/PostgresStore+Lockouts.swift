package import Store
package import Vocabulary

extension PostgresStore: LockoutStore {
    package func lockOut(_ order: LockoutOrder) async throws(StoreError) -> LockoutRecord {
        try await write { connection throws(StoreError) in
            // One at a time: what comes next follows from the subject's last lock-out.
            try connection.query("SELECT pg_advisory_xact_lock($1)", [.integer(Schema.migrationLock + 2)])
            let forgotten = order.at.advanced(bySeconds: -LockoutOrder.memorySeconds)
            try connection.query("DELETE FROM lockout WHERE ends_at < $1", [.instant(forgotten)])
            let found = try connection.query(
                Self.lockoutSelection + " WHERE kind = $1 AND subject = $2",
                [.text(order.subject.kind.rawValue), .text(order.subject.name)])
            let lockout = order.lockout(after: try found.one(Self.lockoutRecord))
            guard lockout.id == order.id else { return lockout }
            try connection.pipeline([
                Self.replacement(by: lockout), Self.insertion(of: order.audit(of: lockout)),
            ])
            return lockout
        }
    }

    package func lockouts(at now: Instant) async throws(StoreError) -> [LockoutRecord] {
        let sql = Self.lockoutSelection + " WHERE ends_at > $1 ORDER BY began_at, id"
        return try await rows(Statement(sql, [.instant(now)])) { found throws(StoreError) in
            try found.map(Self.lockoutRecord)
        }
    }

    package func lockout(_ id: LockoutID) async throws(StoreError) -> LockoutRecord? {
        try await rows(Statement(Self.lockoutSelection + " WHERE id = $1", [.id(id)])) {
            found throws(StoreError) in try found.one(Self.lockoutRecord)
        }
    }

    package func lift(
        _ id: LockoutID, at now: Instant, audit: AuditRecord
    ) async throws(StoreError) -> Bool {
        try await write { connection throws(StoreError) in
            let changed = try connection.query(
                "UPDATE lockout SET ends_at = $1, level = 0 WHERE id = $2 AND ends_at > $1",
                [.instant(now), .id(id)])
            guard changed.changedCount > 0 else { return false }
            try connection.query(Self.insertion(of: audit))
            return true
        }
    }

    private static let lockoutSelection =
        "SELECT kind, subject, id, store, level, began_at, ends_at FROM lockout"

    private static func lockoutRecord(_ row: Row) throws(StoreError) -> LockoutRecord {
        LockoutRecord(
            id: try row.id(2), subject: LockoutSubject(try row.word(0), try row[1]),
            store: try row.optionalID(3), level: try row[4], beganAt: try row.instant(5),
            endsAt: try row.instant(6))
    }

    private static func replacement(by lockout: LockoutRecord) -> Statement {
        Statement(
            """
            INSERT INTO lockout (kind, subject, id, store, level, began_at, ends_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (kind, subject) DO UPDATE SET id = excluded.id, store = excluded.store,
                level = excluded.level, began_at = excluded.began_at, ends_at = excluded.ends_at
            """,
            [
                .text(lockout.subject.kind.rawValue), .text(lockout.subject.name), .id(lockout.id),
                .id(lockout.store), .integer(lockout.level), .instant(lockout.beganAt),
                .instant(lockout.endsAt),
            ])
    }
}
