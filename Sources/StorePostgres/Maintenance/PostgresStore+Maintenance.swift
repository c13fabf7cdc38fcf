package import Store

extension PostgresStore: MaintenanceStore {
    package var retryCount: Int64 { writer.conflictCount }

    package func checkWritable() async throws(StoreError) {
        try await change(
            """
            INSERT INTO heartbeat (id, beats) VALUES (1, 1)
            ON CONFLICT (id) DO UPDATE SET beats = heartbeat.beats + 1
            """)
    }

    package func findFaults() async throws(StoreError) -> [String] {
        try await read { connection throws(StoreError) in
            connection.patienceMilliseconds = PostgresLimits.maintenanceTimeoutMilliseconds
            try connection.query(
                "SELECT set_config('statement_timeout', $1, true)",
                [.text("\(PostgresLimits.maintenanceTimeoutMilliseconds)")])
            let faults = try FaultSearch(connection).all()
            connection.patienceMilliseconds = PostgresLimits.answerTimeoutMilliseconds
            return faults
        }
    }
}
