package import Store
import Vocabulary

extension PostgresStore: FollowingStore {
    package func position(of reader: ReaderName) async throws(StoreError) -> LedgerPosition {
        let statement = Statement(
            "SELECT position FROM ledger_reader WHERE name = $1", [.text(reader.rawValue)])
        return try await rows(statement) { found throws(StoreError) in
            try found.one { row throws(StoreError) in try LedgerPosition(column: try row[0]) } ?? .start
        }
    }

    package func redemptions(on receipt: TillReceipt, home: Home) async throws(StoreError) -> [LedgerEntry] {
        let statement = Statement(
            """
            SELECT \(LedgerColumns.list) FROM ledger
            WHERE home = $1 AND store = $2 AND purchase = $3 AND kind = 'redemption' AND day = $4
            ORDER BY at, writer, sequence LIMIT $5
            """,
            [
                .home(home), .id(receipt.store), .text(receipt.number), .integer(receipt.day.daysSince1970),
                .integer(TillReceipt.maximumCount),
            ])
        return try await rows(statement) { found throws(StoreError) in try found.map(LedgerColumns.entry) }
    }

    package func follow(_ step: FollowStep, home: Home) async throws(StoreError) -> [UnitReply]? {
        try await write { connection throws(StoreError) in
            let reader = Parameter.text(step.reader.rawValue)
            // Its row is the lock: of two who read the same, the second sees that the first moved on.
            try connection.query(
                """
                INSERT INTO ledger_reader (name, position, at) VALUES ($1, '0', $2) ON CONFLICT (name) DO NOTHING
                """, [reader, .instant(step.at)])
            let found = try connection.query(
                "SELECT position FROM ledger_reader WHERE name = $1 FOR UPDATE", [reader]
            ).one { row throws(StoreError) in try LedgerPosition(column: try row[0]) }
            guard found == step.start else { return nil }
            let replies = try PostgresUnitRows(connection, home: home, locks: .taken).run(step.requests)
            try connection.query(
                "UPDATE ledger_reader SET position = $2, at = $3 WHERE name = $1",
                [reader, .text(step.end.text), .instant(step.at)])
            return replies
        }
    }
}
