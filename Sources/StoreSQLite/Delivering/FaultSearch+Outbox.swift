import GRDB
import Store

extension FaultSearch {
    /// Events that would never be told, and events of nothing.
    func outboxFaults() throws -> [String] {
        let stuck = try Row.fetchAll(
            db,
            sql: """
                SELECT webhook, min(event) FROM delivery WHERE state IN ('waiting', 'ready')
                GROUP BY webhook, home, coupon HAVING sum(state = 'ready') = 0 LIMIT \(Self.maximumCount)
                """)
        let orphans = try String.fetchAll(
            db,
            sql: """
                SELECT id FROM event WHERE writer IS NOT NULL AND NOT EXISTS (
                    SELECT 1 FROM ledger
                    WHERE ledger.writer = event.writer AND ledger.sequence = event.sequence)
                LIMIT \(Self.maximumCount)
                """)
        return stuck.map { row in
            "Event \(row[1] as Int64) waits for webhook \(row[0] as String) behind none."
        } + orphans.map { "Event \($0) names a ledger entry that does not exist." }
    }
}
