import Foundation
import GRDB
import Promotion
package import Store
package import Vocabulary

extension SQLiteStore: BatchStore {
    package func addBatch(_ draft: BatchRecord) async throws(StoreError) -> BatchRecord {
        try await write { db in
            if let known = try Self.record(draft.id, db) { return known }
            let owner = try String.fetchOne(
                db, sql: "SELECT campaign FROM offer WHERE id = ?", arguments: [draft.offer.text])
            guard owner == draft.campaign.text else {
                throw StoreError.constraint("campaign \(draft.campaign) has no offer \(draft.offer)")
            }
            let last = try UInt32.fetchOne(db, sql: "SELECT max(number) FROM batch") ?? 0
            guard last < BatchRecord.maximumNumber else {
                throw StoreError.constraint("all batch numbers are taken")
            }
            var batch = draft
            batch.number = last + 1
            batch.issued = 0
            try Self.insert(batch, db)
            return batch
        }
    }

    package func issue(
        _ keys: [CouponKey], firstSerial: UInt32, of batch: BatchID, home: Home
    ) async throws(StoreError) {
        try await write { db in
            guard let record = try Self.record(batch, db) else {
                throw StoreError.constraint("there is no batch \(batch)")
            }
            try record.checkIssue(of: keys.count, firstSerial: firstSerial)
            try CouponInsertion(batch: record, home: home).insert(keys, firstSerial: firstSerial, db)
            try db.execute(
                sql: "UPDATE batch SET issued = issued + ? WHERE id = ?",
                arguments: [keys.count, batch.text])
        }
    }

    package func batches() async throws(StoreError) -> [BatchRecord] {
        try await read { db in
            try Row.fetchAll(db, sql: Self.batchSelection + " ORDER BY number").map(Self.batchRecord)
        }
    }

    package func batch(_ id: BatchID) async throws(StoreError) -> BatchRecord? {
        try await read { db in try Self.record(id, db) }
    }

    package func revoke(_ batch: BatchID, at instant: Instant) async throws(StoreError) -> Bool {
        try await write { db in
            try db.execute(
                sql: """
                    UPDATE batch SET state = 'revoked', revoked_at = coalesce(revoked_at, ?) WHERE id = ?
                    """, arguments: [instant.millisecondsSince1970, batch.text])
            return db.changesCount > 0
        }
    }

    package func usesTaken(of batch: BatchID) async throws(StoreError) -> [UInt32: UInt32] {
        try await read { db in
            let rows = try Row.fetchCursor(
                db,
                sql: """
                    SELECT serial, uses_taken FROM coupon
                    WHERE batch = (SELECT number FROM batch WHERE id = ?) AND uses_taken > 0
                    """, arguments: [batch.text])
            var uses: [UInt32: UInt32] = [:]
            while let row = try rows.next() { uses[row[0]] = row[1] }
            return uses
        }
    }

    package func standing(of batch: BatchID, at instant: Instant) async throws(StoreError) -> BatchStanding? {
        try await read { db in
            guard let record = try Self.record(batch, db) else { return nil }
            let state = try String.fetchOne(
                db, sql: "SELECT state FROM campaign WHERE id = ?", arguments: [record.campaign.text])
            var standing = BatchStanding(record, campaign: try stored(state ?? ""))
            guard standing.needsUses else { return standing }
            let serials = try UInt32.fetchCursor(
                db,
                sql: """
                    SELECT serial FROM coupon WHERE batch = ? AND uses_taken > 0 AND uses_taken >= uses_allowed
                    """, arguments: [record.number])
            while let serial = try serials.next() { standing.markUsedUp(serial) }
            for serial in try Self.leased(of: record, at: instant, db) { standing.markLeased(serial) }
            return standing
        }
    }

    /// The coupons of which all that is left is leased; leases are few, and each names its holds.
    private static func leased(of batch: BatchRecord, at instant: Instant, _ db: Database) throws -> [UInt32]
    {
        try UInt32.fetchAll(
            db,
            sql: """
                SELECT coupon.serial FROM lease
                JOIN reservation ON reservation.home = lease.home AND reservation.id >= lease.id || '.'
                    AND reservation.id < lease.id || '/' AND reservation.state = 'held'
                JOIN reservation_part AS part
                    ON part.home = reservation.home AND part.reservation = reservation.id
                JOIN coupon ON coupon.home = part.home AND coupon.key = part.coupon
                WHERE lease.returned_at IS NULL AND lease.held_until > ? AND coupon.batch = ?
                GROUP BY coupon.home, coupon.key
                HAVING max(coupon.uses_taken) + count(*) >= max(coupon.uses_allowed)
                """, arguments: [instant.millisecondsSince1970, batch.number])
    }

    private static let batchSelection = """
        SELECT id, number, campaign, offer, placement, profile, count, issued, uses_per_coupon, last_day,
            state, sealed_secret, created_at FROM batch
        """

    static func record(_ id: BatchID, _ db: Database) throws -> BatchRecord? {
        try Row.fetchOne(db, sql: batchSelection + " WHERE id = ?", arguments: [id.text]).map(batchRecord)
    }

    private static func batchRecord(_ row: Row) throws -> BatchRecord {
        BatchRecord(
            id: BatchID(unchecked: row[0]), number: row[1], campaign: CampaignID(unchecked: row[2]),
            offer: OfferID(unchecked: row[3]),
            placement: (row[4] as String?).map(PlacementID.init(unchecked:)),
            profile: try stored(row[5] as String), count: row[6], issued: row[7], usesPerCoupon: row[8],
            lastDay: (row[9] as Int32?).map(CalendarDate.init(daysSince1970:)),
            state: try stored(row[10] as String), sealedSecret: LedgerColumns.bytes(row[11]),
            createdAt: Instant(millisecondsSince1970: row[12]))
    }

    private static func insert(_ batch: BatchRecord, _ db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO batch (id, number, campaign, offer, placement, profile, count, issued,
                    uses_per_coupon, last_day, state, sealed_secret, created_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?)
                """,
            arguments: [
                batch.id.text, batch.number, batch.campaign.text, batch.offer.text, batch.placement?.text,
                batch.profile.rawValue, batch.count, batch.usesPerCoupon, batch.lastDay?.daysSince1970,
                batch.state.rawValue, Data(batch.sealedSecret), batch.createdAt.millisecondsSince1970,
            ])
    }
}
