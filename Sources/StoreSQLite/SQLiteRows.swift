import Foundation
import GRDB
package import Promotion
package import Store
package import Vocabulary

/// The rows of one transaction on a `SQLiteStore`; lives no longer than it.
package final class SQLiteRows: ReversalRows {
    private let db: Database
    private let offers: OfferCache
    private let events: EventKeeping
    /// Offers do not change within a transaction, so a group looks each one up once.
    private var knownOffers: [OfferID: OfferRecord] = [:]
    /// The chain's end, once it was read.
    private var head: (sequence: Int64, hash: [UInt8])?

    init(_ db: Database, offers: OfferCache, events: EventKeeping) {
        self.db = db
        self.offers = offers
        self.events = events
    }

    package func answer(to key: IdempotencyKey, home: Home) throws(StoreError) -> KeptAnswer? {
        let row = try one(
            "SELECT request_digest, record, at FROM answer WHERE home = ? AND terminal = ? AND key = ?",
            [home.rawValue, key.terminal.text, key.key])
        return try row.map { row throws(StoreError) in
            try translatingErrors {
                KeptAnswer(
                    requestDigest: LedgerColumns.bytes(row[0]),
                    record: try Document.decode(KeptRecord.self, from: row[1]),
                    at: Instant(millisecondsSince1970: row[2]))
            }
        }
    }

    package func coupon(_ key: CouponKey, home: Home) throws(StoreError) -> CouponRecord? {
        let row = try one(
            """
            SELECT batch.id, coupon.serial, batch.campaign, batch.offer, batch.placement, batch.state,
                coupon.uses_taken, coupon.uses_allowed, coupon.holder, batch.last_day
            FROM coupon JOIN batch ON batch.number = coupon.batch WHERE coupon.home = ? AND coupon.key = ?
            """, [home.rawValue, key.column])
        guard let row else { return nil }
        let state: BatchRecord.State = try stored(row[5] as String)
        return CouponRecord(
            identity: CouponIdentity(key: key, batch: BatchID(unchecked: row[0]), serial: row[1]),
            campaign: CampaignID(unchecked: row[2]), offer: OfferID(unchecked: row[3]),
            placement: (row[4] as String?).map(PlacementID.init(unchecked:)),
            state: state == .issued ? .issued : .revoked, usesTaken: row[6], usesAllowed: row[7],
            holder: (row[8] as String?).map(MemberID.init(unchecked:)),
            lastDay: (row[9] as Int32?).map(CalendarDate.init(daysSince1970:)))
    }

    package func offer(_ id: OfferID) throws(StoreError) -> OfferRecord? {
        if let known = knownOffers[id] { return known }
        let offer = try translatingErrors { try offers.offer(id, db) }
        knownOffers[id] = offer
        return offer
    }

    package func joiningDay(of member: MemberID, home: Home) throws(StoreError) -> CalendarDate? {
        try one("SELECT joined_on FROM member WHERE home = ? AND id = ?", [home.rawValue, member.text])
            .map { CalendarDate(daysSince1970: $0[0]) }
    }

    package func uses(_ counter: UseCounter, home: Home) throws(StoreError) -> UInt32 {
        let row =
            switch counter {
            case .offer(let offer):
                try one(
                    "SELECT uses FROM offer_use WHERE home = ? AND offer = ?", [home.rawValue, offer.text])
            case .member(let offer, let member):
                try one(
                    "SELECT uses FROM member_use WHERE home = ? AND offer = ? AND member = ?",
                    [home.rawValue, offer.text, member.text])
            }
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

    package func setUsesTaken(_ uses: UInt32, of coupon: CouponKey, home: Home) throws(StoreError) {
        try run(
            "UPDATE coupon SET uses_taken = ? WHERE home = ? AND key = ?",
            [uses, home.rawValue, coupon.column])
    }

    package func setUses(_ uses: UInt32, of counter: UseCounter, home: Home) throws(StoreError) {
        switch counter {
        case .offer(let offer):
            try run(
                """
                INSERT INTO offer_use (home, offer, uses) VALUES (?, ?, ?)
                ON CONFLICT (home, offer) DO UPDATE SET uses = excluded.uses
                """, [home.rawValue, offer.text, uses])
        case .member(let offer, let member):
            try run(
                """
                INSERT INTO member_use (home, offer, member, uses) VALUES (?, ?, ?, ?)
                ON CONFLICT (home, offer, member) DO UPDATE SET uses = excluded.uses
                """, [home.rawValue, offer.text, member.text, uses])
        }
    }

    package func append(_ draft: LedgerDraft) throws(StoreError) -> LedgerEntry {
        let last = try currentHead()
        let entry = LedgerEntry(
            chaining: draft, writer: SQLiteStore.writer, sequence: last.sequence + 1, after: last.hash)
        try run(LedgerColumns.insertion, LedgerColumns.arguments(entry))
        head = (entry.sequence, entry.hash)
        if events == .kept { try SQLiteOutboxRows.insert([EventDraft(entry)], db) }
        return entry
    }

    package func keep(
        _ answer: KeptAnswer, under key: IdempotencyKey, home: Home
    ) throws(StoreError) {
        let record = try translatingErrors { try Document.encode(answer.record) }
        try run(
            """
            INSERT INTO answer (home, terminal, key, request_digest, at, accepted_redemption, record)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            [
                home.rawValue, key.terminal.text, key.key, Data(answer.requestDigest),
                answer.at.millisecondsSince1970, answer.record.acceptedRedemption?.text, record,
            ])
    }
}

extension SQLiteRows {
    /// Keeps a redemption whose use no reversal gave back.
    private static let stands = """
        NOT EXISTS (SELECT 1 FROM ledger AS undo WHERE undo.home = ledger.home
            AND undo.redemption = ledger.redemption AND undo.kind <> 'redemption' AND undo.restores_use = 1)
        """

    private func currentHead() throws(StoreError) -> (sequence: Int64, hash: [UInt8]) {
        if let head { return head }
        let row = try one(
            "SELECT sequence, hash FROM ledger WHERE writer = ? ORDER BY sequence DESC LIMIT 1",
            [SQLiteStore.writer])
        return row.map { ($0[0], LedgerColumns.bytes($0[1])) } ?? (0, LedgerChain.origin)
    }

    private func one(_ sql: String, _ arguments: StatementArguments) throws(StoreError) -> Row? {
        try translatingErrors { try Row.fetchOne(db.cachedStatement(sql: sql), arguments: arguments) }
    }

    private func all(_ sql: String, _ arguments: StatementArguments) throws(StoreError) -> [Row] {
        try translatingErrors { try Row.fetchAll(db.cachedStatement(sql: sql), arguments: arguments) }
    }

    private func run(_ sql: String, _ arguments: StatementArguments) throws(StoreError) {
        try translatingErrors { try db.cachedStatement(sql: sql).execute(arguments: arguments) }
    }
}
