package import Store
package import Vocabulary

extension PostgresStore {
    package func change(
        _ change: MemberChange, audit: AuditRecord, home: Home
    ) async throws(StoreError) -> Bool {
        try await write { connection throws(StoreError) in
            guard try Self.isAsRead(change, home: home, connection) else { return false }
            try Self.write(change, audit: audit, home: home, connection)
            return true
        }
    }

    /// Whether all members are still as they were read; from then on nobody else changes them.
    static func isAsRead(
        _ change: MemberChange, home: Home, _ connection: Connection
    ) throws(StoreError) -> Bool {
        let expected = change.expected.asStored
        // By id, so that two changes wait for each other and never both.
        let locking = Statement(
            "SELECT \(MemberTable.columns) FROM member WHERE home = $1 AND id = ANY($2) ORDER BY id FOR UPDATE",
            [.home(home), .texts(expected.map(\.id.text))])
        return try members(of: locking, home: .home(home), connection) == expected
    }

    /// Writes a change with its entry in the audit, inside a transaction.
    static func write(
        _ change: MemberChange, audit: AuditRecord, home: Home, _ connection: Connection
    ) throws(StoreError) {
        let writing = MemberWriting(
            members: change.members.asStored, consents: change.consents, audit: audit, home: home)
        for statement in writing.statements { try connection.query(statement) }
        if !change.claims.isEmpty { try connection.query(keeping(change.claims, home: home)) }
        if let answer = change.answer { try connection.query(answering(answer, home: home)) }
        if let merge = change.merge { try write(merge, home: home, connection) }
        for member in change.erased { try emptyLists(of: member, home: home, connection) }
        try forgetChallenges(of: change.forgottenAddresses, home: home, connection)
    }

    package func merges(of member: MemberID, home: Home) async throws(StoreError) -> [MergeRecord] {
        let statement = Statement(
            """
            SELECT winner, loser, at, undone_at, document FROM merge
            WHERE home = $1 AND (winner = $2 OR loser = $2) ORDER BY number
            """, [.home(home), .id(member)])
        return try await rows(statement) { found throws(StoreError) in
            try found.map { row throws(StoreError) in
                MergeRecord(
                    winner: try row.id(0), loser: try row.id(1), at: try row.instant(2),
                    undoneAt: try row.optionalInstant(3), document: try row[4])
            }
        }
    }

    package func members(
        mergedInto member: MemberID, home: Home
    ) async throws(StoreError) -> [MemberRecord] {
        try await members(
            of: Statement(
                "SELECT \(MemberTable.columns) FROM member WHERE home = $1 AND merged_into = $2 ORDER BY id",
                [.home(home), .id(member)]), home: .home(home))
    }

    private static func write(
        _ merge: MergeRecord, home: Home, _ connection: Connection
    ) throws(StoreError) {
        guard let undoneAt = merge.undoneAt else {
            try connection.query(
                "INSERT INTO merge (home, winner, loser, at, document) VALUES ($1, $2, $3, $4, $5)",
                [
                    .home(home), .id(merge.winner), .id(merge.loser),
                    .integer(merge.at.millisecondsSince1970), .text(merge.document),
                ])
            return
        }
        let changed = try connection.query(
            "UPDATE merge SET undone_at = $4 WHERE home = $1 AND winner = $2 AND loser = $3 AND undone_at IS NULL",
            [
                .home(home), .id(merge.winner), .id(merge.loser), .integer(undoneAt.millisecondsSince1970),
            ]
        ).changedCount
        guard changed == 1 else { throw .constraint("that merge does not stand") }
    }

    private static func emptyLists(
        of member: MemberID, home: Home, _ connection: Connection
    ) throws(StoreError) {
        try connection.query(
            "DELETE FROM snapshot_member WHERE home = $1 AND member = $2", [.home(home), .id(member)])
        try connection.query(
            "DELETE FROM identity_claim WHERE home = $1 AND member = $2", [.home(home), .id(member)])
        try connection.query(
            "DELETE FROM tier_state WHERE home = $1 AND member = $2", [.home(home), .id(member)])
        try connection.query(
            "UPDATE merge SET document = '' WHERE home = $1 AND (winner = $2 OR loser = $2)",
            [.home(home), .id(member)])
    }
}
