import GRDB

/// The hot statements of one connection, each prepared when it is first needed.
///
/// The writer's shelf lives as long as the store; a reader's as long as its snapshot, with statements from the
/// connection's own cache.
final class StatementShelf {
    private let db: Database
    private let isWriter: Bool
    private let arena = BindingArena()
    private var statements = [HotStatement?](repeating: nil, count: HotSQL.allCases.count)

    init(_ db: Database, isWriter: Bool) {
        self.db = db
        self.isWriter = isWriter
    }

    subscript(_ sql: HotSQL) -> HotStatement {
        get throws {
            if let known = statements[sql.rawValue] { return known }
            let statement =
                try isWriter ? db.makeStatement(sql: sql.text) : db.cachedStatement(sql: sql.text)
            let new = HotStatement(statement, arena: arena)
            statements[sql.rawValue] = new
            return new
        }
    }
}

/// Keeps the shelf of the connection that writes from one group to the next.
///
/// Safe to share: `shelf` is touched only by blocks that run on the pool's writer, one after the other.
final class WriterStatements: @unchecked Sendable {
    private var shelf: StatementShelf?

    /// The statements of the writer; call it on the writer only.
    func statements(of db: Database) -> StatementShelf {
        if let shelf { return shelf }
        let new = StatementShelf(db, isWriter: true)
        shelf = new
        return new
    }

    /// Takes the statements back before the writer closes; call it on the writer only.
    func drop() {
        shelf = nil
    }
}

/// The statements that every redemption runs.
enum HotSQL: Int, CaseIterable {
    case answer, coupon, batch, count, head, use, accessVersion
    case setCoupon, setUsedCoupon, addToCounter, takeFromCounter, insertCheckpoint
    case insertEntry, insertEntries, insertAnswer, insertAnswers

    /// 16 rows a statement: past that, the work that a statement does once no longer shows.
    static let rowCount = 16

    var text: String {
        switch self {
        case .answer:
            "SELECT request_digest, record, at FROM answer WHERE home = ? AND terminal = ? AND key = ?"
        case .coupon:
            """
            SELECT batch, serial, uses_taken, uses_held, uses_allowed, holder, last_use
            FROM coupon WHERE home = ? AND key = ?
            """
        case .batch: "SELECT id, campaign, offer, placement, state, last_day FROM batch WHERE number = ?"
        case .count: "SELECT taken FROM counter WHERE home = ? AND owner = ? AND scope = ? AND subject = ?"
        case .head: "SELECT sequence, hash FROM ledger WHERE sequence = (SELECT max(sequence) FROM ledger)"
        case .use:
            """
            SELECT at, day, second_of_day, store, previous_use, \(SQLiteReader.stands)
            FROM ledger WHERE sequence = ?
            """
        case .accessVersion: "SELECT version FROM access_version"
        case .setCoupon: "UPDATE coupon SET uses_taken = ?, uses_held = ? WHERE home = ? AND key = ?"
        case .setUsedCoupon:
            "UPDATE coupon SET uses_taken = ?, uses_held = ?, last_use = ? WHERE home = ? AND key = ?"
        case .addToCounter:
            """
            INSERT INTO counter (home, owner, scope, subject, taken) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (home, owner, scope, subject) DO UPDATE SET taken = taken + excluded.taken
            """
        case .takeFromCounter:
            "UPDATE counter SET taken = taken - ? WHERE home = ? AND owner = ? AND scope = ? AND subject = ?"
        case .insertCheckpoint: Self.insertion(into: "checkpoint", CheckpointColumns.names, rows: 1)
        case .insertEntry: Self.insertion(into: "ledger", LedgerColumns.written, rows: 1)
        case .insertEntries: Self.insertion(into: "ledger", LedgerColumns.written, rows: Self.rowCount)
        case .insertAnswer: Self.insertion(into: "answer", Self.answerColumns, rows: 1)
        case .insertAnswers: Self.insertion(into: "answer", Self.answerColumns, rows: Self.rowCount)
        }
    }

    private static let answerColumns = [
        "home", "terminal", "key", "request_digest", "at", "accepted_redemption", "record",
    ]

    /// `OR FAIL`: what fails ends the whole transaction, so SQLite need not note, in a file of its own, how to undo
    /// the rows of the statement alone.
    private static func insertion(into table: String, _ columns: [String], rows: Int) -> String {
        let row = "(" + columns.map { _ in "?" }.joined(separator: ", ") + ")"
        let values = Array(repeating: row, count: rows).joined(separator: ", ")
        return "INSERT OR FAIL INTO \(table) (\(columns.joined(separator: ", "))) VALUES \(values)"
    }
}
