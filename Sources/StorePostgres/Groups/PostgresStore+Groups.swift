package import Store
import Vocabulary

extension PostgresStore: TransactionalStore {
    package func commit(
        _ group: @escaping @Sendable () -> [Attempt], by rules: GroupRules,
        then end: @escaping @Sendable (Result<Committed<[GroupAnswer]>, StoreError>) -> Void
    ) {
        writer.perform { turn in end(self.carryOut(group(), by: rules, turn).map { Committed($0) }) }
    }

    /// One transaction touches one home, so that it stays on one machine wherever homes are spread.
    private func carryOut(
        _ group: [Attempt], by rules: GroupRules, _ turn: Lane.Turn
    ) -> Result<[GroupAnswer], StoreError> {
        let homes = Set(group.map(\.head.home)).sorted { $0.rawValue < $1.rawValue }
        var answers: [Int: GroupAnswer] = [:]
        for home in homes {
            let places = group.indices.filter { group[$0].head.home == home }
            let part = places.map { group[$0] }
            let found = transaction(part, turn) { rows throws(StoreError) in
                try GroupProcedure.run(part, on: &rows, by: rules)
            }
            switch found {
            case .success(let found): for (place, answer) in zip(places, found) { answers[place] = answer }
            // What another home has committed stays committed, and the caller hears of all attempts at once.
            case .failure(let error):
                return .failure(
                    answers.isEmpty ? error : .unknown("a part of the group is written: \(error)"))
            }
        }
        return .success(group.indices.compactMap { answers[$0] })
    }

    package func commit<Answer: Sendable>(
        _ group: @escaping @Sendable () -> [Attempt],
        _ body: @escaping @Sendable ([Attempt], inout GroupRows<PostgresReader>) throws(StoreError) -> Answer,
        then end: @escaping @Sendable (Result<Committed<Answer>, StoreError>) -> Void
    ) {
        writer.perform { turn in
            let group = group()
            let result = self.transaction(group, turn) { rows throws(StoreError) in try body(group, &rows) }
            end(result.map { Committed($0) })
        }
    }

    private func transaction<Answer>(
        _ group: [Attempt], _ turn: Lane.Turn,
        _ body: (inout GroupRows<PostgresReader>) throws(StoreError) -> Answer
    ) -> Result<Answer, StoreError> {
        let result = turn.run(.alsoUniqueViolations) { connection throws(StoreError) in
            try GroupRun(connection, offers, scarce, group, events).answer(body)
        }
        // Beside the next groups; without it they are slower and no less right.
        if case .success = result, growth.note() {
            Task { try? await rows(GrowthWatch.looking) { _ throws(StoreError) in } }
        }
        return result
    }

    package func inSnapshot<Answer: Sendable>(
        _ body: @escaping @Sendable (PostgresReader) throws(StoreError) -> Answer
    ) async throws(StoreError) -> Answer {
        try await read { [offers] connection throws(StoreError) in
            try body(PostgresReader(connection, offers, .looking, CounterReading(connection, .looking)))
        }
    }

    package func ledger(
        after position: LedgerPosition, limit: Int
    ) async throws(StoreError) -> [LedgerEntry] {
        let count = min(max(limit, 1), LedgerPage.maximumCount)
        let read = position.sequences.sorted { $0.key < $1.key }
        let statement = Statement(
            """
            SELECT entry.* FROM chain
            LEFT JOIN unnest($1::text[], $2::bigint[]) AS read (writer, last) ON read.writer = chain.writer
            CROSS JOIN LATERAL (
                SELECT \(LedgerColumns.list) FROM ledger
                WHERE home = chain.home AND writer = chain.writer AND sequence > coalesce(read.last, 0)
                ORDER BY sequence LIMIT $3) AS entry
            ORDER BY entry.writer, entry.sequence LIMIT $3
            """, [.texts(read.map(\.key)), .integers(read.map(\.value)), .integer(count)])
        return try await rows(statement) { found throws(StoreError) in try found.map(LedgerColumns.entry) }
    }
}
