import GRDB
package import Store

extension SQLiteStore: CountStore {
    package func counts(
        of counters: [Counter], home: Home
    ) async throws(StoreError) -> [Counter: Int64] {
        try await read { db in
            let statement = try db.cachedStatement(
                sql: """
                    SELECT taken FROM counter
                    WHERE home = ? AND owner = ? AND scope = ? AND subject = ? AND taken <> 0
                    """)
            var counts: [Counter: Int64] = [:]
            for counter in counters {
                counts[counter] = try Int64.fetchOne(
                    statement,
                    arguments: [
                        home.rawValue, counter.owner, counter.scope.rawValue, counter.subject,
                    ])
            }
            return counts
        }
    }
}
