package import Store

extension PostgresStore: CountStore {
    package func counts(
        of counters: [Counter], home: Home
    ) async throws(StoreError) -> [Counter: Int64] {
        try await read { connection throws(StoreError) in
            var counts: [Counter: Int64] = [:]
            for start in stride(from: 0, to: counters.count, by: PostgresLimits.rowsPerStatement) {
                let part = Array(counters[start...].prefix(PostgresLimits.rowsPerStatement))
                for row in try connection.query(Self.reading(part, home)).rows {
                    counts[part[Int(try row[0] as Int64) - 1]] = try row[1]
                }
            }
            return counts
        }
    }

    /// Of each counter that has a count its place, from 1, and the sum of its slots.
    private static func reading(_ counters: [Counter], _ home: Home) -> Statement {
        Statement(
            """
            SELECT wanted.place, found.taken
            FROM unnest($2::text[], $3::text[], $4::text[])
                WITH ORDINALITY AS wanted (owner, scope, subject, place)
            CROSS JOIN LATERAL (
                SELECT sum(taken)::bigint AS taken FROM counter
                WHERE home = $1 AND owner = wanted.owner AND scope = wanted.scope
                    AND subject = wanted.subject) AS found
            WHERE found.taken <> 0
            """,
            [
                .home(home), .texts(counters.map(\.owner)), .texts(counters.map(\.scope.rawValue)),
                .texts(counters.map(\.subject)),
            ])
    }
}
