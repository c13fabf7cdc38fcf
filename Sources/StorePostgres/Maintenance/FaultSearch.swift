import Store

/// Recomputes what is stored twice, and reads the whole ledger once, in one snapshot.
struct FaultSearch {
    private let connection: Connection

    init(_ connection: Connection) {
        self.connection = connection
    }

    /// 100 faults of one kind: more say nothing new, and a broken database may have millions.
    static let maximumCount = 100

    /// What the server can say of itself: settings that keep commits, guards that stand, indexes that are whole.
    func serverFaults() throws(StoreError) -> [String] {
        let settings = try connection.query(
            """
            SELECT name FROM pg_catalog.pg_settings
            WHERE name IN ('fsync', 'full_page_writes') AND setting = 'off' ORDER BY name
            """
        ).map { row throws(StoreError) in
            "The server runs with \(try row[0] as String) = off: a power cut loses redemptions."
        }
        let guards = try connection.query(
            """
            SELECT name FROM unnest(ARRAY['ledger', 'audit']) AS guarded (name)
            WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_trigger WHERE tgrelid = to_regclass(name)
                AND tgname = name || '_append_only' AND tgenabled IN ('O', 'A'))
            """
        ).map { row throws(StoreError) in
            "The guard that keeps the table \(try row[0] as String) append-only is gone."
        }
        let indexes = try connection.query(
            """
            SELECT indexrelid::regclass::text FROM pg_catalog.pg_index JOIN pg_catalog.pg_class ON oid = indrelid
            WHERE relnamespace = to_regnamespace('\(Schema.name)') AND NOT (indisvalid AND indisready)
            """
        ).map { row throws(StoreError) in "The index \(try row[0] as String) is not whole." }
        return settings + guards + indexes
    }

    /// The first fault of each writer's chain.
    func chainFaults() throws(StoreError) -> [String] {
        let chains = try connection.query("SELECT DISTINCT home, writer FROM ledger ORDER BY home, writer")
        return try chains.rows.compactMap { row throws(StoreError) in
            try chainFault(of: try row[1], home: try row[0])
        }
    }

    private func chainFault(of writer: String, home: Int64) throws(StoreError) -> String? {
        var verifier = LedgerChain.Verifier(writer: writer)
        var last: Int64 = 0
        let page = """
            SELECT \(LedgerColumns.list) FROM ledger WHERE home = $1 AND writer = $2 AND sequence > $3
            ORDER BY sequence LIMIT $4
            """
        while true {
            let found = try connection.query(
                page, [.integer(home), .text(writer), .integer(last), .integer(PostgresLimits.rowsPerFetch)])
            for row in found.rows {
                if let fault = Self.fault(of: row, writer, &verifier) { return fault }
                last = try row[LedgerColumns.sequence]
            }
            if found.count < PostgresLimits.rowsPerFetch { return nil }
        }
    }

    private static func fault(
        of row: Row, _ writer: String, _ verifier: inout LedgerChain.Verifier
    ) -> String? {
        do {
            try verifier.verify(try LedgerColumns.entry(row))
            return nil
        } catch let fault as LedgerChain.Fault {
            return fault.sentence
        } catch {
            return "An entry of ledger \(writer) cannot be read: \(error)."
        }
    }

    /// Uses and counters against the ledger.
    func balanceFaults() throws(StoreError) -> [String] {
        let coupons = try differences(
            "home, coupon", "SELECT home, key, uses_taken::bigint FROM coupon WHERE uses_taken > 0"
        ).map { row throws(StoreError) in try couponSentence(row) }
        let offers = try differences(
            "home, offer", "SELECT home, owner, sum(taken) FROM counter WHERE scope = 'uses' GROUP BY home, owner"
        ).map { row throws(StoreError) in
            "Offer \(try row[1] as String) counts \(try row[2] as Int64) uses; the ledger says \(try row[3] as Int64)."
        }
        let members = try differences(
            "home, offer, member",
            "SELECT home, owner, subject, taken FROM counter WHERE scope = 'member'"
        ).map { row throws(StoreError) in
            "Member \(try row[2] as String) has \(try row[3] as Int64) uses of offer \(try row[1] as String)"
                + " counted; the ledger says \(try row[4] as Int64)."
        }
        return coupons + offers + members
    }

    /// Rows whose stored count is not the ledger's redemptions less restoring reversals.
    private func differences(_ keys: String, _ counts: String) throws(StoreError) -> [Row] {
        try connection.query(
            """
            WITH counted (\(keys), uses) AS (\(counts)), balance AS (
                SELECT \(keys), uses, 0 AS change FROM counted
                UNION ALL
                SELECT \(keys), 0, CASE WHEN kind = 'redemption' THEN 1 WHEN restores_use THEN -1 ELSE 0 END
                FROM ledger \(keys.hasSuffix("member") ? "WHERE member IS NOT NULL" : "")
            )
            SELECT \(keys), sum(uses)::bigint, sum(change)::bigint FROM balance GROUP BY \(keys)
            HAVING sum(uses) <> sum(change) LIMIT \(Self.maximumCount)
            """
        ).rows
    }

    private func couponSentence(_ row: Row) throws(StoreError) -> String {
        let coupon = try connection.query(
            """
            SELECT coupon.serial, batch.id FROM coupon JOIN batch ON batch.number = coupon.batch
            WHERE coupon.home = $1 AND coupon.key = $2
            """, [.integer(try row[0] as Int64), .integer(try row[1] as Int64)]
        ).one { found throws(StoreError) in
            "Coupon \(try found[0] as Int64) of batch \(try found[1] as String)"
        }
        return "\(coupon ?? "A missing coupon") has \(try row[2] as Int64) uses taken;"
            + " the ledger says \(try row[3] as Int64)."
    }

    /// Issued counts against the coupons that exist.
    func batchFaults() throws(StoreError) -> [String] {
        // One pass over the coupons, not one a batch: they have no index by batch.
        try connection.query(
            """
            WITH existing (number, found) AS (SELECT batch, count(*) FROM coupon GROUP BY batch)
            SELECT id, issued, coalesce(found, 0) FROM batch LEFT JOIN existing USING (number)
            WHERE issued <> coalesce(found, 0) ORDER BY number LIMIT \(Self.maximumCount)
            """
        ).map { row throws(StoreError) in
            "Batch \(try row[0] as String) counts \(try row[1] as Int64) coupons as issued;"
                + " there are \(try row[2] as Int64)."
        }
    }

    /// Accepted answers whose ledger entry is gone.
    func answerFaults() throws(StoreError) -> [String] {
        try connection.query(
            """
            SELECT key FROM answer WHERE accepted_redemption IS NOT NULL AND NOT EXISTS (
                SELECT FROM ledger WHERE ledger.home = answer.home
                AND ledger.redemption = answer.accepted_redemption AND kind = 'redemption')
            LIMIT \(Self.maximumCount)
            """
        ).map { row throws(StoreError) in
            "The answer to key \(try row[0] as String) names a redemption that is not in the ledger."
        }
    }
}
