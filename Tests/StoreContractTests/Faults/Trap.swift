import GRDB
import Store
import StoreSQLite
import Support
import Testing

@testable import StorePostgres

/// A way in which a database fails at the n-th row that a transaction writes, or at its COMMIT.
enum Trap: String, CaseIterable, CustomTestStringConvertible, Sendable {
    /// SQLite gives up the statement.
    case sqliteStatement
    /// SQLite gives up the whole transaction by itself, as it does when the disk is full.
    case sqliteTransaction
    /// SQLite refuses the COMMIT.
    case sqliteCommit
    /// PostgreSQL has no room.
    case postgresFull
    /// PostgreSQL asks for the transaction to be run again.
    case postgresConflict
    /// PostgreSQL closes the connection.
    case postgresCut

    static let allCases: [Trap] =
        [.sqliteStatement, .sqliteTransaction, .sqliteCommit]
        + (PostgresCluster.isExpected ? [.postgresFull, .postgresConflict, .postgresCut] : [])

    var testDescription: String { rawValue }

    /// What is asked for: everything, or where another trap does the same to everything, what writes to every table.
    var requests: [FaultedRequest] {
        switch self {
        case .sqliteStatement, .sqliteCommit, .postgresFull: FaultedRequest.allCases
        case .sqliteTransaction, .postgresConflict, .postgresCut: [.stack, .settlement, .wholeReturn]
        }
    }

    /// Whether the engine may say so of a fault; after any but `unknown` nothing is written.
    func explains(_ error: StoreError) -> Bool {
        switch (self, error) {
        case (.sqliteStatement, .constraint), (.sqliteTransaction, .constraint), (.sqliteCommit, .constraint),
            (.postgresFull, .full), (.postgresCut, .unknown):
            true
        default: false
        }
    }

    /// Whether the engine may run the transaction again by itself.
    var isMended: Bool { self == .postgresConflict || self == .postgresCut }

    /// Runs `body` on an empty store that keeps events, with what sets the trap in its database.
    func withStore(_ body: (any ContractStore, any TrapSetting) async throws -> Void) async throws {
        switch self {
        case .sqliteStatement, .sqliteTransaction, .sqliteCommit:
            try await withTemporaryFolder { folder in
                let path = folder + "/tessera.db"
                let store = try SQLiteStore(path: path, events: .kept)
                try await FaultedRequest.prepare(store)
                let setting = try SQLiteTrap(self, path)
                try await body(store, setting)
                try setting.close()
                try store.close()
            }
        case .postgresFull, .postgresConflict, .postgresCut:
            try await withPostgres { text in
                let address = try PostgresAddress(parsing: text)
                let store = try PostgresStore(address, events: .kept)
                defer { store.close() }
                try await FaultedRequest.prepare(store)
                try await body(store, try PostgresTrap(self, address))
            }
        }
    }
}

/// What sets a trap from beside the store.
protocol TrapSetting {
    /// Sets it for the n-th row from now on, 1 for the next.
    func set(_ row: Int) throws
    /// Takes it away, and returns whether somebody has been caught.
    func takeAway() throws -> Bool
}

/// Triggers that count rows within the transaction, and fail at the last.
private struct SQLiteTrap: TrapSetting {
    private let trap: Trap
    private let queue: DatabaseQueue

    private static let tables = [
        "coupon", "counter", "ledger", "answer", "reservation", "reservation_part", "checkpoint", "event",
        "lease", "offline_loss",
    ]

    init(_ trap: Trap, _ path: String) throws {
        self.trap = trap
        queue = try DatabaseQueue(path: path)
        let action = trap == .sqliteTransaction ? "ROLLBACK" : "ABORT"
        let triggers = Self.tables.flatMap { table in
            ["INSERT", "UPDATE"].map { event in
                """
                CREATE TRIGGER trap_\(table)_\(event) BEFORE \(event) ON \(table) BEGIN
                    UPDATE trap SET left = left - 1;
                    SELECT RAISE(\(action), 'caught') FROM trap WHERE left = 0;
                END;
                """
            }
        }
        try queue.writeWithoutTransaction { db in
            try db.execute(
                sql: """
                    CREATE TABLE trap (left INTEGER NOT NULL, row INTEGER NOT NULL, isForCommit INTEGER NOT NULL);
                    INSERT INTO trap VALUES (0, 0, 0);
                    CREATE TABLE trap_never (id INTEGER PRIMARY KEY);
                    CREATE TABLE trap_commit (
                        id INTEGER REFERENCES trap_never (id) DEFERRABLE INITIALLY DEFERRED);
                    CREATE TRIGGER trap_at_commit AFTER INSERT ON answer BEGIN
                        INSERT INTO trap_commit SELECT 1 FROM trap WHERE isForCommit = 1;
                    END;
                    \(triggers.joined(separator: "\n"))
                    """)
        }
    }

    func set(_ row: Int) throws {
        try queue.writeWithoutTransaction { db in
            let values = trap == .sqliteCommit ? [0, row, row == 1 ? 1 : 0] : [row, row, 0]
            try db.execute(
                sql: "UPDATE trap SET left = ?, row = ?, isForCommit = ?",
                arguments: StatementArguments(values))
        }
    }

    /// A transaction that was caught has left no trace in the counting either; one that passed has counted.
    func takeAway() throws -> Bool {
        try queue.writeWithoutTransaction { db in
            let isCaught = try Bool.fetchOne(db, sql: "SELECT left = row OR isForCommit FROM trap")
            try db.execute(sql: "UPDATE trap SET left = 0, row = 0, isForCommit = 0")
            return isCaught ?? false
        }
    }

    func close() throws {
        try queue.close()
    }
}

/// A trigger that counts rows in a sequence, which no rollback turns back: it catches once.
private struct PostgresTrap: TrapSetting {
    private let connection: Connection
    private let manner: String

    private static let tables = [
        "coupon", "counter", "ledger", "answer", "reservation", "hold", "checkpoint", "event", "chain",
        "lease", "offline_loss",
    ]

    init(_ trap: Trap, _ address: PostgresAddress) throws {
        manner = trap == .postgresCut ? "cut" : trap == .postgresFull ? "53100" : "40001"
        connection = try Connection(address, name: "trap")
        let triggers = Self.tables.map { table in
            """
            CREATE TRIGGER trap BEFORE INSERT OR UPDATE OR DELETE ON tessera.\(table)
                FOR EACH ROW EXECUTE FUNCTION tessera.catch();
            """
        }
        try connection.script(Self.function + triggers.joined(separator: "\n"))
    }

    /// The last trigger waits for the COMMIT.
    private static let function = """
        CREATE SEQUENCE tessera.trap_row;
        CREATE TABLE tessera.trap (row bigint NOT NULL, manner text NOT NULL);
        INSERT INTO tessera.trap VALUES (0, '');
        CREATE FUNCTION tessera.catch() RETURNS trigger LANGUAGE plpgsql AS $$
            DECLARE trap tessera.trap;
            BEGIN
                SELECT * INTO trap FROM tessera.trap;
                IF nextval('tessera.trap_row') = trap.row THEN
                    IF trap.manner = 'cut' THEN
                        PERFORM pg_terminate_backend(pg_backend_pid());
                        PERFORM pg_sleep(60);
                    END IF;
                    RAISE EXCEPTION 'caught' USING ERRCODE = trap.manner;
                END IF;
                IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
                RETURN NEW;
            END $$;
        CREATE CONSTRAINT TRIGGER trap_at_commit AFTER INSERT ON tessera.answer
            DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION tessera.catch();

        """

    func set(_ row: Int) throws {
        try connection.script(
            """
            SELECT setval('tessera.trap_row', 1, false);
            UPDATE tessera.trap SET row = \(row), manner = '\(manner)';
            """)
    }

    func takeAway() throws -> Bool {
        let count = try connection.query(
            "SELECT (CASE WHEN is_called AND last_value >= trap.row THEN 1 ELSE 0 END)::bigint FROM trap_row, trap"
        ).one { row throws(StoreError) in try row[0] as Int64 }
        try connection.script("UPDATE tessera.trap SET row = 0")
        return count == 1
    }
}
