import Store
import Synchronization

/// A store in memory whose disk takes a group only when it is told to.
final class SlowDiskStore: Sendable {
    private typealias Hear = @Sendable (Result<Void, StoreError>) -> Void

    let base = MemoryStore()
    private let state = Mutex(State())

    private struct State {
        var groups: [[String]] = []
        var committedCount = 0
        var isHeld = false
        var refusal: StoreError?
        /// Whoever waits for the disk, oldest first.
        var hears: [Hear] = []
    }

    /// The keys of the groups in the order of their commits.
    var groups: [[String]] { state.withLock { $0.groups } }

    /// Stops before the next group is asked for, until it is let go.
    func hold() { state.withLock { $0.isHeld = true } }

    func letGo() { state.withLock { $0.isHeld = false } }

    /// From now on no transaction begins; `nil` takes that back.
    func refuseToBegin(_ refusal: StoreError?) { state.withLock { $0.refusal = refusal } }

    /// Waits until so many groups are committed.
    func untilCommitted(_ count: Int) async {
        while state.withLock({ $0.hears.count + $0.committedCount }) < count {
            try? await Task.sleep(for: .milliseconds(1))
        }
    }

    /// Lets the disk take the oldest groups that it has not.
    func keep(_ count: Int) { end(count, .success(())) }

    /// Lets the disk fail at the oldest groups that it has not taken.
    func lose(_ count: Int, _ error: StoreError) { end(count, .failure(error)) }

    private func end(_ count: Int, _ result: Result<Void, StoreError>) {
        for _ in 0..<count {
            let hear = state.withLock { state in
                state.committedCount += 1
                return state.hears.removeFirst()
            }
            hear(result)
        }
    }
}

extension SlowDiskStore: CommittingStore {
    func commit(
        _ group: @escaping @Sendable () -> [Attempt], by rules: GroupRules,
        then end: @escaping @Sendable (Result<Committed<[GroupAnswer]>, StoreError>) -> Void
    ) {
        if let refusal = state.withLock({ $0.refusal }) {
            Task { end(.failure(refusal)) }
            return
        }
        Task {
            while state.withLock({ $0.isHeld }) { try? await Task.sleep(for: .milliseconds(1)) }
            let group = group()
            state.withLock { $0.groups.append(group.map(\.head.idempotency.key)) }
            base.commit({ group }, by: rules) { result in
                let promise = DiskPromise { hear in self.state.withLock { $0.hears.append(hear) } }
                end(result.map { Committed($0.answer, promise: promise) })
            }
        }
    }
}
