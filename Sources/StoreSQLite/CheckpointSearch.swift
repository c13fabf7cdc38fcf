import GRDB
import Store

/// Recomputes the root of every checkpoint from the entries that it covers, and looks for entries that none covers.
struct CheckpointSearch {
    private let db: Database

    init(_ db: Database) {
        self.db = db
    }

    func faults() throws -> [String] {
        var faults: [String] = []
        let rows = try Row.fetchCursor(
            db, sql: "SELECT \(CheckpointColumns.list) FROM checkpoint ORDER BY writer, last")
        var expectedFirst: [String: Int64] = [:]
        while let row = try rows.next(), faults.count < FaultSearch.maximumCount {
            let checkpoint = CheckpointColumns.checkpoint(row)
            let expected = try expectedFirst[checkpoint.writer] ?? firstSealed(of: checkpoint.writer)
            if expected != checkpoint.first {
                faults.append(
                    "Checkpoint \(checkpoint.last) of ledger \(checkpoint.writer) begins at entry"
                        + " \(checkpoint.first), not at \(expected).")
            }
            expectedFirst[checkpoint.writer] = checkpoint.last + 1
            let entries = try entries(of: checkpoint)
            guard checkpoint.fits(entries) else {
                faults.append(
                    "Checkpoint \(checkpoint.last) of ledger \(checkpoint.writer) does not fit its entries.")
                continue
            }
        }
        return faults + (try uncovered(after: expectedFirst))
    }

    /// Where the checkpoints of a chain begin: behind the entries from before there were any.
    private func firstSealed(of writer: String) throws -> Int64 {
        let last = try Int64.fetchOne(
            db, sql: "SELECT max(sequence) FROM ledger WHERE writer = ? AND form = 1", arguments: [writer])
        return (last ?? 0) + 1
    }

    private func entries(of checkpoint: Checkpoint) throws -> [LedgerEntry] {
        let statement = try db.cachedStatement(
            sql: """
                SELECT \(LedgerColumns.list) FROM ledger
                WHERE writer = ? AND sequence BETWEEN ? AND ? ORDER BY sequence
                """)
        return try Row.fetchAll(
            statement, arguments: [checkpoint.writer, checkpoint.first, checkpoint.last]
        ).compactMap { row in try? LedgerColumns.entry(row) }
    }

    /// A chain that has checkpoints has no entry behind the last one.
    private func uncovered(after next: [String: Int64]) throws -> [String] {
        try next.sorted { $0.key < $1.key }.compactMap { writer, sequence in
            let count =
                try Int.fetchOne(
                    db, sql: "SELECT count(*) FROM ledger WHERE writer = ? AND sequence >= ?",
                    arguments: [writer, sequence]) ?? 0
            return count == 0 ? nil : "\(count) entries of ledger \(writer) have no checkpoint."
        }
    }
}
