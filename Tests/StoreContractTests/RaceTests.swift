import Promotion
import Store
import Testing

@Suite struct RaceTests {
    static let tillCount = 50

    /// Sends all attempts at once through one queue, as a verifier does.
    private func race(
        _ attempts: [RedemptionAttempt], on store: any ContractStore
    ) async throws -> [RedemptionAnswer] {
        let queue = CommitQueue(store: store, rules: Fixture.rules)
        return try await withThrowingTaskGroup(of: RedemptionAnswer.self) { group in
            for attempt in attempts { group.addTask { try await queue.redeem(attempt) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }

    private func attempts(
        _ batch: String, differentCoupons: Bool = false, member: String? = nil
    ) -> [RedemptionAttempt] {
        (1...Self.tillCount).map { till in
            Fixture.attempt(
                batch, differentCoupons ? UInt32(till) % Fixture.couponCount + 1 : 1, key: "k",
                till: "till-\(till)", member: member)
        }
    }

    @Test(
        "Of fifty tills with one coupon one wins, and the others hear when and where",
        arguments: Engine.allCases)
    func oneWinner(engine: Engine) async throws {
        try await engine.withStore { store in
            let answers = try await race(attempts("once"), on: store)
            #expect(answers.count { $0.acceptance != nil } == 1)
            let use = Redemption.EarlierUse(at: Fixture.moment(), store: Fixture.store)
            #expect(answers.count { $0.refusal == .alreadyRedeemed(earlier: [use]) } == Self.tillCount - 1)
            #expect(try await store.wholeLedger().count == 1)
        }
    }

    @Test("A coupon of three uses gives exactly three, numbered one to three", arguments: Engine.allCases)
    func threeUses(engine: Engine) async throws {
        try await engine.withStore { store in
            let answers = try await race(attempts("thrice"), on: store)
            #expect(answers.compactMap(\.acceptance?.use).sorted() == [1, 2, 3])
            #expect(answers.compactMap(\.acceptance?.usesLeft).sorted() == [0, 1, 2])
            #expect(try await store.usesTaken(of: Fixture.batch("thrice").id) == [1: 3])
        }
    }

    @Test("The campaign's limit is met exactly", arguments: Engine.allCases)
    func campaignLimit(engine: Engine) async throws {
        try await engine.withStore { store in
            let answers = try await race(attempts("scarce", differentCoupons: true), on: store)
            #expect(answers.count { $0.acceptance != nil } == 5)
            #expect(answers.contains { $0.refusal == .budgetExhausted(limit: 5) })
        }
    }

    @Test("The member's limit is met exactly, whatever coupon they show", arguments: Engine.allCases)
    func memberLimit(engine: Engine) async throws {
        try await engine.withStore { store in
            let all = attempts("members", differentCoupons: true, member: "m-1")
            let answers = try await race(all, on: store)
            #expect(answers.count { $0.acceptance != nil } == 2)
            #expect(answers.contains { $0.refusal == .memberLimit(limit: 2) })
            let other = Fixture.attempt("members", 10, key: "k", member: "m-2")
            #expect(try await store.redeem(other).refusal != .memberLimit(limit: 2))
        }
    }

    @Test("A thousand attempts with one key are one redemption", arguments: Engine.allCases)
    func oneKey(engine: Engine) async throws {
        try await engine.withStore { store in
            let attempt = Fixture.attempt("thrice", key: "same")
            let answers = try await race(Array(repeating: attempt, count: 1_000), on: store)
            #expect(Set(answers.map(\.record)).count == 1)
            #expect(answers.allSatisfy { $0.acceptance?.use == 1 })
            #expect(try await store.wholeLedger().count == 1)
        }
    }
}
