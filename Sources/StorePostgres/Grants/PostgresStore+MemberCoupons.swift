package import Store
package import Vocabulary

extension PostgresStore {
    package func coupons(
        madeOutTo members: [MemberID], limit: Int, home: Home
    ) async throws(StoreError) -> [MemberCoupon] {
        let statement = Statement(
            """
            SELECT b.id, c.serial, c.holder, c.uses_allowed, c.uses_taken
            FROM coupon AS c JOIN batch AS b ON b.number = c.batch
            WHERE c.home = $1 AND c.holder = ANY($2) ORDER BY c.batch DESC, c.serial DESC LIMIT $3
            """,
            [
                .home(home), .texts(members.map(\.text)),
                .integer(min(max(limit, 1), MemberCoupon.maximumCount)),
            ])
        return try await rows(statement) { found throws(StoreError) in
            try found.map { row throws(StoreError) in
                MemberCoupon(
                    batch: try row.id(0), serial: try row[1] as UInt32, holder: try row.id(2),
                    usesAllowed: try row[3] as UInt32, usesTaken: try row[4] as UInt32)
            }
        }
    }
}
