import Promotion
import Store
import Testing

@Suite struct IdempotencyTests {
    @Test("A repeated key gets the first answer again, refusals too", arguments: Engine.allCases)
    func replay(engine: Engine) async throws {
        try await engine.withStore { store in
            for attempt in [
                Fixture.attempt("once", key: "accepted"),
                Fixture.attempt("once", key: "refused"),
                Fixture.attempt("", key: "unknown"),
            ] {
                let first = try await store.redeem(attempt)
                let again = try await store.redeem(attempt)
                guard case .decided(let record) = first else {
                    Issue.record("\(attempt.head.idempotency.key) was not new: \(first)")
                    continue
                }
                #expect(again == .replayed(record))
            }
            #expect(try await store.wholeLedger().count == 1)
        }
    }

    @Test("A refusal stays the answer to its key after the reason is gone", arguments: Engine.allCases)
    func refusalStays(engine: Engine) async throws {
        try await engine.withStore { store in
            let campaign = Fixture.batch("once").campaign
            _ = try await store.setState(.paused, of: campaign, at: Fixture.now)
            let attempt = Fixture.attempt("once", key: "k")
            #expect(try await store.redeem(attempt).refusal == .campaignPaused)
            _ = try await store.setState(.active, of: campaign, at: Fixture.now)
            #expect(try await store.redeem(attempt).refusal == .campaignPaused)
            #expect(try await store.redeem(Fixture.attempt("once", key: "k2")).acceptance != nil)
        }
    }

    @Test(
        "What stands against a code by itself refuses it, whatever its coupon is, and stays its answer",
        arguments: Engine.allCases)
    func objection(engine: Engine) async throws {
        try await engine.withStore { store in
            let refusal = Refusal.keyExpired(since: Fixture.moment(-60))
            for (batch, key) in [("once", "known"), ("", "unknown")] {
                let attempt = Fixture.attempt(batch, key: key).objecting([refusal])
                #expect(try await store.redeem(attempt).refusal == refusal)
                #expect(try await store.redeem(attempt) == .replayed(.refused([refusal])))
                let preview = try await store.preview(attempt, by: Fixture.rules)
                #expect(preview.decision == .refused([refusal]))
            }
            let stack = Fixture.stack([("once", 1), ("thrice", 1)], key: "stack").objecting([nil, refusal])
            #expect(try await store.redeem(stack) == .decided(.refused([nil, refusal])))
            #expect(try await store.wholeLedger().isEmpty)
            #expect(try await store.redeem(Fixture.attempt("once", key: "k")).acceptance != nil)
        }
    }

    @Test("A key with another request is its own error and does nothing", arguments: Engine.allCases)
    func keyReused(engine: Engine) async throws {
        try await engine.withStore { store in
            _ = try await store.redeem(Fixture.attempt("once", 1, key: "k"))
            #expect(try await store.redeem(Fixture.attempt("once", 2, key: "k")) == .keyReused)
            #expect(try await store.coupon(Fixture.key("once", 2), home: Fixture.home)?.coupon.usesTaken == 0)
            let reversal = Fixture.reversal(of: "k", key: "k")
            #expect(try await store.reverse(reversal) == .keyReused)
            #expect(try await store.wholeLedger().count == 1)
        }
    }

    @Test("Two tills may choose the same key", arguments: Engine.allCases)
    func keysOfTills(engine: Engine) async throws {
        try await engine.withStore { store in
            let first = try await store.redeem(Fixture.attempt("once", 1, key: "1", till: "a"))
            let second = try await store.redeem(Fixture.attempt("once", 2, key: "1", till: "b"))
            #expect(first.acceptance != nil)
            #expect(second.acceptance != nil)
        }
    }

    @Test("A code of nobody's is refused and kept under its key", arguments: Engine.allCases)
    func unknownCode(engine: Engine) async throws {
        try await engine.withStore { store in
            let foreign = try await store.redeem(Fixture.attempt("", key: "k"))
            #expect(foreign.refusal == .unknownCode)
            #expect(try await store.redeem(Fixture.attempt("once", 99, key: "l")).refusal == .unknownCode)
            #expect(try await store.redeem(Fixture.attempt("once", 1, key: "k")) == .keyReused)
        }
    }

    @Test("A preview says what would happen and writes nothing", arguments: Engine.allCases)
    func preview(engine: Engine) async throws {
        try await engine.withStore { store in
            let attempt = Fixture.attempt("once", key: "k")
            for _ in 1...2 {
                let decision = try await store.preview(attempt)
                #expect(
                    decision
                        == .accepted([
                            Redemption.Acceptance(use: 1, usesLeft: 0, discount: Fixture.money(1_000))
                        ]))
            }
            #expect(try await store.wholeLedger() == [])
            #expect(try await store.redeem(attempt).acceptance?.use == 1)
            let decision = try await store.preview(Fixture.attempt("once", key: "l"))
            let use = Redemption.EarlierUse(at: Fixture.moment(), store: Fixture.store)
            #expect(decision == .refused([.alreadyRedeemed(earlier: [use])]))
        }
    }

    @Test("Attempts of one group see each other, in order", arguments: Engine.allCases)
    func group(engine: Engine) async throws {
        try await engine.withStore { store in
            let attempts = ["a", "b", "a"].map { Fixture.attempt("once", key: $0) }
            let answers = try await store.redeem(attempts)
            #expect(answers[0].acceptance?.use == 1)
            #expect(answers[1].refusal?.reason == .alreadyRedeemed)
            #expect(answers[2] == answers[0].record.map(RedemptionAnswer.replayed))
        }
    }
}

extension RedemptionAttempt {
    /// The same attempt with something against its codes.
    fileprivate func objecting(_ objections: [Refusal?]) -> RedemptionAttempt {
        RedemptionAttempt(
            head: head, coupons: coupons, objections: objections, redemption: redemption, request: request,
            cashier: cashier, purchase: purchase)
    }
}
