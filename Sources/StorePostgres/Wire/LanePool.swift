import Store
import Synchronization

/// A few lanes for whatever is no redemption; who finds none free waits in turn.
final class LanePool: Sendable {
    private let lanes: [Lane]
    private let state: Mutex<State>

    private struct State: Sendable {
        var free: [Lane]
        var waiting: [CheckedContinuation<Lane, Never>] = []
    }

    init(_ address: PostgresAddress, name: String) {
        lanes = (1...PostgresLimits.poolConnectionCount).map { _ in Lane(address, name: name) }
        state = Mutex(State(free: lanes))
    }

    /// Runs `body` on the next free lane.
    ///
    /// - Throws: `StoreError.busy` if too many wait already, or what `Lane.run` throws.
    func run<Answer: Sendable>(
        _ body: @escaping @Sendable (Connection) throws(StoreError) -> Answer
    ) async throws(StoreError) -> Answer {
        let isFull = state.withLock { $0.waiting.count >= PostgresLimits.maximumWaitingCount }
        guard !isFull else { throw .busy("\(PostgresLimits.maximumWaitingCount) wait for the database") }
        let lane = await withCheckedContinuation { continuation in
            let free = state.withLock { state -> Lane? in
                if let lane = state.free.popLast() { return lane }
                state.waiting.append(continuation)
                return nil
            }
            if let free { continuation.resume(returning: free) }
        }
        defer { giveBack(lane) }
        return try await lane.run(.conflicts, body)
    }

    /// Closes every connection.
    func close() {
        for lane in lanes { lane.close() }
    }

    private func giveBack(_ lane: Lane) {
        let next = state.withLock { state -> CheckedContinuation<Lane, Never>? in
            guard state.waiting.isEmpty else { return state.waiting.removeFirst() }
            state.free.append(lane)
            return nil
        }
        next?.resume(returning: lane)
    }
}
