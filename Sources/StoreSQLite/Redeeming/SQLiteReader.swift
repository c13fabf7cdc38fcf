import Foundation
import GRDB
package import Promotion
package import Store
package import Vocabulary

/// What one transaction on a `SQLiteStore` reads; lives no longer than it.
package final class SQLiteReader: RowReader {
    private let db: Database
    private let offers: OfferCache
    /// Offers do not change within a transaction, so a group looks each one up once.
    private var knownOffers: [OfferID: OfferRecord] = [:]

    init(_ db: Database, offers: OfferCache) {
        self.db = db
        self.offers = offers
    }

    package func answer(to key: IdempotencyKey, home: Home) throws(StoreError) -> KeptAnswer? {
        let row = try one(
            "SELECT request_digest, record, at FROM answer WHERE home = ? AND terminal = ? AND key = ?",
            [home.rawValue, key.terminal.text, key.key])
        return try row.map { row throws(StoreError) in
            try translatingErrors {
                KeptAnswer(
                    requestDigest: LedgerColumns.bytes(row[0]),
                    content: try Document.decode(KeptAnswer.Content.self, from: row[1]),
                    at: Instant(millisecondsSince1970: row[2]))
            }
        }
    }

    package func coupon(_ key: CouponKey, home: Home) throws(StoreError) -> CouponRecord? {
        let row = try one(
            """
            SELECT batch.id, coupon.serial, batch.campaign, batch.offer, batch.placement, batch.state,
                coupon.uses_taken, coupon.uses_allowed, coupon.holder, batch.last_day, coupon.uses_held
            FROM coupon JOIN batch ON batch.number = coupon.batch WHERE coupon.home = ? AND coupon.key = ?
            """, [home.rawValue, key.column])
        guard let row else { return nil }
        let state: BatchRecord.State = try stored(row[5] as String)
        return CouponRecord(
            identity: CouponIdentity(key: key, batch: BatchID(unchecked: row[0]), serial: row[1]),
            campaign: CampaignID(unchecked: row[2]), offer: OfferID(unchecked: row[3]),
            placement: (row[4] as String?).map(PlacementID.init(unchecked:)),
            state: state == .issued ? .issued : .revoked, usesTaken: row[6], usesHeld: row[10],
            usesAllowed: row[7],
            holder: (row[8] as String?).map(MemberID.init(unchecked:)),
            lastDay: (row[9] as Int32?).map(CalendarDate.init(daysSince1970:)))
    }

    package func offer(_ id: OfferID) throws(StoreError) -> OfferRecord? {
        if let known = knownOffers[id] { return known }
        let offer = try translatingErrors { try offers.offer(id, db) }
        knownOffers[id] = offer
        return offer
    }

    package func offer(
        _ id: OfferID, of campaign: CampaignID, revision: Int64
    ) throws(StoreError) -> Offer? {
        try translatingErrors { try offers.offer(id, of: campaign, revision: revision, db) }
    }

    package func joiningDay(of member: MemberID, home: Home) throws(StoreError) -> CalendarDate? {
        try one("SELECT joined_on FROM member WHERE home = ? AND id = ?", [home.rawValue, member.text])
            .map { CalendarDate(daysSince1970: $0[0]) }
    }

    package func count(_ counter: Counter, limit: Int64, home: Home) throws(StoreError) -> Int64 {
        let row = try one(
            "SELECT taken FROM counter WHERE home = ? AND owner = ? AND scope = ? AND subject = ?",
            [home.rawValue, counter.owner, counter.scope.rawValue, counter.subject])
        return row?[0] ?? 0
    }

    package func earlierUses(
        of coupon: CouponKey, home: Home, limit: Int
    ) throws(StoreError) -> [Redemption.EarlierUse] {
        let rows = try all(
            """
            SELECT at, day, second_of_day, store FROM ledger
            WHERE home = ? AND coupon = ? AND kind = 'redemption' AND \(Self.stands)
            ORDER BY sequence DESC LIMIT ?
            """, [home.rawValue, coupon.column, limit])
        var uses: [Redemption.EarlierUse] = []
        for row in rows {
            let moment = try LedgerColumns.moment(row[0], row[1], row[2])
            uses.append(Redemption.EarlierUse(at: moment, store: StoreID(unchecked: row[3])))
        }
        return uses
    }

    package func combinations(
        on purchase: String, store: StoreID, home: Home
    ) throws(StoreError) -> [Offer.Combination] {
        let rows = try all(
            """
            SELECT combination FROM ledger
            WHERE home = ? AND store = ? AND purchase = ? AND kind = 'redemption' AND \(Self.stands)
            """, [home.rawValue, store.text, purchase])
        return try rows.map { row throws(StoreError) in try stored(row[0] as String) }
    }

    package func entry(of redemption: RedemptionID, home: Home) throws(StoreError) -> LedgerEntry? {
        let row = try one(
            """
            SELECT \(LedgerColumns.list) FROM ledger
            WHERE home = ? AND redemption = ? AND kind = 'redemption'
            """, [home.rawValue, redemption.text])
        return try row.map { row throws(StoreError) in try LedgerColumns.entry(row) }
    }

    package func reversals(of redemption: RedemptionID, home: Home) throws(StoreError) -> [LedgerEntry] {
        let rows = try all(
            """
            SELECT \(LedgerColumns.list) FROM ledger
            WHERE home = ? AND redemption = ? AND kind <> 'redemption' ORDER BY sequence
            """, [home.rawValue, redemption.text])
        return try rows.map { row throws(StoreError) in try LedgerColumns.entry(row) }
    }

    package func entries(
        of writer: String, _ sequences: ClosedRange<Int64>, home: Home
    ) throws(StoreError) -> [LedgerEntry] {
        let rows = try all(
            """
            SELECT \(LedgerColumns.list) FROM ledger
            WHERE writer = ? AND sequence BETWEEN ? AND ? ORDER BY sequence
            """, [writer, sequences.lowerBound, sequences.upperBound])
        return try rows.map { row throws(StoreError) in try LedgerColumns.entry(row) }
    }

    package func checkpoint(
        of writer: String, covering sequence: Int64, home: Home
    ) throws(StoreError) -> Checkpoint? {
        let row = try one(
            """
            SELECT \(CheckpointColumns.list) FROM checkpoint
            WHERE writer = ? AND last >= ? ORDER BY last LIMIT 1
            """, [writer, sequence])
        guard let checkpoint = row.map(CheckpointColumns.checkpoint), checkpoint.first <= sequence else {
            return nil
        }
        return checkpoint
    }

    package func reservation(_ id: ReservationID, home: Home) throws(StoreError) -> ReservationRecord? {
        try reservations(
            "SELECT document FROM reservation WHERE home = ? AND id = ?", [home.rawValue, id.text]
        )
        .first
    }

    package func holds(on coupon: CouponKey, home: Home) throws(StoreError) -> [ReservationRecord] {
        try reservations(
            """
            SELECT reservation.document FROM reservation_part JOIN reservation
                ON reservation.home = reservation_part.home AND reservation.id = reservation_part.reservation
            WHERE reservation_part.home = ? AND reservation_part.coupon = ? AND reservation.state = 'held'
            ORDER BY reservation.expires_at, reservation.id
            """, [home.rawValue, coupon.column])
    }

    package func expiredHolds(
        before instant: Instant, home: Home, limit: Int
    ) throws(StoreError) -> [ReservationRecord] {
        try reservations(
            """
            SELECT document FROM reservation WHERE home = ? AND state = 'held' AND expires_at <= ?
            ORDER BY expires_at, id LIMIT ?
            """, [home.rawValue, instant.millisecondsSince1970, limit])
    }

    package func head(of home: Home) throws(StoreError) -> ChainHead {
        let row = try one(
            "SELECT sequence, hash FROM ledger WHERE writer = ? ORDER BY sequence DESC LIMIT 1",
            [SQLiteStore.writer])
        guard let row else { return ChainHead(writer: SQLiteStore.writer) }
        return ChainHead(
            writer: SQLiteStore.writer, sequence: row[0], hash: LedgerColumns.bytes(row[1]))
    }
}

extension SQLiteReader {
    /// Keeps a redemption whose use no reversal gave back.
    private static let stands = """
        NOT EXISTS (SELECT 1 FROM ledger AS undo WHERE undo.home = ledger.home
            AND undo.redemption = ledger.redemption AND undo.kind <> 'redemption' AND undo.restores_use = 1)
        """

    private func reservations(
        _ sql: String, _ arguments: StatementArguments
    ) throws(StoreError) -> [ReservationRecord] {
        try all(sql, arguments).map { row throws(StoreError) in
            try translatingErrors { try Document.decode(ReservationRecord.self, from: row[0]) }
        }
    }

    private func one(_ sql: String, _ arguments: StatementArguments) throws(StoreError) -> Row? {
        try translatingErrors { try Row.fetchOne(db.cachedStatement(sql: sql), arguments: arguments) }
    }

    private func all(_ sql: String, _ arguments: StatementArguments) throws(StoreError) -> [Row] {
        try translatingErrors { try Row.fetchAll(db.cachedStatement(sql: sql), arguments: arguments) }
    }
}
