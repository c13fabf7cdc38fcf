import GRDB
import Store

/// Recomputes what is stored twice, and reads the whole ledger once, in one snapshot.
struct FaultSearch {
    let db: Database

    init(_ db: Database) {
        self.db = db
    }

    /// 100 faults of one kind: more say nothing new, and a broken file may have millions.
    static let maximumCount = 100

    /// What SQLite can check of itself.
    func fileFaults() throws -> [String] {
        let integrity = try String.fetchAll(db, sql: "PRAGMA integrity_check(\(Self.maximumCount))")
        let keys = try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").prefix(Self.maximumCount)
        return integrity.filter { $0 != "ok" }.map { "The file is damaged: \($0)." }
            + keys.map { row in
                "A row of \(row[0] as String) refers to a row of \(row[2] as String) that does not exist."
            }
    }

    /// The first fault of each writer's chain.
    func chainFaults() throws -> [String] {
        let writers = try String.fetchAll(db, sql: "SELECT DISTINCT writer FROM ledger ORDER BY writer")
        return try writers.compactMap(chainFault)
    }

    private func chainFault(of writer: String) throws -> String? {
        var verifier = LedgerChain.Verifier(writer: writer)
        let rows = try Row.fetchCursor(
            db, sql: "SELECT \(LedgerColumns.list) FROM ledger WHERE writer = ? ORDER BY sequence",
            arguments: [writer])
        while let row = try rows.next() {
            do {
                try verifier.verify(try LedgerColumns.entry(row))
            } catch let fault as LedgerChain.Fault {
                return fault.sentence
            } catch StoreError.corrupt(let text) {
                return "An entry of ledger \(writer) cannot be read: \(text)."
            }
        }
        return nil
    }

    /// Issued counts against the coupons that exist.
    func batchFaults() throws -> [String] {
        // One pass over the coupons, not one a batch: they have no index by batch.
        try Row.fetchAll(
            db,
            sql: """
                WITH existing (number, found) AS (SELECT batch, count(*) FROM coupon GROUP BY batch)
                SELECT id, issued, coalesce(found, 0) FROM batch LEFT JOIN existing USING (number)
                WHERE issued <> coalesce(found, 0) ORDER BY number LIMIT \(Self.maximumCount)
                """
        ).map { row in
            "Batch \(row[0] as String) counts \(row[1] as Int64) coupons as issued;"
                + " there are \(row[2] as Int64)."
        }
    }

    /// What is kept of members twice.
    func memberFaults() throws -> [String] {
        try MemberFaults.allCases.flatMap { fault in
            try String.fetchAll(db, sql: fault.query(limit: Self.maximumCount)).map(fault.sentence)
        }
    }

    /// Accepted answers whose ledger entry is gone.
    func answerFaults() throws -> [String] {
        try String.fetchAll(
            db,
            sql: """
                SELECT key FROM answer WHERE accepted_redemption IS NOT NULL AND NOT EXISTS (
                    SELECT 1 FROM ledger WHERE ledger.home = answer.home
                    AND ledger.redemption = answer.accepted_redemption AND kind = 'redemption')
                LIMIT \(Self.maximumCount)
                """
        ).map { "The answer to key \($0) names a redemption that is not in the ledger." }
    }
}
