import GRDB
package import Store
import Vocabulary

extension SQLiteStore: FollowingStore {
    package func position(of reader: ReaderName) async throws(StoreError) -> LedgerPosition {
        try await read { db in try Self.position(of: reader, db) }
    }

    package func follow(_ step: FollowStep, home: Home) async throws(StoreError) -> [UnitReply]? {
        try await write { db in
            guard try Self.position(of: step.reader, db) == step.start else { return nil }
            let replies = try SQLiteUnitRows(db, home: home).run(step.requests)
            try db.cachedStatement(
                sql: """
                    INSERT INTO ledger_reader (name, position, at) VALUES (?, ?, ?)
                    ON CONFLICT (name) DO UPDATE SET position = excluded.position, at = excluded.at
                    """
            ).execute(
                arguments: [step.reader.rawValue, step.end.text, step.at.millisecondsSince1970])
            return replies
        }
    }

    package func redemptions(on receipt: TillReceipt, home: Home) async throws(StoreError) -> [LedgerEntry] {
        try await read { db in
            try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT \(LedgerColumns.list) FROM ledger
                        WHERE home = ? AND store = ? AND purchase = ? AND kind = 'redemption' AND day = ?
                        ORDER BY at, sequence LIMIT ?
                        """),
                arguments: [
                    home.rawValue, receipt.store.text, receipt.number, receipt.day.daysSince1970,
                    TillReceipt.maximumCount,
                ]
            ).map { try LedgerColumns.entry($0) }
        }
    }

    private static func position(of reader: ReaderName, _ db: Database) throws -> LedgerPosition {
        let text = try String.fetchOne(
            db.cachedStatement(sql: "SELECT position FROM ledger_reader WHERE name = ?"),
            arguments: [reader.rawValue])
        return try text.map { try LedgerPosition(column: $0) } ?? .start
    }
}
