package import Store

extension PostgresStore: TransactionalStore {
    package func inTransaction<Answer: Sendable>(
        _ body: @escaping @Sendable (inout PostgresRows) throws(StoreError) -> Answer
    ) async throws(StoreError) -> Answer {
        try await writer.run(.alsoUniqueViolations) { [offers] connection throws(StoreError) in
            connection.begin(.write)
            var rows = PostgresRows(connection, offers: offers, writer: "main", locks: true)
            let answer = try body(&rows)
            try connection.commit()
            return answer
        }
    }

    package func inSnapshot<Answer: Sendable>(
        _ body: @escaping @Sendable (PostgresRows) throws(StoreError) -> Answer
    ) async throws(StoreError) -> Answer {
        try await read { [offers] connection throws(StoreError) in
            try body(PostgresRows(connection, offers: offers, writer: "main", locks: false))
        }
    }

    package func ledger(after sequence: Int64, limit: Int) async throws(StoreError) -> [LedgerEntry] {
        let count = min(max(limit, 1), LedgerPage.maximumCount)
        let statement = Statement(
            "SELECT \(LedgerColumns.list) FROM ledger WHERE sequence > $1 ORDER BY sequence LIMIT $2",
            [.integer(sequence), .integer(count)])
        return try await rows(statement) { found throws(StoreError) in try found.map(LedgerColumns.entry) }
    }
}
