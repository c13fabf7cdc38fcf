import GRDB
package import Store
package import Vocabulary

extension SQLiteStore {
    package func change(
        _ change: MemberChange, audit: AuditRecord, home: Home
    ) async throws(StoreError) -> Bool {
        let isWritten = try await write { db in
            guard try Self.isAsRead(change, home: home, db) else { return false }
            try Self.write(change, home: home, db)
            try Self.insert(audit, db)
            return true
        }
        // What was overwritten is still in the log until it is folded; a reader may hold that up, and then the next
        // folding does it.
        if isWritten, !change.erased.isEmpty {
            pool.asyncWriteWithoutTransaction { db in _ = try? db.checkpoint(.truncate) }
        }
        return isWritten
    }

    /// Whether all members are still as they were read.
    static func isAsRead(_ change: MemberChange, home: Home, _ db: Database) throws -> Bool {
        let reading = MemberReading(db, home: home)
        return try change.expected.asStored.allSatisfy { try reading.member($0.id) == $0 }
    }

    /// Writes a change, inside a transaction.
    static func write(_ change: MemberChange, home: Home, _ db: Database) throws {
        try MemberWriting(members: change.members.asStored, consents: change.consents, home: home).write(db)
        try keep(change.claims, home: home, db)
        if let answer = change.answer { try self.answer(answer, home: home, db) }
        if let merge = change.merge { try write(merge, home: home, db) }
        for member in change.erased { try emptyLists(of: member, home: home, db) }
        try forgetChallenges(of: change.forgottenAddresses, home: home, db)
    }

    package func merges(of member: MemberID, home: Home) async throws(StoreError) -> [MergeRecord] {
        try await read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT winner, loser, at, undone_at, document FROM merge
                    WHERE home = ?1 AND (winner = ?2 OR loser = ?2) ORDER BY number
                    """, arguments: [home.rawValue, member.text]
            ).map { row in
                MergeRecord(
                    winner: MemberID(unchecked: row[0]), loser: MemberID(unchecked: row[1]),
                    at: Instant(millisecondsSince1970: row[2]),
                    undoneAt: (row[3] as Int64?).map(Instant.init(millisecondsSince1970:)), document: row[4])
            }
        }
    }

    package func members(
        mergedInto member: MemberID, home: Home
    ) async throws(StoreError) -> [MemberRecord] {
        try await read { db in
            try MemberReading(db, home: home).scattered(
                "SELECT \(MemberTable.columns) FROM member WHERE home = ? AND merged_into = ? ORDER BY id"
            ) { statement in
                statement.bind(home.rawValue)
                statement.bind(member.text)
            }
        }
    }

    private static func write(_ merge: MergeRecord, home: Home, _ db: Database) throws {
        guard let undoneAt = merge.undoneAt else {
            return try db.execute(
                sql: "INSERT INTO merge (home, winner, loser, at, document) VALUES (?, ?, ?, ?, ?)",
                arguments: [
                    home.rawValue, merge.winner.text, merge.loser.text, merge.at.millisecondsSince1970,
                    merge.document,
                ])
        }
        try db.execute(
            sql:
                "UPDATE merge SET undone_at = ? WHERE home = ? AND winner = ? AND loser = ? AND undone_at IS NULL",
            arguments: [
                undoneAt.millisecondsSince1970, home.rawValue, merge.winner.text, merge.loser.text,
            ])
        guard db.changesCount == 1 else { throw StoreError.constraint("that merge does not stand") }
    }

    private static func emptyLists(of member: MemberID, home: Home, _ db: Database) throws {
        try db.execute(
            sql: "DELETE FROM snapshot_member WHERE home = ? AND member = ?",
            arguments: [home.rawValue, member.text])
        try forgetClaims(of: member, home: home, db)
        try db.execute(
            sql: "DELETE FROM tier_state WHERE home = ? AND member = ?",
            arguments: [home.rawValue, member.text])
        try db.execute(
            sql: "UPDATE merge SET document = '' WHERE home = ?1 AND (winner = ?2 OR loser = ?2)",
            arguments: [home.rawValue, member.text])
    }
}
