/// How long each thing may take, and how much of it there may be.
enum PostgresLimits {
    /// 15: the oldest version that is tried, and the one of Debian 12.
    static let oldestServerVersion = 150_000

    /// 3 seconds to reach one host: three hosts are tried before a till's patience ends.
    static let connectTimeoutSeconds = 3

    /// 10 seconds for a statement: a thousand times what the slowest of a redemption needs.
    static let statementTimeoutMilliseconds = 10_000

    /// 5 seconds for a lock, as long as SQLite waits for another writer.
    static let lockTimeoutMilliseconds = 5_000

    /// 15 seconds: a verifier that was stopped half-way must not hold its rows for longer.
    static let idleInTransactionTimeoutMilliseconds = 15_000

    /// A silent peer is asked after 10 seconds, three times, 3 seconds apart: gone within 20.
    static let keepalivesIdleSeconds = 10
    static let keepalivesIntervalSeconds = 3
    static let keepalivesCount = 3

    /// 15 seconds until bytes that nobody acknowledges count as a lost connection.
    static let tcpUserTimeoutMilliseconds = 15_000

    /// 20 seconds without a byte: past every timeout of the server.
    ///
    /// So only a dead server meets it, or a commit that waits for its standby; such a commit is *unknown*.
    static let answerTimeoutMilliseconds: Int32 = 20_000

    /// 30 minutes for a whole search for faults, which reads the whole ledger.
    static let maintenanceTimeoutMilliseconds: Int32 = 1_800_000

    /// 3 rounds over all hosts, with pauses of 50 and 200 ms: a restarted server is found again, and a missing
    /// one is reported while the till still waits.
    static let connectPausesMilliseconds: [Int32] = [50, 200]

    /// 5 runs of one transaction: conflicts are rare, and past that something is wrong.
    static let maximumRunCount = 5

    /// 20 ms, more with each run, before a transaction that met a conflict is tried again.
    static let conflictPauseMilliseconds: Int32 = 20

    /// From the 16th group to the 65,536th, each time their number has doubled, the server looks at the tables again:
    /// before, they are too small to matter; after, they change little before the server does so by itself.
    static let analyzedGroupCounts = 16...65_536

    /// 4 connections beside the writer's: lists, pages and one report; few, for every verifier has as many.
    static let poolConnectionCount = 4

    /// 1,000 waiting for a connection of the pool: more would only wait to be given up.
    static let maximumWaitingCount = 1_000

    /// 1,024 verifiers on one database: far past what one PostgreSQL carries, and few enough to try in turn.
    static let maximumWriterNumber: Int32 = 1_024

    /// 5,000 rows a statement: past that a longer one saves nothing that can be measured.
    static let rowsPerStatement = 5_000

    /// 2,000 rows a fetch of a cursor: some megabyte at a time.
    static let rowsPerFetch = 2_000
}
