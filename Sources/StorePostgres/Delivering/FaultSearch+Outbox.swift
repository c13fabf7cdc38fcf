import Store

extension FaultSearch {
    /// Events that would never be told, and events of nothing.
    func outboxFaults() throws(StoreError) -> [String] {
        let stuck = try connection.query(
            """
            SELECT webhook, min(event) FROM delivery WHERE state IN ('waiting', 'ready')
            GROUP BY webhook, home, coupon HAVING bool_and(state <> 'ready')
            ORDER BY webhook, min(event) LIMIT \(Self.maximumCount)
            """
        ).map { row throws(StoreError) in
            "Event \(try row[1] as Int64) waits for webhook \(try row[0] as String) behind none."
        }
        let orphans = try connection.query(
            """
            SELECT id FROM event WHERE writer IS NOT NULL AND NOT EXISTS (
                SELECT FROM ledger WHERE ledger.home = event.home AND ledger.writer = event.writer
                AND ledger.sequence = event.sequence)
            LIMIT \(Self.maximumCount)
            """
        ).map { row throws(StoreError) in
            "Event \(try row[0] as String) names a ledger entry that does not exist."
        }
        return stuck + orphans
    }
}
