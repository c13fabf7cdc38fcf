import GRDB
import Store

/// Recomputes uses and counters from the ledger and from what reservations hold.
struct BalanceSearch {
    private let db: Database

    init(_ db: Database) {
        self.db = db
    }

    func faults() throws -> [String] {
        try couponFaults() + useFaults() + counterFaults()
    }

    /// Whether each redemption names the one of the same coupon before it, and each coupon the last of them.
    private func useFaults() throws -> [String] {
        let entries = try Int64.fetchAll(
            db,
            sql: """
                SELECT sequence FROM (SELECT sequence, previous_use, lag(sequence) OVER (
                    PARTITION BY home, coupon ORDER BY sequence) AS previous FROM ledger WHERE kind = 'redemption')
                WHERE previous_use IS NOT previous LIMIT \(FaultSearch.maximumCount)
                """)
        let coupons = try Row.fetchAll(
            db,
            sql: """
                SELECT coupon.serial, batch.id FROM coupon JOIN batch ON batch.number = coupon.batch
                LEFT JOIN (SELECT home, coupon, max(sequence) AS sequence FROM ledger
                    WHERE kind = 'redemption' GROUP BY home, coupon) AS last
                    ON last.home = coupon.home AND last.coupon = coupon.key
                WHERE coupon.last_use IS NOT last.sequence LIMIT \(FaultSearch.maximumCount)
                """)
        return entries.map {
            "Entry \($0) of ledger main names another use of its coupon than the one before it."
        }
            + coupons.map {
                "Coupon \($0[0] as Int64) of batch \($0[1] as String) names another use than its last."
            }
    }

    /// Redemptions less restoring reversals, and held uses, by coupon.
    private func couponFaults() throws -> [String] {
        try Row.fetchAll(
            db,
            sql: """
                WITH balance (home, coupon, taken, held, entries, holds) AS (
                    SELECT home, key, uses_taken, uses_held, 0, 0 FROM coupon
                        WHERE uses_taken > 0 OR uses_held > 0
                    UNION ALL
                    SELECT home, coupon, 0, 0, CASE kind WHEN 'redemption' THEN 1 ELSE -restores_use END, 0 FROM ledger
                    UNION ALL
                    SELECT home, coupon, 0, 0, 0, 1 FROM reservation_part WHERE \(Self.isHeld)
                )
                SELECT home, coupon, sum(taken), sum(entries), sum(held), sum(holds) FROM balance
                GROUP BY home, coupon HAVING sum(taken) <> sum(entries) OR sum(held) <> sum(holds)
                LIMIT \(FaultSearch.maximumCount)
                """
        ).flatMap(couponSentences)
    }

    private func couponSentences(_ row: Row) throws -> [String] {
        let coupon = try Row.fetchOne(
            db,
            sql: """
                SELECT coupon.serial, batch.id FROM coupon JOIN batch ON batch.number = coupon.batch
                WHERE coupon.home = ? AND coupon.key = ?
                """, arguments: [row[0] as Int64, row[1] as Int64])
        let name = coupon.map { "Coupon \($0[0] as Int64) of batch \($0[1] as String)" } ?? "A missing coupon"
        let (taken, entries, held, holds): (Int64, Int64, Int64, Int64) = (row[2], row[3], row[4], row[5])
        return (taken == entries ? [] : ["\(name) has \(taken) uses taken; the ledger says \(entries)."])
            + (held == holds ? [] : ["\(name) has \(held) uses held; its reservations say \(holds)."])
    }

    /// Every counter, by its scope.
    private func counterFaults() throws -> [String] {
        try Row.fetchAll(
            db,
            sql: """
                WITH \(Self.expected), balance (home, owner, scope, subject, taken, counted) AS (
                    SELECT home, owner, scope, subject, taken, 0 FROM counter
                    UNION ALL SELECT home, owner, scope, subject, 0, change FROM expected
                )
                SELECT owner, scope, subject, sum(taken), sum(counted) FROM balance
                GROUP BY home, owner, scope, subject HAVING sum(taken) <> sum(counted)
                LIMIT \(FaultSearch.maximumCount)
                """
        ).map(counterSentence)
    }

    private func counterSentence(_ row: Row) throws -> String {
        let (owner, subject): (String, String) = (row[0], row[2])
        let (taken, counted): (Int64, Int64) = (row[3], row[4])
        let scope: Counter.Scope = try stored(row[1] as String)
        return switch scope {
        case .uses: "Offer \(owner) counts \(taken) uses; the ledger says \(counted)."
        case .spend: "Campaign \(owner) counts \(taken) \(subject) given; the ledger says \(counted)."
        case .member:
            "Member \(subject) has \(taken) uses of offer \(owner) counted; the ledger says \(counted)."
        case .memberDay, .storeDay, .stock:
            "Counter \(scope.rawValue) \(subject) of offer \(owner) says \(taken); the ledger says \(counted)."
        }
    }

    private static let isHeld = """
        EXISTS (SELECT 1 FROM reservation WHERE reservation.home = reservation_part.home
            AND reservation.id = reservation_part.reservation AND reservation.state = 'held')
        """

    /// What each redemption that stands, and each held use, counts; a reversal undoes what its redemption counted.
    private static let expected = """
        use (home, campaign, offer, store, day, member) AS (
            SELECT home, campaign, offer, store, day, member FROM ledger
            WHERE kind = 'redemption' AND NOT EXISTS (SELECT 1 FROM ledger AS undo
                WHERE undo.home = ledger.home AND undo.redemption = ledger.redemption
                AND undo.kind <> 'redemption' AND undo.restores_use = 1)
            UNION ALL
            SELECT part.home, part.campaign, part.offer, reservation.store, reservation.day, reservation.member
            FROM reservation JOIN reservation_part AS part
                ON part.home = reservation.home AND part.reservation = reservation.id
            WHERE reservation.state = 'held'
        ), expected (home, owner, scope, subject, change) AS (
            SELECT home, offer, 'uses', '', count(*) FROM use GROUP BY 1, 2
            UNION ALL SELECT home, offer, 'stock', store, count(*) FROM use GROUP BY 1, 2, 4
            UNION ALL SELECT home, offer, 'store_day', store || ' ' || day, count(*) FROM use GROUP BY 1, 2, 4
            UNION ALL SELECT home, offer, 'member', member, count(*) FROM use
                WHERE member IS NOT NULL GROUP BY 1, 2, 4
            UNION ALL SELECT home, offer, 'member_day', member || ' ' || day, count(*) FROM use
                WHERE member IS NOT NULL GROUP BY 1, 2, 4
            UNION ALL SELECT home, campaign, 'spend', discount_currency,
                sum(CASE kind WHEN 'redemption' THEN discount ELSE -discount END) FROM ledger GROUP BY 1, 2, 4
            UNION ALL SELECT home, campaign, 'spend', discount_currency, sum(discount)
                FROM reservation_part WHERE \(isHeld) GROUP BY 1, 2, 4
        )
        """
}
