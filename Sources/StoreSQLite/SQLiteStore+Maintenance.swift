import GRDB
package import Store

extension SQLiteStore: MaintenanceStore {
    package func checkWritable() async throws(StoreError) {
        try await write { db in
            try db.execute(
                sql: """
                    INSERT INTO heartbeat (id, beats) VALUES (1, 1)
                    ON CONFLICT (id) DO UPDATE SET beats = beats + 1
                    """)
        }
    }

    package func findFaults() async throws(StoreError) -> [String] {
        try await read { db in
            let search = FaultSearch(db)
            let searches = [
                search.fileFaults, search.chainFaults, CheckpointSearch(db).faults, BalanceSearch(db).faults,
                search.batchFaults, search.memberFaults, search.answerFaults, search.outboxFaults,
                search.unitFaults,
            ]
            return try searches.flatMap { find in
                do {
                    return try find()
                } catch {
                    // A damaged page ends one search, not the others: what they find is worth knowing.
                    guard case .corrupt(let text) = StoreError(error) else { throw error }
                    return ["A search for faults met a damaged page: \(text)."]
                }
            }
        }
    }
}
