import Promotion
import Store
import Synchronization
import Testing
import Vocabulary

@Suite struct CommitQueueTests {
    /// A store whose first group waits until it is let go, and which notes the groups that it gets.
    fileprivate final class GatedStore: Sendable {
        let base = MemoryStore()
        let groups = Mutex<[[String]]>([])
        let failure = Mutex<StoreError?>(nil)
        private let gate = Mutex<CheckedContinuation<Void, Never>?>(nil)

        /// Whether the first group is waiting at the gate.
        var isHeld: Bool { gate.withLock { $0 != nil } }

        func hold() async {
            await withCheckedContinuation { continuation in gate.withLock { $0 = continuation } }
        }

        func letGo() {
            gate.withLock { gate in
                gate?.resume()
                gate = nil
            }
        }
    }

    private func attempt(_ number: Int) -> RedemptionAttempt {
        Fixture.attempt("", key: String(number))
    }

    /// Starts one attempt and returns once the store holds it.
    private func hold(
        _ queue: CommitQueue, _ store: GatedStore,
        in group: inout TaskGroup<Result<RedemptionAnswer, StoreError>>
    ) async {
        let first = attempt(0)
        group.addTask { await Result { () async throws(StoreError) in try await queue.redeem(first) } }
        while !store.isHeld { await Task.yield() }
    }

    @Test("Attempts that wait share the next group, in the order in which they came")
    func order() async {
        let store = GatedStore()
        let queue = CommitQueue(store: store, rules: Fixture.rules)
        await withTaskGroup(of: Result<RedemptionAnswer, StoreError>.self) { group in
            await hold(queue, store, in: &group)
            for number in 1...(CommitQueue.maximumGroupCount + 5) {
                let next = attempt(number)
                group.addTask { await Result { () async throws(StoreError) in try await queue.redeem(next) } }
                while queue.waitingCount < number { await Task.yield() }
            }
            store.letGo()
            for await result in group { #expect(throws: Never.self) { try result.get() } }
        }
        let groups = store.groups.withLock { $0 }
        #expect(groups.map(\.count) == [1, CommitQueue.maximumGroupCount, 5])
        #expect(groups.flatMap(\.self) == (0...(CommitQueue.maximumGroupCount + 5)).map(String.init))
    }

    /// Notes what it is told, and has a clock that only the test moves.
    fileprivate final class Notes: CommitObserver {
        let committed = Mutex<[CommitGroup]>([])
        let failed = Mutex<[CommitGroup]>([])
        let clock = Atomic<UInt64>(1_000)

        func groupCommitted(_ group: CommitGroup) { committed.withLock { $0.append(group) } }
        func groupFailed(_ group: CommitGroup) { failed.withLock { $0.append(group) } }
    }

    @Test("Whoever watches is told of every group: its size, its waiting, its time, and who waits next")
    func watch() async throws {
        let store = GatedStore()
        let notes = Notes()
        let watch = CommitWatch(notes) { notes.clock.load(ordering: .relaxed) }
        let queue = CommitQueue(store: store, rules: Fixture.rules, watch: watch)
        await withTaskGroup(of: Result<RedemptionAnswer, StoreError>.self) { group in
            await hold(queue, store, in: &group)
            for number in 1...3 {
                let next = attempt(number)
                group.addTask { await Result { () async throws(StoreError) in try await queue.redeem(next) } }
                while queue.waitingCount < number { await Task.yield() }
            }
            notes.clock.store(1_700, ordering: .relaxed)
            store.letGo()
            for await result in group { #expect(throws: Never.self) { try result.get() } }
        }
        #expect(
            notes.committed.withLock { $0 } == [
                CommitGroup(size: 1, waitNanoseconds: 0, commitNanoseconds: 700, queueDepth: 3),
                CommitGroup(size: 3, waitNanoseconds: 700, commitNanoseconds: 0, queueDepth: 0),
            ])
        store.failure.withLock { $0 = .full("injected") }
        await #expect(throws: StoreError.full("injected")) { try await queue.redeem(attempt(9)) }
        #expect(notes.failed.withLock { $0 }.map(\.size) == [1])
        #expect(notes.committed.withLock { $0 }.count == 2)
    }

    @Test("Past the most that may wait, the answer is busy at once; the others are served")
    func overload() async {
        let store = GatedStore()
        let queue = CommitQueue(store: store, rules: Fixture.rules)
        await withTaskGroup(of: Result<RedemptionAnswer, StoreError>.self) { group in
            await hold(queue, store, in: &group)
            for number in 1...(CommitQueue.maximumWaitingCount + 7) {
                let next = attempt(number)
                group.addTask { await Result { () async throws(StoreError) in try await queue.redeem(next) } }
            }
            // Nobody else can be answered while the first group is held.
            for _ in 1...7 {
                guard case .failure(.busy) = await group.next() else {
                    Issue.record("an attempt too many was not refused")
                    continue
                }
            }
            store.letGo()
            var servedCount = 0
            for await case .success in group { servedCount += 1 }
            #expect(servedCount == CommitQueue.maximumWaitingCount + 1)
        }
    }

    @Test("Whoever waited too long is told that nothing was done, and those who came later are served")
    func late() async throws {
        let store = GatedStore()
        let notes = Notes()
        let queue = CommitQueue(
            store: store, rules: Fixture.rules,
            watch: CommitWatch(notes) { notes.clock.load(ordering: .relaxed) })
        await withTaskGroup(of: Result<RedemptionAnswer, StoreError>.self) { group in
            await hold(queue, store, in: &group)
            for number in 1...6 {
                if number == 4 { notes.clock.add(CommitQueue.maximumWaitNanoseconds, ordering: .relaxed) }
                let next = attempt(number)
                group.addTask { await Result { () async throws(StoreError) in try await queue.redeem(next) } }
                while queue.waitingCount < number { await Task.yield() }
            }
            notes.clock.add(1, ordering: .relaxed)
            store.letGo()
            var busyCount = 0
            for await case .failure(.busy) in group { busyCount += 1 }
            #expect(busyCount == 3)
        }
        #expect(store.groups.withLock { $0 } == [["0"], ["4", "5", "6"]])
        #expect(notes.committed.withLock { $0.map(\.size) } == [1, 3])
    }

    @Test("The failure of a group reaches all of it, and the next group is tried afresh")
    func failure() async throws {
        let store = GatedStore()
        let queue = CommitQueue(store: store, rules: Fixture.rules)
        await withTaskGroup(of: Result<RedemptionAnswer, StoreError>.self) { group in
            await hold(queue, store, in: &group)
            for number in 1...20 {
                let next = attempt(number)
                group.addTask { await Result { () async throws(StoreError) in try await queue.redeem(next) } }
            }
            while queue.waitingCount < 20 { await Task.yield() }
            store.failure.withLock { $0 = .full("injected") }
            store.letGo()
            var failedCount = 0
            for await case .failure(.full("injected")) in group { failedCount += 1 }
            #expect(failedCount == 21)
        }
        store.failure.withLock { $0 = nil }
        #expect(try await queue.redeem(attempt(1)).refusal == .unknownCode)
    }
}

extension CommitQueueTests.GatedStore: CommittingStore {
    func commit(
        _ group: @escaping @Sendable () -> [Attempt], by rules: GroupRules,
        then end: @escaping @Sendable (Result<Committed<[GroupAnswer]>, StoreError>) -> Void
    ) {
        Task {
            let group = group()
            let isFirst = groups.withLock { groups in
                groups.append(group.map(\.head.idempotency.key))
                return groups.count == 1
            }
            if isFirst { await hold() }
            if let failure = failure.withLock({ $0 }) { return end(.failure(failure)) }
            base.commit({ group }, by: rules, then: end)
        }
    }
}
