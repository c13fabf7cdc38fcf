package import Store
package import Vocabulary

extension PostgresStore: RetentionStore {
    package func traces(
        from first: MemberID, through last: MemberID, home: Home
    ) async throws(StoreError) -> [MemberID: MemberTrace] {
        let statement = Statement(
            RetentionSQL.traces(mark: "$"), [.home(home), .id(first), .id(last)])
        return try await rows(statement) { found throws(StoreError) in
            var traces: [MemberID: MemberTrace] = [:]
            for row in found.rows {
                let holdsValue: Int = try row[2]
                traces[try row.id(0) as MemberID] = MemberTrace(
                    lastActiveAt: try row.optionalInstant(1), holdsValue: holdsValue == 1)
            }
            return traces
        }
    }

    package func challengeCount(
        endedBefore end: Instant, home: Home
    ) async throws(StoreError) -> Int {
        let statement = Statement(
            "SELECT count(*) FROM challenge WHERE home = $1 AND expires_at < $2",
            [.home(home), .instant(end)])
        return try await rows(statement) { found throws(StoreError) in
            try found.one { row throws(StoreError) in try row[0] } ?? 0
        }
    }

    package func forgetChallenges(
        endedBefore end: Instant, home: Home
    ) async throws(StoreError) -> Int {
        try await write { connection throws(StoreError) in
            try connection.query(
                "DELETE FROM challenge WHERE home = $1 AND expires_at < $2 RETURNING id",
                [.home(home), .instant(end)]
            ).count
        }
    }
}
