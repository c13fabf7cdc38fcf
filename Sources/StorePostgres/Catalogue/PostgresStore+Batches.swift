import Promotion
package import Store
package import Vocabulary

extension PostgresStore: BatchStore {
    package func addBatch(_ draft: BatchRecord) async throws(StoreError) -> BatchRecord {
        try await write { connection throws(StoreError) in
            try Self.lockCatalogue(connection)
            if let known = try Self.record(draft.id, connection) { return known }
            let owned = try connection.query(
                "SELECT FROM offer WHERE id = $1 AND campaign = $2", [.id(draft.offer), .id(draft.campaign)])
            guard owned.count > 0 else {
                throw .constraint("campaign \(draft.campaign) has no offer \(draft.offer)")
            }
            let last: UInt32 =
                try connection.query("SELECT coalesce(max(number), 0) FROM batch")
                .one { row throws(StoreError) in try row[0] } ?? 0
            guard last < BatchRecord.maximumNumber else { throw .constraint("all batch numbers are taken") }
            var batch = draft
            batch.number = last + 1
            batch.issued = 0
            try connection.query(Self.insertion(of: batch))
            return batch
        }
    }

    package func issue(
        _ keys: [CouponKey], firstSerial: UInt32, of batch: BatchID, home: Home
    ) async throws(StoreError) {
        try await write { connection throws(StoreError) in
            guard let record = try Self.record(batch, connection, locks: " FOR UPDATE") else {
                throw .constraint("there is no batch \(batch)")
            }
            try record.checkIssue(of: keys.count, firstSerial: firstSerial)
            // In the order of their keys, so that neighbours land on the same page.
            let coupons = zip(keys, firstSerial...).sorted { $0.0.column < $1.0.column }
            for start in stride(from: 0, to: coupons.count, by: PostgresLimits.rowsPerStatement) {
                let part = coupons[start..<min(start + PostgresLimits.rowsPerStatement, coupons.count)]
                try connection.query(Self.insertion(of: part, record, home))
            }
            try connection.query(
                "UPDATE batch SET issued = issued + $1 WHERE id = $2", [.integer(keys.count), .id(batch)])
        }
    }

    package func batches() async throws(StoreError) -> [BatchRecord] {
        try await rows(Statement(Self.batchSelection + " ORDER BY number")) { found throws(StoreError) in
            try found.map(Self.batchRecord)
        }
    }

    package func batch(_ id: BatchID) async throws(StoreError) -> BatchRecord? {
        try await pool.run { connection throws(StoreError) in try Self.record(id, connection) }
    }

    package func revoke(_ batch: BatchID, at instant: Instant) async throws(StoreError) -> Bool {
        try await change(
            "UPDATE batch SET state = 'revoked', revoked_at = coalesce(revoked_at, $1) WHERE id = $2",
            [.instant(instant), .id(batch)]) > 0
    }

    package func usesTaken(of batch: BatchID) async throws(StoreError) -> [UInt32: UInt32] {
        let statement = Statement(
            """
            SELECT serial, uses_taken FROM coupon
            WHERE batch = (SELECT number FROM batch WHERE id = $1) AND uses_taken > 0
            """, [.id(batch)])
        return try await rows(statement) { found throws(StoreError) in
            var uses: [UInt32: UInt32] = [:]
            for row in found.rows { uses[try row[0]] = try row[1] as UInt32 }
            return uses
        }
    }

    package func standing(of batch: BatchID, at instant: Instant) async throws(StoreError) -> BatchStanding? {
        try await read { connection throws(StoreError) in
            guard let record = try Self.record(batch, connection) else { return nil }
            let state: Campaign.State? = try connection.query(
                "SELECT state FROM campaign WHERE id = $1", [.id(record.campaign)]
            ).one { row throws(StoreError) in try row.word(0) }
            guard let state else { throw .corrupt("batch \(batch) is of a campaign that is not there") }
            var standing = BatchStanding(record, campaign: state)
            guard standing.needsUses else { return standing }
            try Self.markUsedUp(&standing, connection)
            for serial in try Self.leased(of: record, at: instant, connection) { standing.markLeased(serial) }
            return standing
        }
    }

    /// Reads which coupons are used up by a cursor, a page at a time: all at once would be held by the client library.
    private static func markUsedUp(
        _ standing: inout BatchStanding, _ connection: Connection
    ) throws(StoreError) {
        try connection.query(
            """
            DECLARE used_up NO SCROLL CURSOR FOR SELECT serial FROM coupon
            WHERE batch = $1 AND uses_taken > 0 AND uses_taken >= uses_allowed
            """, [.integer(standing.batch.number)])
        while true {
            let page = try connection.query("FETCH \(PostgresLimits.rowsPerFetch) FROM used_up")
            for row in page.rows { standing.markUsedUp(try row[0]) }
            if page.count < PostgresLimits.rowsPerFetch { break }
        }
        try connection.query("CLOSE used_up")
    }

    /// The coupons of which all that is left is leased; a hold's name begins with its lease's.
    private static func leased(
        of batch: BatchRecord, at instant: Instant, _ connection: Connection
    ) throws(StoreError) -> [UInt32] {
        try connection.query(
            """
            SELECT coupon.serial FROM hold
            JOIN lease ON lease.home = hold.home AND lease.id = split_part(hold.reservation, '.', 1)
            JOIN coupon ON coupon.home = hold.home AND coupon.key = hold.coupon
            WHERE lease.returned_at IS NULL AND lease.held_until > $1 AND coupon.batch = $2
            GROUP BY coupon.home, coupon.key, coupon.serial, coupon.uses_taken, coupon.uses_allowed
            HAVING coupon.uses_taken + count(*) >= coupon.uses_allowed
            """, [.instant(instant), .integer(batch.number)]
        ).map { row throws(StoreError) in try row[0] }
    }

    private static let batchColumns = """
        id, number, campaign, offer, placement, profile, count, issued, uses_per_coupon, last_day, state,
            sealed_secret, created_at
        """

    private static let batchSelection = "SELECT \(batchColumns) FROM batch"

    static func record(
        _ id: BatchID, _ connection: Connection, locks: String = ""
    ) throws(StoreError) -> BatchRecord? {
        try connection.query(batchSelection + " WHERE id = $1" + locks, [.id(id)]).one(batchRecord)
    }

    private static func batchRecord(_ row: Row) throws(StoreError) -> BatchRecord {
        BatchRecord(
            id: try row.id(0), number: try row[1], campaign: try row.id(2), offer: try row.id(3),
            placement: try row.optionalID(4), profile: try row.word(5), count: try row[6],
            issued: try row[7], usesPerCoupon: try row[8], lastDay: try row.optionalDay(9),
            state: try row.word(10), sealedSecret: try row[11], createdAt: try row.instant(12))
    }

    private static func insertion(of batch: BatchRecord) -> Statement {
        Statement(
            """
            INSERT INTO batch (\(batchColumns))
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
            """,
            [
                .id(batch.id), .integer(batch.number), .id(batch.campaign), .id(batch.offer),
                .id(batch.placement), .text(batch.profile.rawValue), .integer(batch.count),
                .integer(batch.issued), .integer(batch.usesPerCoupon),
                .integer(batch.lastDay.map { Int64($0.daysSince1970) }), .text(batch.state.rawValue),
                .bytes(batch.sealedSecret), .instant(batch.createdAt),
            ])
    }

    private static func insertion(
        of coupons: ArraySlice<(CouponKey, UInt32)>, _ batch: BatchRecord, _ home: Home
    ) -> Statement {
        Statement(
            """
            INSERT INTO coupon (home, key, batch, serial, uses_allowed)
            SELECT $1, key, $2, serial, $3 FROM unnest($4::bigint[], $5::bigint[]) AS new (key, serial)
            """,
            [
                .home(home), .integer(batch.number), .integer(batch.usesPerCoupon),
                .integers(coupons.map(\.0.column)), .integers(coupons.map { Int64($0.1) }),
            ])
    }
}
