import Foundation
import GRDB
package import Promotion
package import Store
package import Vocabulary

/// What one transaction on a `SQLiteStore` reads; lives no longer than it.
package final class SQLiteReader: RowReader {
    private let db: Database
    private let offers: OfferCache
    private let statements: StatementShelf
    /// Nothing is written before all is decided, so a group looks each of these up once.
    private var knownOffers: [OfferID: OfferRecord] = [:]
    private var knownBatches: [Int64: BatchTerms] = [:]
    private var knownCoupons: [Homed<CouponKey>: KnownRow] = [:]

    init(_ db: Database, offers: OfferCache, statements: StatementShelf) {
        self.db = db
        self.offers = offers
        self.statements = statements
    }

    /// A coupon with the sequence of the redemption that used it last.
    private struct KnownRow {
        let coupon: CouponRecord
        let lastUse: Int64?
    }

    package func answer(to key: IdempotencyKey, home: Home) throws(StoreError) -> KeptAnswer? {
        let statement = try hot(.answer)
        statement.bind(home.rawValue)
        statement.bind(key.terminal.text)
        statement.bind(key.key)
        return try statement.first { row throws(StoreError) in
            KeptAnswer(
                requestDigest: row.bytes(0),
                content: try translatingErrors {
                    try Document.decode(KeptAnswer.Content.self, from: row.text(1))
                },
                at: Instant(millisecondsSince1970: row.integer(2)))
        }
    }

    package func coupon(_ key: CouponKey, home: Home) throws(StoreError) -> CouponRecord? {
        try row(of: key, home: home)?.coupon
    }

    /// The sequence of the redemption that used a coupon last, also if it was reversed.
    func lastUse(of key: CouponKey, home: Home) throws(StoreError) -> Int64? {
        try row(of: key, home: home)?.lastUse
    }

    private func row(of key: CouponKey, home: Home) throws(StoreError) -> KnownRow? {
        let name = Homed(key, home)
        if let known = knownCoupons[name] { return known }
        let statement = try hot(.coupon)
        statement.bind(home.rawValue)
        statement.bind(key.column)
        let found = try statement.first { row throws(StoreError) in
            let batch = try batch(row.integer(0))
            return KnownRow(
                coupon: batch.coupon(
                    key, serial: UInt32(truncatingIfNeeded: row.integer(1)),
                    uses: CouponUses(
                        taken: UInt32(truncatingIfNeeded: row.integer(2)),
                        held: UInt32(truncatingIfNeeded: row.integer(3))),
                    usesAllowed: UInt32(truncatingIfNeeded: row.integer(4)),
                    holder: row.optionalText(5).map(MemberID.init(unchecked:))),
                lastUse: row.optionalInteger(6))
        }
        knownCoupons[name] = found
        return found
    }

    private func batch(_ number: Int64) throws(StoreError) -> BatchTerms {
        if let known = knownBatches[number] { return known }
        let statement = try hot(.batch)
        statement.bind(number)
        let found = try statement.first { row throws(StoreError) in
            BatchTerms(
                batch: BatchID(unchecked: row.text(0)), campaign: CampaignID(unchecked: row.text(1)),
                offer: OfferID(unchecked: row.text(2)),
                placement: row.optionalText(3).map(PlacementID.init(unchecked:)),
                state: try stored(row.text(4)),
                lastDay: row.optionalInteger(5).map {
                    CalendarDate(daysSince1970: Int32(truncatingIfNeeded: $0))
                })
        }
        guard let found else { throw .corrupt("a coupon is of batch \(number), which is missing") }
        knownBatches[number] = found
        return found
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

    package func member(_ id: MemberID, home: Home) throws(StoreError) -> ProgramMember? {
        try one(
            """
            SELECT id, joined_on, (SELECT group_concat(other.id, ' ') FROM member AS other
                WHERE other.home = member.home AND other.merged_into = member.id)
            FROM member WHERE home = ? AND state = 'member'
                AND id = coalesce((SELECT merged_into FROM member WHERE home = ? AND id = ?), ?)
            """, [home.rawValue, home.rawValue, id.text, id.text]
        ).map { row in
            ProgramMember(
                id: MemberID(unchecked: row[0]), joinedOn: CalendarDate(daysSince1970: row[1]),
                mergedText: row[2])
        }
    }

    package func count(_ counter: Counter, limit: Int64, home: Home) throws(StoreError) -> Int64 {
        let statement = try hot(.count)
        statement.bind(home.rawValue)
        statement.bind(counter.owner)
        statement.bind(counter.scope.rawValue)
        statement.bind(counter.subject)
        return try statement.first { row in row.integer(0) } ?? 0
    }

    package func earlierUses(
        of coupon: CouponKey, home: Home, limit: Int
    ) throws(StoreError) -> [Redemption.EarlierUse] {
        var uses: [Redemption.EarlierUse] = []
        var place = try lastUse(of: coupon, home: home)
        // Each use names the one before it, which needs no index that every redemption would have to write.
        while let sequence = place, uses.count < limit {
            let statement = try hot(.use)
            statement.bind(sequence)
            place = try statement.first { row throws(StoreError) in
                if row.integer(5) != 0 {
                    let moment = try LedgerColumns.moment(
                        row.integer(0), Int32(truncatingIfNeeded: row.integer(1)), Int(row.integer(2)))
                    uses.append(Redemption.EarlierUse(at: moment, store: StoreID(unchecked: row.text(3))))
                }
                return row.optionalInteger(4)
            }.flatMap(\.self)
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

    package func lease(_ id: LeaseID, home: Home) throws(StoreError) -> LeaseRecord? {
        try one(
            "SELECT \(LeaseColumns.list) FROM lease WHERE home = ? AND id = ?", [home.rawValue, id.text]
        ).map(LeaseColumns.lease)
    }

    package func holds(of lease: LeaseID, home: Home) throws(StoreError) -> [ReservationRecord] {
        let names = lease.holdNames
        return try reservations(
            "SELECT document FROM reservation WHERE home = ? AND id >= ? AND id < ? AND state = 'held'",
            [home.rawValue, names.lowerBound, names.upperBound])
    }

    package func latestUse(of coupon: CouponKey, home: Home) throws(StoreError) -> LedgerEntry? {
        var place = try lastUse(of: coupon, home: home)
        while let sequence = place {
            let row = try one(
                """
                SELECT \(LedgerColumns.list), \(Self.stands) AS stands, previous_use AS earlier FROM ledger
                WHERE writer = ? AND sequence = ?
                """, [SQLiteStore.chain, sequence])
            guard let row else { return nil }
            if row["stands"] as Bool { return try LedgerColumns.entry(row) }
            place = row["earlier"]
        }
        return nil
    }

    package func head(of home: Home) throws(StoreError) -> ChainHead {
        try hot(.head).first { row in
            ChainHead(writer: SQLiteStore.chain, sequence: row.integer(0), hash: row.bytes(1))
        } ?? ChainHead(writer: SQLiteStore.chain)
    }

    package func accessVersion() throws(StoreError) -> Int64? {
        try hot(.accessVersion).first { row in row.integer(0) }
    }
}

extension SQLiteReader {
    /// Keeps a redemption whose use no reversal gave back.
    static let stands = """
        NOT EXISTS (SELECT 1 FROM ledger AS undo WHERE undo.home = ledger.home
            AND undo.redemption = ledger.redemption AND undo.kind <> 'redemption' AND undo.restores_use = 1)
        """

    private func hot(_ sql: HotSQL) throws(StoreError) -> HotStatement {
        try translatingErrors { try statements[sql] }
    }

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
