import Synchronization

/// Joins attempts that wait at the same time into one transaction and one sync.
///
/// No timer delays a lone one: while a group is being committed, those that arrive form the next. On a disk
/// with a 2 ms sync this is the difference between 500 and 10,000 redemptions a second.
package final class CommitQueue: Sendable {
    private let store: any RedemptionStore
    private let rules: GroupRules
    private let watch: CommitWatch?
    private let onCommit: @Sendable () -> Void
    private let state = Mutex(State())

    /// 256 attempts a group: past that a longer transaction no longer pays for its sync.
    package static let maximumGroupCount = 256

    /// 10,000 waiting: a second or two of work; more would only wait to be given up by its terminal.
    package static let maximumWaitingCount = 10_000

    /// 5 seconds of waiting: half of what a terminal waits for an answer.
    ///
    /// What waited longer is told that nothing was done. Else a queue that once fell behind, after a failover for one,
    /// would serve only those who have given up already and have come again, and never catch up.
    package static let maximumWaitNanoseconds: UInt64 = 5_000_000_000

    /// Begins with nobody waiting.
    ///
    /// - Parameters:
    ///   - store: What commits.
    ///   - rules: The pure rules.
    ///   - watch: Who is told of every group; `nil` for nobody.
    ///   - onCommit: Called when a group is on disk; must be quick and never wait.
    package init(
        store: any RedemptionStore, rules: GroupRules, watch: CommitWatch? = nil,
        onCommit: @escaping @Sendable () -> Void = {}
    ) {
        self.onCommit = onCommit
        self.store = store
        self.rules = rules
        self.watch = watch
    }

    private struct Waiting: Sendable {
        var attempt: Attempt
        /// By the watch's clock; 0 if nobody watches.
        var arrivedAt: UInt64
        var answer: @Sendable (Result<GroupAnswer, StoreError>) -> Void
    }

    private struct State: Sendable {
        /// In the order in which they came.
        var waiting: [Waiting] = []
        var isCommitting = false
    }

    /// Carries out an attempt, and returns only once the answer is on disk.
    ///
    /// - Throws: `StoreError`; after `busy` nothing was done, after others a retry with the same key tells.
    package func carryOut(_ attempt: Attempt) async throws(StoreError) -> GroupAnswer {
        let result = await withCheckedContinuation { continuation in
            carryOut(attempt) { continuation.resume(returning: $0) }
        }
        return try result.get()
    }

    /// Carries out an attempt, and hands on the answer once it is on disk.
    ///
    /// - Parameters:
    ///   - attempt: The attempt.
    ///   - answer: Called once, on whatever thread committed, while others wait for it: it hands on and does no work.
    package func carryOut(
        _ attempt: Attempt, then answer: @escaping @Sendable (Result<GroupAnswer, StoreError>) -> Void
    ) {
        enqueue(Waiting(attempt: attempt, arrivedAt: watch?.now() ?? 0, answer: answer))
    }

    package func redeem(_ attempt: RedemptionAttempt) async throws(StoreError) -> RedemptionAnswer {
        try await carryOut(.redeem(attempt)).narrowed { record in
            if case .redemption(let redemption) = record { redemption } else { nil }
        }
    }

    package func reverse(_ attempt: ReversalAttempt) async throws(StoreError) -> ReversalAnswer {
        try await carryOut(.reverse(attempt)).narrowed { record in
            if case .reversal(let reversal) = record { reversal } else { nil }
        }
    }

    package func reserve(_ attempt: ReservationAttempt) async throws(StoreError) -> ReservationAnswer {
        try await carryOut(.reserve(attempt)).narrowed(\.asReservation)
    }

    /// Settles a reservation; what cannot be settled is answered as a reservation, what can as a redemption.
    package func settle(_ attempt: SettlementAttempt) async throws(StoreError) -> GroupAnswer {
        try await carryOut(.settle(attempt))
    }

    package func release(_ attempt: ReleaseAttempt) async throws(StoreError) -> ReservationAnswer {
        try await carryOut(.release(attempt)).narrowed(\.asReservation)
    }

    /// How many attempts wait for the group after the one that is being committed.
    package var waitingCount: Int { state.withLock { $0.waiting.count } }

    private func enqueue(_ waiting: Waiting) {
        enum Next { case refuse, wait, commit }
        let next = state.withLock { state -> Next in
            guard state.waiting.count < Self.maximumWaitingCount else { return .refuse }
            state.waiting.append(waiting)
            guard !state.isCommitting else { return .wait }
            state.isCommitting = true
            return .commit
        }
        switch next {
        case .refuse:
            waiting.answer(.failure(.busy("\(Self.maximumWaitingCount) attempts wait")))
        case .wait: break
        case .commit: Task { await commitUntilEmpty() }
        }
    }

    private func commitUntilEmpty() async {
        while let group = nextGroup() {
            let begunAt = watch?.now() ?? 0
            let (late, group) = lateAndInTime(group, at: begunAt)
            for waiting in late { waiting.answer(.failure(.busy("it waited too long for its turn"))) }
            guard !group.isEmpty else { continue }
            let answers = await commit(group.map(\.attempt))
            report(group, begunAt: begunAt, answers)
            for (waiting, answer) in zip(group, answers) { waiting.answer(answer) }
        }
    }

    private func nextGroup() -> [Waiting]? {
        state.withLock { state in
            guard !state.waiting.isEmpty else {
                state.isCommitting = false
                return nil
            }
            var group: [Waiting] = []
            swap(&group, &state.waiting)
            if group.count > Self.maximumGroupCount {
                state.waiting = Array(group[Self.maximumGroupCount...])
                group.removeLast(state.waiting.count)
            }
            return group
        }
    }

    /// Takes apart who waited too long; where nobody watches there is no clock, and nobody did.
    private func lateAndInTime(_ group: [Waiting], at now: UInt64) -> ([Waiting], [Waiting]) {
        func isLate(_ waiting: Waiting) -> Bool {
            now > waiting.arrivedAt && now - waiting.arrivedAt > Self.maximumWaitNanoseconds
        }
        guard let first = group.first, isLate(first) else { return ([], group) }
        return (group.filter(isLate), group.filter { !isLate($0) })
    }

    private func commit(_ group: [Attempt]) async -> [Result<GroupAnswer, StoreError>] {
        do {
            let answers = try await store.carryOut(group, by: rules)
            precondition(answers.count == group.count, "an engine answers every attempt of a group")
            onCommit()
            return answers.map { .success($0) }
        } catch {
            return group.map { _ in .failure(error) }
        }
    }

    /// Tells the watch of a group that is done, before its answers go out.
    private func report(
        _ group: [Waiting], begunAt: UInt64, _ answers: [Result<GroupAnswer, StoreError>]
    ) {
        guard let watch, let first = group.first, let answer = answers.first else { return }
        let figures = CommitGroup(
            size: group.count, waitNanoseconds: Int64(clamping: begunAt &- first.arrivedAt),
            commitNanoseconds: Int64(clamping: watch.now() &- begunAt), queueDepth: waitingCount)
        switch answer {
        case .success: watch.observer.groupCommitted(figures)
        case .failure: watch.observer.groupFailed(figures)
        }
    }
}

extension GroupRecord {
    fileprivate var asReservation: ReservationOutcome? {
        if case .reservation(let outcome) = self { outcome } else { nil }
    }
}
