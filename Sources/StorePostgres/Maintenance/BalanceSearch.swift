import Store

/// Compares uses, counters and holds with the ledger and the reservations.
struct BalanceSearch {
    private let connection: Connection

    init(_ connection: Connection) {
        self.connection = connection
    }

    /// Uses of coupons against the ledger, and held ones against the holds.
    func couponFaults() throws(StoreError) -> [String] {
        let found = try connection.query(
            """
            WITH counted AS (
                SELECT home, key, uses_taken AS taken, uses_held AS held, 0 AS change, 0 AS holds FROM coupon
                WHERE uses_taken > 0 OR uses_held > 0
                UNION ALL
                SELECT home, coupon, 0, 0, CASE WHEN kind = 'redemption' THEN 1 WHEN restores_use THEN -1 ELSE 0 END, 0
                FROM ledger
                UNION ALL
                SELECT home, coupon, 0, 0, 0, 1 FROM hold
            ), sums AS (
                SELECT home, key, sum(taken) AS taken, sum(held) AS held, sum(change) AS change, sum(holds) AS holds
                FROM counted GROUP BY home, key
                HAVING sum(taken) <> sum(change) OR sum(held) <> sum(holds) LIMIT \(FaultSearch.maximumCount)
            )
            SELECT taken::bigint, change::bigint, held::bigint, holds::bigint, coupon.serial, batch.id
            FROM sums LEFT JOIN coupon USING (home, key) LEFT JOIN batch ON batch.number = coupon.batch
            """)
        return try found.map { row throws(StoreError) in
            let (taken, change): (Int64, Int64) = (try row[0], try row[1])
            let batch: String? = try row[5]
            let name = try batch.map { batch throws(StoreError) in
                "Coupon \(try row[4] as Int64) of batch \(batch)"
            }
            let counted =
                taken != change
                ? "\(taken) uses taken; the ledger says \(change)."
                : "\(try row[2] as Int64) uses held; its reservations say \(try row[3] as Int64)."
            return "\(name ?? "A missing coupon") has \(counted)"
        }
    }

    /// Counters, all slots together, against the ledger and what reservations hold.
    func counterFaults() throws(StoreError) -> [String] {
        let held = try heldChanges()
        let found = try connection.query(
            Self.counterSearch,
            [
                .integers(held.map(\.home.rawValue)), .texts(held.map(\.change.counter.owner)),
                .texts(held.map(\.change.counter.scope.rawValue)), .texts(held.map(\.change.counter.subject)),
                .integers(held.map(\.change.by)),
            ])
        return try found.map { row throws(StoreError) in
            try Self.sentence(
                row.word(1), owner: row[0], subject: row[2], counted: row[3], expected: row[4])
        }
    }

    private static func sentence(
        _ scope: Counter.Scope, owner: String, subject: String, counted: Int64, expected: Int64
    ) -> String {
        switch scope {
        case .uses: "Offer \(owner) counts \(counted) uses; the ledger says \(expected)."
        case .spend: "Campaign \(owner) counts \(counted) \(subject) given; the ledger says \(expected)."
        case .member:
            "Member \(subject) has \(counted) uses of offer \(owner) counted; the ledger says \(expected)."
        case .memberDay, .storeDay, .stock:
            "Counter \(scope.rawValue) \(subject) of offer \(owner) says \(counted); the ledger says \(expected)."
        }
    }

    /// What reservations hold, as the counters count it.
    private func heldChanges() throws(StoreError) -> [(home: Home, change: CounterChange)] {
        let found = try connection.query("SELECT id, state, record FROM reservation WHERE state = 'held'")
        let records = try found.map { row throws(StoreError) in try PostgresReader.reservation(row, from: 0) }
        return records.flatMap { record in
            record.parts.flatMap { part in
                record.countedUse(part).changes.map { (home: record.home, change: $0) }
            }
        }
    }

    /// Holds of reservations that hold nothing any more, or that do not exist.
    func holdFaults() throws(StoreError) -> [String] {
        try connection.query(
            """
            SELECT DISTINCT reservation FROM hold WHERE NOT EXISTS (
                SELECT FROM reservation WHERE reservation.home = hold.home AND reservation.id = hold.reservation
                AND state = 'held') LIMIT \(FaultSearch.maximumCount)
            """
        ).map { row throws(StoreError) in
            "Reservation \(try row[0] as String) has ended and still holds a coupon."
        }
    }

    /// A reversal undoes what its redemption counted, on that day and in that store.
    private static let counterSearch = """
        WITH standing AS (
            SELECT home, offer, store, day, member FROM ledger WHERE kind = 'redemption' AND NOT EXISTS (
                SELECT FROM ledger AS undo WHERE undo.home = ledger.home AND undo.redemption = ledger.redemption
                AND undo.kind <> 'redemption' AND undo.restores_use)
        ), expected (home, owner, scope, subject, change) AS (
            SELECT home, offer, 'uses', '', count(*) FROM standing GROUP BY home, offer
            UNION ALL
            SELECT home, offer, 'stock', store, count(*) FROM standing GROUP BY home, offer, store
            UNION ALL
            SELECT home, offer, 'store_day', store || ' ' || day, count(*) FROM standing
            GROUP BY home, offer, store, day
            UNION ALL
            SELECT home, offer, 'member', member, count(*) FROM standing WHERE member IS NOT NULL
            GROUP BY home, offer, member
            UNION ALL
            SELECT home, offer, 'member_day', member || ' ' || day, count(*) FROM standing
            WHERE member IS NOT NULL GROUP BY home, offer, member, day
            UNION ALL
            SELECT home, campaign, 'spend', discount_currency,
                sum(CASE kind WHEN 'redemption' THEN discount ELSE -discount END)
            FROM ledger GROUP BY home, campaign, discount_currency
            UNION ALL
            SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::bigint[])
        ), compared AS (
            SELECT home, owner, scope, subject, change, 0::bigint AS taken FROM expected
            UNION ALL
            SELECT home, owner, scope, subject, 0, taken FROM counter
        )
        SELECT owner, scope, subject, sum(taken)::bigint, sum(change)::bigint
        FROM compared GROUP BY home, owner, scope, subject HAVING sum(taken) <> sum(change)
        ORDER BY owner, scope, subject LIMIT \(FaultSearch.maximumCount)
        """
}
