import Foundation
import GRDB
package import Store

/// The embedded engine: one SQLite file, no server.
///
/// Writers queue up on the file, also those of other processes, so there is one ledger chain: its head is read
/// inside the transaction. Readers see what was committed last and never wait for a writer.
package final class SQLiteStore: TransactionalStore {
    let pool: DatabasePool
    let offers = OfferCache()
    private let writer = WriterStatements()
    private let checkpointer: Checkpointer
    private let log: LogSync
    private let events: EventKeeping

    /// The one chain of a file.
    static let chain = LedgerPosition.mainWriter

    /// 5 seconds: longer than any transaction of ours, shorter than the patience of a till.
    package static let defaultBusyTimeoutSeconds = 5.0

    /// 4 readers: previews and lists beside one report, and few enough for a small machine.
    static let maximumReaderCount = 4

    /// 64 MB for the writer: the coupons of a campaign of a million, so that a redemption finds its page in memory.
    static let cacheKilobyteCount = 65_536

    /// Opens a database, makes it if there is none, and brings its schema up to date.
    ///
    /// - Parameters:
    ///   - path: The file; its folder must exist. A new file is readable by its owner only.
    ///   - busyTimeoutSeconds: How long to wait for another process that writes.
    ///   - checkpointPageCount: How long the write-ahead log may become before it is folded into the file.
    ///   - events: Whether webhooks are told of what is committed.
    ///   - onStatement: Called with each statement that is run, its values left out; for whoever counts work.
    ///   - openLog: Opens the log for syncing; for whoever puts a worse disk in its place.
    /// - Throws: `StoreError`; `newerSchema` for a file of a newer version.
    package init(
        path: String, busyTimeoutSeconds: Double = SQLiteStore.defaultBusyTimeoutSeconds,
        checkpointPageCount: Int = Checkpointer.pageCount, events: EventKeeping = .notKept,
        onStatement: (@Sendable (String) -> Void)? = nil,
        openLog: (String) throws(StoreError) -> any SyncedLog = { path throws(StoreError) in
            try LogFile(path: path)
        }
    ) throws(StoreError) {
        self.events = events
        (pool, checkpointer, log) = try translatingErrors {
            try DatabaseFile.create(at: path)
            let configuration = Self.configuration(busyTimeoutSeconds, onStatement)
            let pool = try DatabasePool(path: path, configuration: configuration)
            try pool.writeWithoutTransaction { db in
                try Schema.migrate(db)
                try Self.prepareWriter(db)
            }
            let checkpointer = try Checkpointer(path: path, pageCount: checkpointPageCount)
            pool.writeWithoutTransaction { db in checkpointer.watch(db) }
            return (pool, checkpointer, try LogSync(path: path + "-wal", openLog))
        }
    }

    /// Closes the file; the last one to close it folds the log into it.
    package func close() throws(StoreError) {
        try translatingErrors {
            // A connection with open statements does not close.
            pool.writeWithoutTransaction { _ in writer.drop() }
            log.drain()
            // Readers end what they are at before the pool closes. They may not write, so the last connection must be none
            // of them: it would leave the log to whoever comes next, who reads it first.
            try pool.close()
            try checkpointer.close()
        }
    }

    package func commit<Answer: Sendable>(
        _ group: @escaping @Sendable () -> [Attempt],
        _ body: @escaping @Sendable ([Attempt], inout GroupRows<SQLiteReader>) throws(StoreError) -> Answer,
        then end: @escaping @Sendable (Result<Committed<Answer>, StoreError>) -> Void
    ) {
        let (offers, writer, events) = (offers, writer, events)
        commit(then: end) { db in
            let statements = writer.statements(of: db)
            let reader = SQLiteReader(db, offers: offers, statements: statements)
            var rows = GroupRows(reader)
            let answer = try body(group(), &rows)
            try GroupWriting(db, statements, reader: reader).write(rows.writes, events: events)
            return answer
        }
    }

    package func inSnapshot<Answer: Sendable>(
        _ body: @escaping @Sendable (SQLiteReader) throws(StoreError) -> Answer
    ) async throws(StoreError) -> Answer {
        try await read { [offers] db in
            let statements = StatementShelf(db, isWriter: false)
            return try body(SQLiteReader(db, offers: offers, statements: statements))
        }
    }

    package func ledger(
        after position: LedgerPosition, limit: Int
    ) async throws(StoreError) -> [LedgerEntry] {
        let count = min(max(limit, 1), LedgerPage.maximumCount)
        return try await read { db in
            let statement = try db.cachedStatement(
                sql: """
                    SELECT \(LedgerColumns.list) FROM ledger
                    WHERE writer = ? AND sequence > ? ORDER BY sequence LIMIT ?
                    """)
            return try Row.fetchAll(statement, arguments: [Self.chain, position[Self.chain], count])
                .map(LedgerColumns.entry)
        }
    }

    /// Runs `body` between BEGIN IMMEDIATE and COMMIT; GRDB's own async functions are not used because they
    /// stop half-way when a task is cancelled, and then nobody knows what was committed.
    ///
    /// - Parameters:
    ///   - areReferencesChecked: Whether SQLite looks up what each new row refers to; not needed where `body` writes the row
    ///     and what it refers to together.
    ///   - body: The work.
    /// - Returns: What `body` returned, once it is on disk.
    /// - Throws: `StoreError`, and then nothing was written, or the error is `unknown`.
    func write<Answer: Sendable>(
        areReferencesChecked: Bool = true, _ body: @escaping @Sendable (Database) throws -> Answer
    ) async throws(StoreError) -> Answer {
        let result = await withCheckedContinuation { continuation in
            commit(
                areReferencesChecked: areReferencesChecked, then: { continuation.resume(returning: $0) }, body
            )
        }
        return try await result.get().settled()
    }

    /// Does the same, and tells on the writer's thread once it is committed.
    private func commit<Answer: Sendable>(
        areReferencesChecked: Bool = true,
        then end: @escaping @Sendable (Result<Committed<Answer>, StoreError>) -> Void,
        _ body: @escaping @Sendable (Database) throws -> Answer
    ) {
        pool.asyncWriteWithoutTransaction { [checkpointer, log] db in
            let result =
                areReferencesChecked
                ? Self.transact(db, log, body)
                : Self.withoutReferenceChecks(db) { Self.transact(db, log, body) }
            log.didCommit()
            end(result.map { Committed($0, promise: log.promise()) })
            checkpointer.afterCommit(db)
        }
    }

    /// Runs `body` on a snapshot, and returns once everything that it may have seen is on disk: nobody is told of what a
    /// power cut can take back.
    func read<Answer: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Answer
    ) async throws(StoreError) -> Answer {
        let result = await withCheckedContinuation { continuation in
            pool.asyncRead { db in
                let result = Result { () throws(StoreError) in
                    try translatingErrors { try body(try db.get()) }
                }
                continuation.resume(returning: result)
            }
        }
        try await log.settled()
        return try result.get()
    }

    /// SQLite takes this setting only between two transactions (SQLite, "PRAGMA Statements", foreign_keys).
    private static func withoutReferenceChecks<Answer>(
        _ db: Database, _ body: () -> Result<Answer, StoreError>
    ) -> Result<Answer, StoreError> {
        Result { () throws(StoreError) in
            try translatingErrors { try db.execute(sql: "PRAGMA foreign_keys = OFF") }
            let result = body()
            try translatingErrors { try db.execute(sql: "PRAGMA foreign_keys = ON") }
            return try result.get()
        }
    }

    private static func transact<Answer>(
        _ db: Database, _ log: LogSync, _ body: (Database) throws -> Answer
    ) -> Result<Answer, StoreError> {
        Result { () throws(StoreError) in
            try translatingErrors {
                var answer: Answer?
                try db.inTransaction(.immediate) {
                    let before = db.totalChangesCount
                    answer = try body(db)
                    if db.totalChangesCount != before { try log.willCommit() }
                    return .commit
                }
                guard let answer else { throw StoreError.unknown("the transaction ended without an answer") }
                return answer
            }
        }
    }
}

extension SQLiteStore {
    private static func configuration(
        _ busyTimeoutSeconds: Double, _ onStatement: (@Sendable (String) -> Void)?
    ) -> Configuration {
        var configuration = Configuration()
        configuration.label = "tessera.sqlite"
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(busyTimeoutSeconds)
        configuration.maximumReaderCount = maximumReaderCount
        configuration.prepareDatabase { db in
            if !db.configuration.readonly { try Schema.checkIdentity(db) }
            guard let onStatement else { return }
            db.trace(options: .statement) { event in
                if case .statement(let statement) = event { onStatement(statement.sql) }
            }
        }
        return configuration
    }

    /// Sets what must hold for the connection that writes.
    ///
    /// With `synchronous = NORMAL` a COMMIT leaves its sync to `LogSync`, and SQLite itself syncs around the folding of
    /// the log. What is deleted is overwritten: an erased member leaves no page with what was theirs.
    private static func prepareWriter(_ db: Database) throws {
        try db.execute(
            sql: """
                PRAGMA synchronous = NORMAL;
                PRAGMA cache_size = -\(cacheKilobyteCount);
                PRAGMA temp_store = MEMORY;
                PRAGMA fullfsync = ON;
                PRAGMA checkpoint_fullfsync = ON;
                PRAGMA secure_delete = ON;
                """)
        guard try Int.fetchOne(db, sql: "PRAGMA synchronous") == 1,
            try String.fetchOne(db, sql: "PRAGMA journal_mode") == "wal"
        else { throw StoreError.unreachable("SQLite does not take the settings that keep commits") }
    }
}
