package import Store
import Synchronization
package import Vocabulary

/// Notices who guesses codes, and knows who is locked out; a process has one of it.
///
/// Unknown codes are counted in memory, since counting them on disk would make a guess dearer to us than to the
/// guesser. Lock-outs are in the store: they outlive a restart, which a guesser could otherwise wait for or cause,
/// and every verifier of the store obeys them. A copy of those in force is read again when it is older than
/// `staleSeconds`, so that a redemption costs no look-up of its own.
package final class GuessingGuard: Sendable {
    /// 1 second: how long another verifier may go on answering whom this one locked out or let in again.
    package static let staleSeconds: UInt64 = 1

    /// 20,000 guessers: two megabytes; when there are more, those that came first are forgotten with the rest.
    static let maximumSubjectCount = 20_000

    private let context: ServiceContext
    private let policy: GuessingPolicy
    private let state = Mutex(State())

    private struct State {
        var counts: [LockoutSubject: Count] = [:]
        var locked: [LockoutSubject: LockoutRecord] = [:]
        /// When `locked` was read, by the steady clock.
        var readAt: UInt64?
        /// How often this process changed `locked` itself.
        var changeCount = 0
    }

    /// Unknown codes since the window began.
    private struct Count {
        var count = 0
        var since: UInt64
    }

    package init(_ context: ServiceContext, policy: GuessingPolicy = .standard) {
        self.context = context
        self.policy = policy
    }

    /// Says for how long somebody is still locked out.
    ///
    /// - Parameters:
    ///   - subjects: Who asks, by all names.
    ///   - nanoseconds: The time by a clock that never goes back.
    /// - Returns: How many seconds more, 1 or more, or `nil` if nobody of them is.
    /// - Throws: `ServiceError.storage` if the lock-outs cannot be read: then nobody is let through.
    package func lockedSeconds(
        _ subjects: [LockoutSubject], at nanoseconds: UInt64
    ) async throws(ServiceError) -> Int? {
        if isStale(at: nanoseconds) { try await read(at: nanoseconds) }
        return rememberedSeconds(subjects)
    }

    /// Whether the lock-outs in force were read within `staleSeconds`, so that `rememberedSeconds` is the answer.
    package func isUpToDate(at nanoseconds: UInt64) -> Bool {
        state.withLock { state in
            state.readAt.map { nanoseconds < $0 + Self.staleSeconds * 1_000_000_000 } ?? false
        }
    }

    /// As `lockedSeconds`, by what was read last.
    package func rememberedSeconds(_ subjects: [LockoutSubject]) -> Int? {
        let ends = state.withLock { state in
            state.locked.isEmpty ? [] : subjects.compactMap { state.locked[$0]?.endsAt }
        }
        guard let end = ends.max() else { return nil }
        let left = end.millisecondsSince1970 - context.surroundings.now().millisecondsSince1970
        return left > 0 ? Int((left + 999) / 1_000) : nil
    }

    /// Counts an unknown code, and locks its sender out when there were too many.
    ///
    /// - Parameters:
    ///   - subject: Who sent it.
    ///   - store: Where they stand or work, if it is one place.
    ///   - nanoseconds: As for `lockedSeconds`.
    /// - Returns: The lock-out that began with this code, if one did; it is in the audit log already.
    /// - Throws: `ServiceError.storage` if the lock-out could not be kept; the next unknown code tries again.
    package func countUnknown(
        from subject: LockoutSubject, store: StoreID?, at nanoseconds: UInt64
    ) async throws(ServiceError) -> LockoutRecord? {
        guard count(subject, at: nanoseconds) >= policy.allowance(of: subject.kind).lockoutCount else {
            return nil
        }
        let order = LockoutOrder(
            id: LockoutID(unchecked: TimeOrderedName.make("l", context.surroundings)), subject: subject,
            store: store, at: context.surroundings.now())
        let lockout = try await stored(await context.store.lockOut(order))
        state.withLock { state in
            state.counts[subject] = nil
            state.locked[subject] = lockout
            state.changeCount += 1
        }
        return lockout.id == order.id ? lockout : nil
    }

    /// Lets somebody in again at once in this process, after their lock-out was lifted in the store.
    package func forget(_ id: LockoutID) {
        state.withLock { state in
            state.locked = state.locked.filter { $0.value.id != id }
            state.changeCount += 1
        }
    }

    private func isStale(at nanoseconds: UInt64) -> Bool {
        state.withLock { state in
            guard let readAt = state.readAt else { return true }
            guard nanoseconds >= readAt + Self.staleSeconds * 1_000_000_000 else { return false }
            // The first to notice reads; the others go on with what is known, which is a moment older.
            state.readAt = nanoseconds
            return true
        }
    }

    private func read(at nanoseconds: UInt64) async throws(ServiceError) {
        let before = state.withLock { $0.changeCount }
        let now = context.surroundings.now()
        let all: [LockoutRecord]
        do {
            all = try await stored(await context.store.lockouts(at: now))
        } catch {
            state.withLock { $0.readAt = nil }
            throw error
        }
        state.withLock { state in
            // What this process changed meanwhile may not be in what was read.
            guard state.changeCount == before else { return state.readAt = nil }
            state.locked = Dictionary(all.map { ($0.subject, $0) }) { $1 }
            state.readAt = nanoseconds
        }
    }

    private func count(_ subject: LockoutSubject, at nanoseconds: UInt64) -> Int {
        state.withLock { state in
            let window = UInt64(GuessingPolicy.windowSeconds) * 1_000_000_000
            var count = state.counts[subject] ?? Count(since: nanoseconds)
            if nanoseconds >= count.since + window { count = Count(since: nanoseconds) }
            count.count += 1
            if state.counts[subject] == nil, state.counts.count >= Self.maximumSubjectCount {
                state.counts = state.counts.filter { nanoseconds < $0.value.since + window }
                if state.counts.count >= Self.maximumSubjectCount { state.counts.removeAll() }
            }
            state.counts[subject] = count
            return count.count
        }
    }
}
