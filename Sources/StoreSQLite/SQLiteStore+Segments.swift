import GRDB
package import Store
package import Vocabulary

extension SQLiteStore: SegmentStore {
    package func tally(of selection: MemberSelection) async throws(StoreError) -> MemberTally {
        let (sql, values) = SelectionSQL(selection, dialect: .questionMarks).statement(
            SelectionSQL.tallyHead)
        return try await read { db in
            // Not kept: expressions are without number, and statements are kept by their text.
            let row = try Row.fetchOne(db, sql: sql, arguments: Self.arguments(values))
            return SelectionSQL.tally { column in row?[column] ?? 0 }
        }
    }

    package func members(
        of selection: MemberSelection, after id: MemberID?, limit: Int
    ) async throws(StoreError) -> [MemberRecord] {
        let (sql, values) = SelectionSQL(selection, dialect: .questionMarks).page(
            MemberTable.columns, after: id, limit: limit)
        return try await read { db in
            try MemberReading(db, home: selection.home).scattered(sql) { statement in
                for value in values {
                    switch value {
                    case .text(let text): statement.bind(text)
                    case .integer(let number): statement.bind(number)
                    }
                }
            }
        }
    }

    package func save(_ segment: SegmentRecord, audit: AuditRecord) async throws(StoreError) -> Bool {
        try await write { db in
            try db.execute(
                sql: """
                    INSERT INTO segment (id, title, expression, revision, created_at, updated_at)
                    SELECT ?1, ?2, ?3, ?4, ?5, ?6
                    WHERE ?4 = 1 + coalesce((SELECT revision FROM segment WHERE id = ?1), 0)
                    ON CONFLICT (id) DO UPDATE SET title = excluded.title, expression = excluded.expression,
                        revision = excluded.revision, updated_at = excluded.updated_at
                    """,
                arguments: [
                    segment.id.text, segment.title, segment.expression, segment.revision,
                    segment.createdAt.millisecondsSince1970, segment.updatedAt.millisecondsSince1970,
                ])
            guard db.changesCount > 0 else { return false }
            try Self.insert(audit, db)
            return true
        }
    }

    package func segments() async throws(StoreError) -> [SegmentRecord] {
        try await read { db in
            try Row.fetchAll(
                db,
                sql: "SELECT id, title, expression, revision, created_at, updated_at FROM segment ORDER BY id"
            ).map { row in
                SegmentRecord(
                    id: SegmentID(unchecked: row[0]), title: row[1], expression: row[2], revision: row[3],
                    createdAt: Instant(millisecondsSince1970: row[4]),
                    updatedAt: Instant(millisecondsSince1970: row[5]))
            }
        }
    }

    package func removeSegment(_ id: SegmentID, audit: AuditRecord) async throws(StoreError) -> Bool {
        try await write { db in
            try db.execute(sql: "DELETE FROM segment WHERE id = ?", arguments: [id.text])
            guard db.changesCount > 0 else { return false }
            try Self.insert(audit, db)
            return true
        }
    }
}

// MARK: - Snapshots

extension SQLiteStore {
    package func take(
        _ snapshot: SnapshotRecord, of selection: MemberSelection, audit: AuditRecord
    ) async throws(StoreError) -> SnapshotRecord? {
        let (sql, values) = SelectionSQL(selection, dialect: .questionMarks).statement(
            "SELECT m.home, ?, m.id", [.text(snapshot.id.text)])
        return try await write { db in
            let isTaken = try Bool.fetchOne(
                db, sql: "SELECT EXISTS (SELECT 1 FROM snapshot WHERE id = ?)", arguments: [snapshot.id.text])
            guard isTaken == false else { return nil }
            try db.execute(
                sql: """
                    INSERT INTO snapshot (id, expression, day, members, taken_at) VALUES (?, ?, ?, 0, ?)
                    """,
                arguments: [
                    snapshot.id.text, snapshot.expression, snapshot.day.daysSince1970,
                    snapshot.takenAt.millisecondsSince1970,
                ])
            try db.execute(
                sql: "INSERT INTO snapshot_member (home, snapshot, member) " + sql,
                arguments: Self.arguments(values))
            var taken = snapshot
            taken.members = db.changesCount
            try db.execute(
                sql: "UPDATE snapshot SET members = ? WHERE id = ?",
                arguments: [taken.members, snapshot.id.text])
            try Self.insert(audit, db)
            return taken
        }
    }

    package func snapshots() async throws(StoreError) -> [SnapshotRecord] {
        try await read { db in
            try Row.fetchAll(
                db, sql: "SELECT id, expression, day, members, taken_at FROM snapshot ORDER BY id"
            ).map { row in
                SnapshotRecord(
                    id: SnapshotID(unchecked: row[0]), expression: row[1],
                    day: CalendarDate(daysSince1970: row[2]), members: row[3],
                    takenAt: Instant(millisecondsSince1970: row[4]))
            }
        }
    }

    package func removeSnapshot(_ id: SnapshotID, audit: AuditRecord) async throws(StoreError) -> Bool {
        try await write { db in
            try db.execute(sql: "DELETE FROM snapshot_member WHERE snapshot = ?", arguments: [id.text])
            try db.execute(sql: "DELETE FROM snapshot WHERE id = ?", arguments: [id.text])
            guard db.changesCount > 0 else { return false }
            try Self.insert(audit, db)
            return true
        }
    }

    private static func arguments(_ values: [SelectionSQL.Value]) -> StatementArguments {
        StatementArguments(
            values.map { value -> any DatabaseValueConvertible in
                switch value {
                case .text(let text): text
                case .integer(let number): number
                }
            })
    }
}
