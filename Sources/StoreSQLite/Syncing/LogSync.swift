import Dispatch
import Store
import Synchronization

/// Brings the write-ahead log to the disk behind the writer, which goes on with the next transaction meanwhile.
///
/// SQLite itself would sync inside each COMMIT and let everybody wait (SQLite, "PRAGMA Statements", synchronous). Here a
/// COMMIT only appends to the log, and whoever is to hear of it hears when a sync has ended that began after it. Frames of
/// the log prove themselves and those before them by checksums ("Database File Format", section 4.3), so after a power
/// cut the log ends with a whole transaction, and none that anybody heard of is missing.
///
/// A sync that fails is the last: what the system then keeps of the log's pages nobody knows, and a later sync would
/// succeed without them. Nothing is committed or told any more until somebody opens the file anew.
final class LogSync: Sendable {
    /// Where transactions stand in the order of their commits, from 1 on.
    typealias Place = UInt64

    private let queue = DispatchQueue(label: "tessera.sqlite.sync", attributes: .concurrent)
    private let state: Mutex<State>

    /// 3 syncs at a time: what is committed while the first runs need not wait for its end, and a disk that takes long for
    /// each takes three together in hardly more.
    static let maximumSyncCount = 3

    fileprivate struct State {
        /// The last transaction that may have been committed.
        var begun: Place = 0
        /// The last whose COMMIT has ended.
        var committed: Place = 0
        /// The last that a sync was begun for.
        var started: Place = 0
        var synced: Place = 0
        /// One for each sync that may run and does not, so that each hears of trouble by itself.
        var idleFiles: [any SyncedLog]
        /// What a sync said that failed.
        var failure: String?
        var listeners: [Listener] = []
    }

    fileprivate struct Listener {
        let place: Place
        let hear: @Sendable (Result<Void, StoreError>) -> Void
    }

    /// A sync that is to be made.
    fileprivate struct Order {
        let file: any SyncedLog
        /// What is committed before it begins.
        let place: Place
    }

    /// - Parameters:
    ///   - path: The log's path; it is there as long as this.
    ///   - open: Opens it, as often as syncs may run at a time.
    /// - Throws: `StoreError` if the log cannot be opened or synced.
    init(
        path: String, _ open: (String) throws(StoreError) -> any SyncedLog
    ) throws(StoreError) {
        var files: [any SyncedLog] = []
        for _ in 0..<Self.maximumSyncCount {
            let file = try open(path)
            if let failure = file.sync() { throw .unreachable(failure) }
            files.append(file)
        }
        state = Mutex(State(idleFiles: files))
    }

    /// Waits for the syncs that run.
    func drain() {
        queue.sync(flags: .barrier) {}
    }

    /// Notes that a transaction is about to be committed; on the writer, inside it.
    ///
    /// From here on readers may see it.
    ///
    /// - Throws: `StoreError` after a sync failed.
    func willCommit() throws(StoreError) {
        let failure = state.withLock { state in
            if state.failure == nil { state.begun += 1 }
            return state.failure
        }
        if let failure { throw Self.ended(failure) }
    }

    /// Notes that the transaction has ended, however it did; on the writer, after it.
    func didCommit() {
        let order = state.withLock { state in
            state.committed = state.begun
            return state.takeOrder()
        }
        if let order { queue.async { self.sync(order) } }
    }

    /// A promise of everything that may have been committed so far; `nil` if that is on disk.
    func promise() -> DiskPromise? {
        let place = state.withLock { $0.synced == $0.begun ? nil : $0.begun }
        return place.map { place in DiskPromise { self.listen(place, $0) } }
    }

    /// Returns once everything that may have been committed so far is on disk.
    ///
    /// - Throws: `StoreError.unreachable` after a sync failed.
    func settled() async throws(StoreError) {
        do throws(StoreError) {
            try await promise()?.kept()
        } catch {
            guard case .unknown(let failure) = error else { throw error }
            throw Self.ended(failure)
        }
    }

    private func listen(_ place: Place, _ hear: @escaping @Sendable (Result<Void, StoreError>) -> Void) {
        let known: Result<Void, StoreError>? = state.withLock { state in
            if state.synced >= place { return .success(()) }
            if let failure = state.failure { return .failure(.unknown(failure)) }
            state.listeners.append(Listener(place: place, hear: hear))
            return nil
        }
        if let known { hear(known) }
    }

    private func sync(_ first: Order) {
        var next: Order? = first
        while let order = next {
            let failure = order.file.sync()
            let listeners = state.withLock { $0.end(order, failure) }
            let result: Result<Void, StoreError> =
                if let failure { .failure(.unknown(failure)) } else { .success(()) }
            for listener in listeners { listener.hear(result) }
            next = state.withLock { $0.takeOrder() }
        }
    }

    private static func ended(_ failure: String) -> StoreError {
        .unreachable("\(failure); nothing is taken any more until the database is opened anew")
    }
}

extension LogSync.State {
    /// The next sync, if something is committed that none was begun for, and a file is free for it.
    fileprivate mutating func takeOrder() -> LogSync.Order? {
        guard committed > started, failure == nil, let file = idleFiles.popLast() else { return nil }
        started = committed
        return LogSync.Order(file: file, place: committed)
    }

    /// Ends a sync; returns who hears of it.
    fileprivate mutating func end(_ order: LogSync.Order, _ failure: String?) -> [LogSync.Listener] {
        idleFiles.append(order.file)
        self.failure = self.failure ?? failure
        if failure != nil {
            defer { listeners = [] }
            return listeners
        }
        // One that ends well says nothing of what another has failed at.
        guard self.failure == nil else { return [] }
        synced = max(synced, order.place)
        let synced = synced
        defer { listeners.removeAll { $0.place <= synced } }
        return listeners.filter { $0.place <= synced }
    }
}
