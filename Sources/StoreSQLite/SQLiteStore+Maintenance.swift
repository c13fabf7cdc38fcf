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
            let audit = FaultSearch(db)
            return try audit.fileFaults() + audit.chainFaults() + audit.balanceFaults()
                + audit.batchFaults() + audit.answerFaults()
        }
    }
}
