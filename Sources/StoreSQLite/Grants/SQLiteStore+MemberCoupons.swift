import GRDB
package import Store
package import Vocabulary

extension SQLiteStore {
    package func coupons(
        madeOutTo members: [MemberID], limit: Int, home: Home
    ) async throws(StoreError) -> [MemberCoupon] {
        let marks = members.map { _ in "?" }.joined(separator: ", ")
        var arguments: StatementArguments = [home.rawValue]
        arguments += StatementArguments(members.map(\.text))
        arguments += [min(max(limit, 1), MemberCoupon.maximumCount)]
        return try await read { [arguments] db in
            let statement = try db.cachedStatement(
                sql: """
                    SELECT b.id, c.serial, c.holder, c.uses_allowed, c.uses_taken
                    FROM coupon AS c JOIN batch AS b ON b.number = c.batch
                    WHERE c.home = ? AND c.holder IN (\(marks)) ORDER BY c.batch DESC, c.serial DESC LIMIT ?
                    """)
            return try Row.fetchAll(statement, arguments: arguments).map { row in
                MemberCoupon(
                    batch: BatchID(unchecked: row[0]), serial: row[1], holder: MemberID(unchecked: row[2]),
                    usesAllowed: row[3], usesTaken: row[4])
            }
        }
    }
}
