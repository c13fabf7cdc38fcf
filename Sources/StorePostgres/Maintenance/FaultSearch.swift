import Store

/// Recomputes what is stored twice, and reads the whole ledger once, in one snapshot.
struct FaultSearch {
    let connection: Connection

    init(_ connection: Connection) {
        self.connection = connection
    }

    /// 100 faults of one kind: more say nothing new, and a broken database may have millions.
    static let maximumCount = 100

    /// Everything that is wrong, a sentence each.
    func all() throws(StoreError) -> [String] {
        let chains = ChainSearch(connection)
        let balances = BalanceSearch(connection)
        return try serverFaults() + chains.faults() + balances.couponFaults() + balances.counterFaults()
            + balances.holdFaults() + batchFaults() + memberFaults() + answerFaults() + outboxFaults()
            + unitFaults()
    }

    /// What the server can say of itself: settings that keep commits, guards that stand, indexes that are whole.
    private func serverFaults() throws(StoreError) -> [String] {
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
            SELECT name FROM unnest(ARRAY['ledger', 'checkpoint', 'audit', 'unit_entry', 'unit_posting']) AS guarded (name)
            WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_trigger WHERE tgrelid = to_regclass(name)
                AND tgname = name || '_append_only' AND tgenabled IN ('O', 'A'))
            """
        ).map { row throws(StoreError) in
            "The guard that keeps the table \(try row[0] as String) append-only is gone."
        }
        let indexes = try connection.query(
            """
            SELECT indexrelid::regclass::text FROM pg_catalog.pg_index
            JOIN pg_catalog.pg_class AS owner ON owner.oid = indrelid
            WHERE owner.relnamespace = to_regnamespace('\(Schema.name)') AND NOT (indisvalid AND indisready)
            """
        ).map { row throws(StoreError) in "The index \(try row[0] as String) is not whole." }
        return settings + guards + indexes
    }

    /// Issued counts against the coupons that exist.
    private func batchFaults() throws(StoreError) -> [String] {
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

    /// What is kept of members twice.
    private func memberFaults() throws(StoreError) -> [String] {
        var sentences: [String] = []
        for fault in MemberFaults.allCases {
            sentences += try connection.query(fault.query(limit: Self.maximumCount)).map {
                row throws(StoreError) in
                fault.sentence(try row[0])
            }
        }
        return sentences
    }

    /// Accepted answers whose ledger entry is gone.
    private func answerFaults() throws(StoreError) -> [String] {
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
