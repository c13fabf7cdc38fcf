package import Store
package import Vocabulary

/// Shows who is locked out, and lets them in again.
package struct LockoutService: Sendable {
    private let context: ServiceContext

    package init(_ context: ServiceContext) {
        self.context = context
    }

    /// Lists the lock-outs in force.
    ///
    /// - Parameter scope: Those of other stores, and of addresses, are left out.
    /// - Returns: The lock-outs by the time at which they began.
    /// - Throws: `ServiceError.storage`.
    package func list(scope: StoreScope = .every) async throws(ServiceError) -> [LockoutRecord] {
        let now = context.surroundings.now()
        return try await stored(await context.store.lockouts(at: now)).filter { scope.includes($0.store) }
    }

    /// Ends a lock-out, and forgets it: the next one of the same guesser is a first one again.
    ///
    /// Verifiers of other processes hear of it within `GuessingGuard.staleSeconds`.
    ///
    /// - Parameters:
    ///   - id: The lock-out.
    ///   - scope: One of another store is as good as none.
    ///   - actor: Who lifts it; `nil` for whoever runs this process.
    /// - Throws: `ServiceError.notFound` if no such lock-out is in force.
    package func lift(
        _ id: LockoutID, scope: StoreScope = .every, by actor: AuditActor? = nil
    ) async throws(ServiceError) {
        let now = context.surroundings.now()
        guard let lockout = try await stored(await context.store.lockout(id)), scope.includes(lockout.store)
        else { throw .notFound(kind: "lock-out", name: id.text) }
        let audit = try context.auditRecord(
            .lockoutLift, id.text, store: lockout.store,
            detail: ["kind": .text(lockout.subject.kind.rawValue)], by: actor)
        let isLifted = try await stored(await context.store.lift(id, at: now, audit: audit))
        guard isLifted else { throw .notFound(kind: "lock-out", name: id.text) }
    }
}
