import GRDB
import GRDBSQLite
import Store
import Synchronization

/// Folds the write-ahead log into the file beside the commits, so that nobody waits for it inside one.
///
/// A connection of its own folds what is in the log while the writer goes on appending. What was appended meanwhile is
/// little, and the writer folds it between two groups; from there SQLite begins the log anew (SQLite, "Write-Ahead
/// Logging", section 2.3). Of a list of members each group is much: then the connection beside it goes on, and the log
/// grows, up to a limit.
package final class Checkpointer: Sendable {
    private let connection: DatabaseQueue
    private let log = LogWatch()
    private let pageCount: Int
    private let state: Mutex<State>

    /// 16,000 pages (64 MB): a coupon's page is folded once for several redemptions, and after a crash the log is read
    /// again in a moment.
    package static let pageCount = 16_000

    /// 256 pages: a millisecond's work for the writer.
    private static let restPageCount = 256

    /// 262,144 pages (1 GB): what a list of a million members may leave beside a file of that size, until the writer folds
    /// it, however much that is.
    private static let longestPageCount = 262_144

    /// 4 rounds: each leaves what was appended during it, which soon gets no less.
    private static let roundCount = 4

    private struct State {
        var phase = Phase.idle
        /// How much of the log was in the file when folding ended.
        var foldedPageCount = 0
        /// The length of the log from which on folding is worth another try.
        var threshold: Int
    }

    private enum Phase {
        case idle
        /// The connection beside the writer is at work.
        case folding
        /// The rest is for the writer.
        case nearlyDone
        /// The disk did not take what was folded. It is in the log alone, which is kept and grows; whoever opens the file
        /// next reads it there.
        case stopped
    }

    /// Opens the connection; the file exists and keeps a write-ahead log, which is folded at so many pages.
    init(path: String, pageCount: Int) throws {
        self.pageCount = pageCount
        state = Mutex(State(threshold: pageCount))
        var configuration = Configuration()
        configuration.label = "tessera.sqlite.checkpoint"
        connection = try DatabaseQueue(path: path, configuration: configuration)
        try connection.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA synchronous = FULL; PRAGMA checkpoint_fullfsync = ON")
        }
    }

    /// Takes over from SQLite, which would fold inside a commit.
    func watch(_ writer: Database) {
        sqlite3_wal_hook(
            writer.sqliteConnection,
            { context, _, _, pageCount in
                guard let context else { return SQLITE_OK }
                let log = Unmanaged<LogWatch>.fromOpaque(context).takeUnretainedValue()
                log.pageCount.store(Int(pageCount), ordering: .relaxed)
                return SQLITE_OK
            },
            // Commits are made for calls of the store, which owns this object, so it is there while they run.
            Unmanaged.passUnretained(log).toOpaque())
    }

    /// Begins to fold if the log has become long, and ends it if little is left; on the writer, between two transactions.
    func afterCommit(_ writer: Database) {
        let pageCount = log.pageCount.load(ordering: .relaxed)
        let phase = state.withLock { state in
            let phase = state.phase
            switch phase {
            case .idle where pageCount >= state.threshold: state.phase = .folding
            case .nearlyDone where isMuch(pageCount - state.foldedPageCount, of: pageCount):
                state.phase = .folding
            case .nearlyDone:
                state.phase = .idle
                state.threshold = self.pageCount
            case .idle, .folding, .stopped: break
            }
            return (before: phase, now: state.phase)
        }
        if phase.before != .folding, phase.now == .folding {
            connection.asyncWriteWithoutTransaction { db in self.fold(db) }
        } else if phase.before == .nearlyDone {
            _ = checkpoint(writer)
        }
    }

    /// Folds what the log has; returns what came of it, or `nil` if somebody stood in the way.
    private func checkpoint(_ db: Database) -> (folded: Int, left: Int)? {
        do {
            let log = try db.checkpoint(.passive)
            return (log.checkpointedFrameCount, log.walFrameCount - log.checkpointedFrameCount)
        } catch {
            if (error as? DatabaseError)?.resultCode == .SQLITE_IOERR { stop() }
            return nil
        }
    }

    private func stop() {
        state.withLock { $0.phase = .stopped }
    }

    /// Whether what is left of a log is too much for the writer: beyond what folding may leave, and as much again.
    private func isMuch(_ left: Int, of pageCount: Int) -> Bool {
        left > 2 * max(self.pageCount, Self.restPageCount) && pageCount < Self.longestPageCount
    }

    /// Folds until hardly anything is left, or somebody who reads an old state stands in the way.
    private func fold(_ db: Database) {
        var (folded, left) = (0, Int.max)
        for _ in 0..<Self.roundCount where left > Self.restPageCount {
            guard let done = checkpoint(db) else { break }
            (folded, left) = done
        }
        guard sync(db) else { return stop() }
        state.withLock { state in
            guard state.phase == .folding else { return }
            state.phase = left > max(self.pageCount, Self.restPageCount) ? .idle : .nearlyDone
            state.foldedPageCount = folded
            state.threshold = log.pageCount.load(ordering: .relaxed) + self.pageCount
        }
    }

    /// Brings what was folded to the disk: SQLite does so only when all of the log is in the file, which the writer brings
    /// about, and would let the writer wait for all of it.
    ///
    /// - Returns: Whether the disk took it.
    private func sync(_ db: Database) -> Bool {
        var file: UnsafeMutablePointer<sqlite3_file>?
        sqlite3_file_control(db.sqliteConnection, "main", SQLITE_FCNTL_FILE_POINTER, &file)
        guard let file, let synchronise = file.pointee.pMethods?.pointee.xSync else { return true }
        return synchronise(file, SQLITE_SYNC_FULL) == SQLITE_OK
    }

    func close() throws {
        try connection.close()
    }
}

/// How long the log is, as the last commit found it.
private final class LogWatch: Sendable {
    let pageCount = Atomic<Int>(0)
}
