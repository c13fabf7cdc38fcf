import GRDB
package import Store
package import Vocabulary

extension SQLiteStore: RetentionStore {
    package func traces(
        from first: MemberID, through last: MemberID, home: Home
    ) async throws(StoreError) -> [MemberID: MemberTrace] {
        try await read { db in
            let rows = try Row.fetchCursor(
                try db.cachedStatement(sql: RetentionSQL.traces(mark: "?")),
                arguments: [home.rawValue, first.text, last.text])
            var traces: [MemberID: MemberTrace] = [:]
            while let row = try rows.next() {
                let at = (row[1] as Int64?).map(Instant.init(millisecondsSince1970:))
                traces[MemberID(unchecked: row[0])] = MemberTrace(lastActiveAt: at, holdsValue: row[2] == 1)
            }
            return traces
        }
    }

    package func challengeCount(
        endedBefore end: Instant, home: Home
    ) async throws(StoreError) -> Int {
        try await read { db in
            try Int.fetchOne(
                db, sql: "SELECT count(*) FROM challenge WHERE home = ? AND expires_at < ?",
                arguments: [home.rawValue, end.millisecondsSince1970]) ?? 0
        }
    }

    package func forgetChallenges(
        endedBefore end: Instant, home: Home
    ) async throws(StoreError) -> Int {
        try await write { db in
            try db.execute(
                sql: "DELETE FROM challenge WHERE home = ? AND expires_at < ?",
                arguments: [home.rawValue, end.millisecondsSince1970])
            return db.changesCount
        }
    }
}
