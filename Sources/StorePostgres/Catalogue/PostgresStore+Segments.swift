package import Store
package import Vocabulary

extension PostgresStore: SegmentStore {
    package func tally(of selection: MemberSelection) async throws(StoreError) -> MemberTally {
        let statement = Self.statement(
            SelectionSQL(selection, dialect: .dollarNumbers).statement(SelectionSQL.tallyHead))
        return try await rows(statement) { found throws(StoreError) in
            guard let row = found.first else { return MemberTally() }
            return try SelectionSQL.tally { column throws(StoreError) in try row[column] }
        }
    }

    package func members(
        of selection: MemberSelection, after id: MemberID?, limit: Int
    ) async throws(StoreError) -> [MemberRecord] {
        let page = SelectionSQL(selection, dialect: .dollarNumbers).page(
            MemberTable.columns, after: id, limit: limit)
        return try await members(of: Self.statement(page), home: .home(selection.home))
    }

    package func save(_ segment: SegmentRecord, audit: AuditRecord) async throws(StoreError) -> Bool {
        try await write { connection throws(StoreError) in
            let changed = try connection.query(
                """
                INSERT INTO segment AS known (id, title, expression, revision, created_at, updated_at)
                SELECT $1, $2, $3, $4, $5, $6
                WHERE $4 = 1 OR EXISTS (SELECT 1 FROM segment WHERE id = $1)
                ON CONFLICT (id) DO UPDATE SET title = excluded.title, expression = excluded.expression,
                    revision = excluded.revision, updated_at = excluded.updated_at
                    WHERE known.revision = excluded.revision - 1
                """,
                [
                    .id(segment.id), .text(segment.title), .text(segment.expression),
                    .integer(segment.revision), .integer(segment.createdAt.millisecondsSince1970),
                    .integer(segment.updatedAt.millisecondsSince1970),
                ]
            ).changedCount
            guard changed > 0 else { return false }
            try connection.query(Self.insertion(of: audit))
            return true
        }
    }

    package func segments() async throws(StoreError) -> [SegmentRecord] {
        let statement = Statement(
            "SELECT id, title, expression, revision, created_at, updated_at FROM segment ORDER BY id")
        return try await rows(statement) { found throws(StoreError) in
            try found.map { row throws(StoreError) in
                SegmentRecord(
                    id: try row.id(0), title: try row[1], expression: try row[2], revision: try row[3],
                    createdAt: try row.instant(4), updatedAt: try row.instant(5))
            }
        }
    }

    package func removeSegment(_ id: SegmentID, audit: AuditRecord) async throws(StoreError) -> Bool {
        try await write { connection throws(StoreError) in
            let removed = try connection.query("DELETE FROM segment WHERE id = $1", [.id(id)]).changedCount
            guard removed > 0 else { return false }
            try connection.query(Self.insertion(of: audit))
            return true
        }
    }
}

// MARK: - Snapshots

extension PostgresStore {
    package func take(
        _ snapshot: SnapshotRecord, of selection: MemberSelection, audit: AuditRecord
    ) async throws(StoreError) -> SnapshotRecord? {
        let selected = SelectionSQL(selection, dialect: .dollarNumbers).statement(
            "SELECT m.home, ?, m.id", [.text(snapshot.id.text)])
        let listing = Self.statement(
            selected, before: "INSERT INTO snapshot_member (home, snapshot, member) ")
        return try await write { connection throws(StoreError) in
            let added = try connection.query(
                """
                INSERT INTO snapshot (id, expression, day, members, taken_at)
                VALUES ($1, $2, $3, 0, $4) ON CONFLICT (id) DO NOTHING
                """,
                [
                    .id(snapshot.id), .text(snapshot.expression),
                    .integer(Int64(snapshot.day.daysSince1970)),
                    .integer(snapshot.takenAt.millisecondsSince1970),
                ]
            ).changedCount
            guard added > 0 else { return nil }
            var taken = snapshot
            taken.members = try connection.query(listing).changedCount
            try connection.query(
                "UPDATE snapshot SET members = $2 WHERE id = $1",
                [.id(snapshot.id), .integer(taken.members)])
            try connection.query(Self.insertion(of: audit))
            return taken
        }
    }

    package func snapshots() async throws(StoreError) -> [SnapshotRecord] {
        let statement = Statement(
            "SELECT id, expression, day, members, taken_at FROM snapshot ORDER BY id")
        return try await rows(statement) { found throws(StoreError) in
            try found.map { row throws(StoreError) in
                SnapshotRecord(
                    id: try row.id(0), expression: try row[1], day: try row.day(2), members: try row[3],
                    takenAt: try row.instant(4))
            }
        }
    }

    package func removeSnapshot(_ id: SnapshotID, audit: AuditRecord) async throws(StoreError) -> Bool {
        try await write { connection throws(StoreError) in
            try connection.query("DELETE FROM snapshot_member WHERE snapshot = $1", [.id(id)])
            let removed = try connection.query("DELETE FROM snapshot WHERE id = $1", [.id(id)]).changedCount
            guard removed > 0 else { return false }
            try connection.query(Self.insertion(of: audit))
            return true
        }
    }

    private static func statement(
        _ selected: (sql: String, values: [SelectionSQL.Value]), before: String = ""
    ) -> Statement {
        Statement(
            before + selected.sql,
            selected.values.map { value in
                switch value {
                case .text(let text): .text(text)
                case .integer(let number): .integer(number)
                }
            })
    }
}
