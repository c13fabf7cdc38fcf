import GRDB
package import Store
package import Vocabulary

extension SQLiteStore {
    package func members(
        after id: MemberID?, limit: Int, home: Home
    ) async throws(StoreError) -> [MemberRecord] {
        try await read { db in
            // Every identifier is greater than the empty text.
            try MemberReading(db, home: home).members(" AND id > ? ORDER BY id LIMIT ?") { statement in
                statement.bind(id?.text ?? "")
                statement.bind(max(limit, 0))
            }
        }
    }

    package func lastMember(
        of count: Int, after id: MemberID?, home: Home
    ) async throws(StoreError) -> MemberID? {
        try await read { db in
            let text = try String.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT max(id) FROM (SELECT id FROM member WHERE home = ? AND id > ? ORDER BY id LIMIT ?)
                        """), arguments: [home.rawValue, id?.text ?? "", max(count, 0)])
            return text.map(MemberID.init(unchecked:))
        }
    }

    package func members(
        after id: MemberID?, through last: MemberID, identitiesOf kinds: Set<String>, home: Home
    ) async throws(StoreError) -> [MemberRecord] {
        try await read { db in
            try MemberReading(db, home: home, kinds: kinds).members(
                " AND id > ? AND id <= ? ORDER BY id"
            ) { statement in
                statement.bind(id?.text ?? "")
                statement.bind(last.text)
            }
        }
    }
}
