internal import Dispatch
import Store
import Synchronization

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// One connection with the thread that it is used on: libpq waits, and Swift's own threads must not.
///
/// Connects when it is first needed, and again after a connection was lost.
// `connection` is used only by blocks on `queue`, which run one after the other.
final class Lane: @unchecked Sendable {
    private let queue: DispatchQueue
    private let address: PostgresAddress
    private let name: String
    private let prepare: @Sendable (Connection) throws(StoreError) -> Void
    private var connection: Connection?
    private let conflicts = Atomic<Int64>(0)

    /// How often something was run again because of a conflict with another transaction.
    var conflictCount: Int64 { conflicts.load(ordering: .relaxed) }

    /// Makes a lane; nothing is connected yet.
    ///
    /// - Parameters:
    ///   - address: Where, and who.
    ///   - name: What the server's list of sessions shows.
    ///   - prepare: What every new connection does first.
    init(
        _ address: PostgresAddress, name: String,
        prepare: @escaping @Sendable (Connection) throws(StoreError) -> Void = { _ throws(StoreError) in }
    ) {
        queue = DispatchQueue(label: "tessera.postgres.\(name)")
        self.address = address
        self.name = name
        self.prepare = prepare
    }

    /// Runs `body` on the lane's thread, more than once after a conflict or a connection lost before its COMMIT.
    ///
    /// - Parameters:
    ///   - reruns: After what it is run again; it must not keep anything of an earlier run.
    ///   - body: Gets the connection; must not let it out.
    /// - Returns: What `body` returned.
    /// - Throws: What `body` threw at last, or `StoreError.unreachable`.
    func run<Answer: Sendable>(
        _ reruns: Reruns = .conflicts, _ body: @escaping @Sendable (Connection) throws(StoreError) -> Answer
    ) async throws(StoreError) -> Answer {
        let result = await withCheckedContinuation { continuation in
            perform { turn in continuation.resume(returning: turn.run(reruns, body)) }
        }
        return try result.get()
    }

    /// Calls `work` on the lane's thread when its turn has come; it may run several things one after the other.
    func perform(_ work: @escaping @Sendable (Turn) -> Void) {
        queue.async { work(Turn(lane: self)) }
    }

    /// The right to use the lane, for as long as `work` lasts.
    struct Turn {
        fileprivate let lane: Lane

        /// Runs `body` as `Lane.run` does.
        func run<Answer>(
            _ reruns: Reruns, _ body: (Connection) throws(StoreError) -> Answer
        ) -> Result<Answer, StoreError> {
            lane.attempts(reruns, body)
        }
    }

    /// Runs `body` on the lane's thread while the caller waits: for opening, before anything is asynchronous.
    func runNow<Answer>(
        _ body: (Connection) throws(StoreError) -> Answer
    ) throws(StoreError) -> Answer {
        try queue.sync { attempts(.conflicts, body) }.get()
    }

    /// Closes the connection, after everything that was asked of it.
    func close() {
        queue.sync { connection = nil }
    }

    private func attempts<Answer>(
        _ reruns: Reruns, _ body: (Connection) throws(StoreError) -> Answer
    ) -> Result<Answer, StoreError> {
        var runCount = 0
        while true {
            runCount += 1
            do throws(StoreError) {
                return .success(try body(try connected()))
            } catch {
                let failure = connection?.takeFailure()
                settle(after: failure)
                guard let failure, failure.allowsAnotherRun(reruns),
                    runCount < (failure.isConnectionLost ? 2 : PostgresLimits.maximumRunCount)
                else { return .failure(error) }
                if !failure.isConnectionLost {
                    conflicts.wrappingAdd(1, ordering: .relaxed)
                    pause(PostgresLimits.conflictPauseMilliseconds * Int32(runCount))
                }
            }
        }
    }

    /// Leaves an idle connection behind, or none.
    private func settle(after failure: ServerFailure?) {
        // A server that takes no writes any more answers still, but another one is the primary now.
        if failure?.isConnectionLost == true { connection = nil }
        connection?.rollBack()
        connection?.patienceMilliseconds = PostgresLimits.answerTimeoutMilliseconds
        _ = connection?.takeFailure()
        if connection?.isUsable != true { connection = nil }
    }

    private func connected() throws(StoreError) -> Connection {
        if let connection, connection.isUsable { return connection }
        connection = nil
        var pauses = PostgresLimits.connectPausesMilliseconds.makeIterator()
        while true {
            do throws(StoreError) {
                let fresh = try Connection(address, name: name)
                try prepare(fresh)
                connection = fresh
                return fresh
            } catch {
                guard case .unreachable = error, let milliseconds = pauses.next() else { throw error }
                pause(milliseconds)
            }
        }
    }

    private func pause(_ milliseconds: Int32) {
        _ = poll(nil, 0, milliseconds)
    }
}
