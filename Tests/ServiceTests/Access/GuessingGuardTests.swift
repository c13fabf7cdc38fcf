import Store
import Synchronization
import Testing
import Vocabulary

@testable import Service

@Suite struct GuessingGuardTests {
    private static let policy = GuessingPolicy(
        own: .init(burst: 1, perSecond: 1, lockoutCount: 3),
        address: .init(burst: 1, perSecond: 1, lockoutCount: 5),
        visitor: .init(burst: 1, perSecond: 1, lockoutCount: 2))

    private let till = LockoutSubject(.terminal, "t-1")
    private let address = LockoutSubject(.address, "203.0.113.7")
    private let shop = StoreID(unchecked: "SH01")
    /// A second by the steady clock.
    private let second: UInt64 = 1_000_000_000

    /// A workspace whose clock the test moves.
    private func context(_ clock: Clock) async throws -> ServiceContext {
        let fixture = try await ServiceFixture.make()
        return ServiceContext(
            workspace: fixture.context.workspace, store: fixture.context.store,
            surroundings: Surroundings(
                now: { clock.now }, randomBytes: fixture.context.surroundings.randomBytes))
    }

    private final class Clock: Sendable {
        private let time = Mutex(ServiceFixture.noon)
        var now: Instant { time.withLock { $0 } }
        func advance(_ seconds: Int64) { time.withLock { $0 = $0.advanced(bySeconds: seconds) } }
    }

    @Test("So many unknown codes lock out, for a minute, then for two")
    func locksOut() async throws {
        let clock = Clock()
        let guessing = GuessingGuard(try await context(clock), policy: Self.policy)
        for round in 1...2 {
            for _ in 1...2 {
                #expect(try await guessing.countUnknown(from: till, store: shop, at: 0) == nil)
            }
            #expect(try await guessing.lockedSeconds([till, address], at: 0) == nil)
            let lockout = try #require(try await guessing.countUnknown(from: till, store: shop, at: 0))
            #expect(lockout.level == round && lockout.store == shop)
            #expect(try await guessing.lockedSeconds([address, till], at: 0) == 60 * round)
            #expect(try await guessing.lockedSeconds([address], at: 0) == nil)
            clock.advance(Int64(60 * round))
            #expect(try await guessing.lockedSeconds([till], at: 0) == nil)
        }
    }

    @Test("Unknown codes that are far apart never add up")
    func window() async throws {
        let guessing = GuessingGuard(try await context(Clock()), policy: Self.policy)
        for minutes in UInt64(0)..<100 {
            let at = minutes * 301 * second
            #expect(try await guessing.countUnknown(from: till, store: nil, at: at) == nil)
        }
    }

    @Test("Another verifier obeys within a second, and a restarted one from its first request")
    func shared() async throws {
        let context = try await context(Clock())
        let here = GuessingGuard(context, policy: Self.policy)
        let there = GuessingGuard(context, policy: Self.policy)
        #expect(try await there.lockedSeconds([till], at: 0) == nil)
        for _ in 1...3 { _ = try await here.countUnknown(from: till, store: nil, at: 0) }
        #expect(try await there.lockedSeconds([till], at: second) == 60)
        #expect(try await GuessingGuard(context).lockedSeconds([till], at: 0) == 60)
        let lockout = try #require(try await LockoutService(context).list().first)
        try await LockoutService(context).lift(lockout.id)
        here.forget(lockout.id)
        #expect(try await here.lockedSeconds([till], at: 0) == nil)
        #expect(try await there.lockedSeconds([till], at: 2 * second) == nil)
    }

    @Test("The counts of many guessers stay in bounded memory, and the next guesser is still noticed")
    func bounded() async throws {
        let guessing = GuessingGuard(try await context(Clock()), policy: Self.policy)
        for number in 0..<(GuessingGuard.maximumSubjectCount + 10) {
            let visitor = LockoutSubject(.visitor, "\(number)")
            #expect(try await guessing.countUnknown(from: visitor, store: nil, at: 0) == nil)
        }
        let last = LockoutSubject(.visitor, "last")
        _ = try await guessing.countUnknown(from: last, store: nil, at: 0)
        #expect(try await guessing.countUnknown(from: last, store: nil, at: 0) != nil)
    }

    @Test("A lock-out of another store is as good as none to whoever may not see it")
    func scope() async throws {
        let context = try await context(Clock())
        let guessing = GuessingGuard(context, policy: Self.policy)
        for _ in 1...3 { _ = try await guessing.countUnknown(from: till, store: shop, at: 0) }
        let lockouts = LockoutService(context)
        let other = StoreScope.only([StoreID(unchecked: "BJ01")])
        let lockout = try #require(try await lockouts.list(scope: .only([shop])).first)
        #expect(try await lockouts.list(scope: other).isEmpty)
        await #expect(throws: ServiceError.notFound(kind: "lock-out", name: lockout.id.text)) {
            try await lockouts.lift(lockout.id, scope: other)
        }
        try await lockouts.lift(lockout.id, scope: .only([shop]), by: AuditActor(.manager, "p-1"))
        let entry = try #require(try await context.store.audit(limit: 1).first)
        #expect(entry.action == "lockout_lift" && entry.actor == "p-1" && entry.role == .manager)
        #expect(entry.store == shop)
    }
}
