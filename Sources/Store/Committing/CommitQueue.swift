import Synchronization

/// Joins attempts that wait at the same time into one transaction and one sync.
///
/// No timer delays a lone one: while a group is being committed, those that arrive form the next. On a disk
/// with a 2 ms sync this is the difference between 500 and 10,000 redemptions a second. Where the engine can, the next
/// group is carried out while the disk takes the one before: neither the processor nor the disk waits for the other.
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

    /// 4 groups: as many as an engine may have the disk take at a time, and one that is ready for it.
    package static let maximumUnsettledCount = 4

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

    fileprivate struct Waiting: Sendable {
        var attempt: Attempt
        /// By the watch's clock; 0 if nobody watches.
        var arrivedAt: UInt64
        var answer: @Sendable (Result<GroupAnswer, StoreError>) -> Void
    }

    fileprivate struct State: Sendable {
        /// In the order in which they came.
        var waiting: [Waiting] = []
        var isCommitting = false
        /// How many attempts each group has that is committed and not on disk yet, oldest first.
        var unsettled: [Int] = []
    }

    /// A group that is carried out, from when the engine asked for it.
    private struct Taken: Sendable {
        let group: [Waiting]
        /// By the watch's clock.
        let begunAt: UInt64
    }

    /// The turn of a group that is known only when it comes.
    private final class Turn: Sendable {
        private let state = Mutex<Taken?>(nil)

        /// `nil` until it has come.
        var taken: Taken? { state.withLock { $0 } }

        func take(_ taken: Taken) { state.withLock { $0 = taken } }
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
        let isTurn: Bool? = state.withLock { state in
            guard state.waiting.count < Self.maximumWaitingCount else { return nil }
            state.waiting.append(waiting)
            return state.beginIfDue()
        }
        guard let isTurn else {
            return waiting.answer(.failure(.busy("\(Self.maximumWaitingCount) attempts wait")))
        }
        if isTurn { commitNext() }
    }

    private func commitNext() {
        let turn = Turn()
        store.commit({ self.begin(turn).group.map(\.attempt) }, by: rules) { self.end(turn, $0) }
    }

    /// Takes the group when the engine is ready for it: who came while it was not is of the group too.
    private func begin(_ turn: Turn) -> Taken {
        let now = watch?.now() ?? 0
        let (late, group) = lateAndInTime(state.withLock { $0.takeGroup() }, at: now)
        for waiting in late { waiting.answer(.failure(.busy("it waited too long for its turn"))) }
        let taken = Taken(group: group, begunAt: now)
        turn.take(taken)
        return taken
    }

    /// Goes on with the next group, and lets the answers of this one go out as soon as it is on disk.
    private func end(_ turn: Turn, _ result: Result<Committed<[GroupAnswer]>, StoreError>) {
        // An engine that could not even begin has asked for nobody; those whose turn it was must hear of it.
        let taken = turn.taken ?? begin(turn)
        let answers = result.map(\.answer)
        guard case .success(let committed) = result, let promise = committed.promise else {
            finish(taken, answers)
            return goOn { $0.isCommitting = false }
        }
        goOn { state in
            state.isCommitting = false
            state.unsettled.append(taken.group.count)
        }
        promise.whenKept { kept in
            self.goOn { $0.unsettled.removeFirst() }
            self.finish(taken, kept.flatMap { answers })
        }
    }

    /// Notes what has changed, and begins with the next group if its turn has come with it.
    private func goOn(after change: (inout State) -> Void) {
        let isTurn = state.withLock { state in
            change(&state)
            return state.beginIfDue()
        }
        if isTurn { commitNext() }
    }

    private func finish(_ turn: Taken, _ result: Result<[GroupAnswer], StoreError>) {
        guard !turn.group.isEmpty else { return }
        if case .success = result { onCommit() }
        report(turn, result)
        switch result {
        case .success(let answers):
            precondition(answers.count == turn.group.count, "an engine answers every attempt of a group")
            for (waiting, answer) in zip(turn.group, answers) { waiting.answer(.success(answer)) }
        case .failure(let error):
            for waiting in turn.group { waiting.answer(.failure(error)) }
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

    /// Tells the watch of a group that is done, before its answers go out.
    private func report(_ turn: Taken, _ result: Result<[GroupAnswer], StoreError>) {
        guard let watch, let first = turn.group.first else { return }
        let figures = CommitGroup(
            size: turn.group.count, waitNanoseconds: Int64(clamping: turn.begunAt &- first.arrivedAt),
            commitNanoseconds: Int64(clamping: watch.now() &- turn.begunAt), queueDepth: waitingCount)
        switch result {
        case .success: watch.observer.groupCommitted(figures)
        case .failure: watch.observer.groupFailed(figures)
        }
    }
}

extension CommitQueue.State {
    /// Whether the turn of the next group has come; whoever hears so carries it out.
    fileprivate mutating func beginIfDue() -> Bool {
        guard !isCommitting, isGroupDue else { return false }
        isCommitting = true
        return true
    }

    /// Takes the next group.
    fileprivate mutating func takeGroup() -> [CommitQueue.Waiting] {
        var group: [CommitQueue.Waiting] = []
        swap(&group, &waiting)
        if group.count > CommitQueue.maximumGroupCount {
            waiting = Array(group[CommitQueue.maximumGroupCount...])
            group.removeLast(waiting.count)
        }
        return group
    }

    /// Whether another group may be carried out beside those that the disk still takes: no splinter of a group, which
    /// would cost a transaction for a few.
    private var isGroupDue: Bool {
        guard !waiting.isEmpty else { return false }
        guard let last = unsettled.last else { return true }
        return unsettled.count < CommitQueue.maximumUnsettledCount && 2 * waiting.count >= last
    }
}

extension GroupRecord {
    fileprivate var asReservation: ReservationOutcome? {
        if case .reservation(let outcome) = self { outcome } else { nil }
    }
}
