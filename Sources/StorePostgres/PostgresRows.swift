package import Promotion
package import Store
package import Vocabulary

/// The rows of one transaction on a `PostgresStore`; lives no longer than it.
package final class PostgresRows: ReversalRows {
    private let connection: Connection
    private let offers: OfferCache
    private let writerName: String
    /// Whether rows are locked as they are read.
    private let locks: Bool

    init(_ connection: Connection, offers: OfferCache, writer: String, locks: Bool) {
        self.connection = connection
        self.offers = offers
        writerName = writer
        self.locks = locks
    }

    package func answer(to key: IdempotencyKey, home: Home) throws(StoreError) -> KeptAnswer? {
        try connection.query(
            "SELECT request_digest, record, at FROM answer WHERE home = $1 AND terminal = $2 AND key = $3",
            [.home(home), .id(key.terminal), .text(key.key)]
        ).one { row throws(StoreError) in
            KeptAnswer(
                requestDigest: try row[0], record: try Document.decode(KeptRecord.self, from: try row[1]),
                at: try row.instant(2))
        }
    }

    package func coupon(_ key: CouponKey, home: Home) throws(StoreError) -> CouponRecord? {
        try connection.query(
            """
            SELECT batch.id, coupon.serial, batch.campaign, batch.offer, batch.placement, batch.state,
                coupon.uses_taken, coupon.uses_allowed, coupon.holder, batch.last_day
            FROM coupon JOIN batch ON batch.number = coupon.batch WHERE coupon.home = $1 AND coupon.key = $2
            \(locks ? "FOR UPDATE OF coupon" : "")
            """, [.home(home), .integer(key.column)]
        ).one { row throws(StoreError) in
            let state: BatchRecord.State = try row.word(5)
            return CouponRecord(
                identity: CouponIdentity(key: key, batch: try row.id(0), serial: try row[1]),
                campaign: try row.id(2), offer: try row.id(3), placement: try row.optionalID(4),
                state: state == .issued ? .issued : .revoked, usesTaken: try row[6], usesAllowed: try row[7],
                holder: try row.optionalID(8), lastDay: try row.optionalDay(9))
        }
    }

    package func offer(_ id: OfferID) throws(StoreError) -> OfferRecord? {
        try offers.offer(id, connection)
    }

    package func joiningDay(of member: MemberID, home: Home) throws(StoreError) -> CalendarDate? {
        try connection.query(
            "SELECT joined_on FROM member WHERE home = $1 AND id = $2", [.home(home), .id(member)]
        ).one { row throws(StoreError) in try row.day(0) }
    }

    package func uses(_ counter: UseCounter, home: Home) throws(StoreError) -> UInt32 {
        let key = counter.columns
        return try connection.query(
            """
            SELECT taken FROM counter
            WHERE home = $1 AND owner = $2 AND scope = $3 AND subject = $4 AND slot = 0
            \(locks ? "FOR UPDATE" : "")
            """, [.home(home), .text(key.owner), .text(key.scope), .text(key.subject)]
        ).one { row throws(StoreError) in try row[0] } ?? 0
    }

    package func earlierUses(
        of coupon: CouponKey, home: Home, limit: Int
    ) throws(StoreError) -> [Redemption.EarlierUse] {
        try connection.query(
            """
            SELECT at, day, second_of_day, store FROM ledger
            WHERE home = $1 AND coupon = $2 AND kind = 'redemption' AND \(Self.stands)
            ORDER BY at DESC, sequence DESC LIMIT $3
            """, [.home(home), .integer(coupon.column), .integer(limit)]
        ).map { row throws(StoreError) in
            Redemption.EarlierUse(at: try row.moment(0), store: try row.id(3))
        }
    }

    package func combinations(
        on purchase: String, store: StoreID, home: Home
    ) throws(StoreError) -> [Offer.Combination] {
        try connection.query(
            """
            SELECT combination FROM ledger
            WHERE home = $1 AND store = $2 AND purchase = $3 AND kind = 'redemption' AND \(Self.stands)
            """, [.home(home), .id(store), .text(purchase)]
        ).map { row throws(StoreError) in try row.word(0) }
    }

    package func entry(of redemption: RedemptionID, home: Home) throws(StoreError) -> LedgerEntry? {
        try connection.query(
            """
            SELECT \(LedgerColumns.list) FROM ledger
            WHERE home = $1 AND redemption = $2 AND kind = 'redemption'
            """, [.home(home), .id(redemption)]
        ).one(LedgerColumns.entry)
    }

    package func reversals(of redemption: RedemptionID, home: Home) throws(StoreError) -> [LedgerEntry] {
        try connection.query(
            """
            SELECT \(LedgerColumns.list) FROM ledger
            WHERE home = $1 AND redemption = $2 AND kind <> 'redemption' ORDER BY at, sequence
            """, [.home(home), .id(redemption)]
        ).map(LedgerColumns.entry)
    }

    package func setUsesTaken(_ uses: UInt32, of coupon: CouponKey, home: Home) throws(StoreError) {
        try connection.query(
            "UPDATE coupon SET uses_taken = $1 WHERE home = $2 AND key = $3",
            [.integer(uses), .home(home), .integer(coupon.column)])
    }

    package func setUses(_ uses: UInt32, of counter: UseCounter, home: Home) throws(StoreError) {
        let key = counter.columns
        try connection.query(
            """
            INSERT INTO counter (home, owner, scope, subject, slot, taken) VALUES ($1, $2, $3, $4, 0, $5)
            ON CONFLICT (home, owner, scope, subject, slot) DO UPDATE SET taken = excluded.taken
            """, [.home(home), .text(key.owner), .text(key.scope), .text(key.subject), .integer(uses)])
    }

    package func append(_ draft: LedgerDraft) throws(StoreError) -> LedgerEntry {
        let last = try connection.query(
            """
            SELECT sequence, hash FROM ledger WHERE home = $1 AND writer = $2
            ORDER BY sequence DESC LIMIT 1
            """, [.home(draft.home), .text(writerName)]
        ).one { row throws(StoreError) in (sequence: try row[0] as Int64, hash: try row[1] as [UInt8]) }
        let entry = LedgerEntry(
            chaining: draft, writer: writerName, sequence: (last?.sequence ?? 0) + 1,
            after: last?.hash ?? LedgerChain.origin)
        try connection.query(LedgerColumns.insertion(of: [entry]))
        return entry
    }

    package func keep(
        _ answer: KeptAnswer, under key: IdempotencyKey, home: Home
    ) throws(StoreError) {
        try connection.query(
            """
            INSERT INTO answer (home, terminal, key, request_digest, at, accepted_redemption, record)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            """,
            [
                .home(home), .id(key.terminal), .text(key.key), .bytes(answer.requestDigest),
                .instant(answer.at), .id(answer.record.acceptedRedemption),
                .text(try Document.encode(answer.record)),
            ])
    }

    /// Keeps a redemption whose use no reversal gave back.
    private static let stands = """
        NOT EXISTS (SELECT FROM ledger AS undo WHERE undo.home = ledger.home
            AND undo.redemption = ledger.redemption AND undo.kind <> 'redemption' AND undo.restores_use)
        """
}

extension UseCounter {
    /// The counter's key, without home and slot.
    var columns: (owner: String, scope: String, subject: String) {
        switch self {
        case .offer(let offer): (offer.text, "uses", "")
        case .member(let offer, let member): (offer.text, "member", member.text)
        }
    }
}
