import Promotion
import Store
import Testing
import Vocabulary

@Suite struct StackTests {
    private func basket() throws -> Basket {
        try #require(
            Basket(lines: [
                Basket.Line(article: "TEA", quantity: 2, unitPrice: Fixture.money(3_000)),
                Basket.Line(article: "CUP", quantity: 1, unitPrice: Fixture.money(4_000)),
            ]))
    }

    @Test(
        "Coupons redeemed together are priced in the fixed order and spread over the items",
        arguments: Engine.allCases)
    func together(engine: Engine) async throws {
        try await engine.withStore { (store: any ContractStore) async throws in
            // 15 % of 100 yuan first, then 10 yuan of what is left.
            let attempt = Fixture.stack([("once", 1), ("percent", 1)], key: "s", basket: try basket())
            let answer = try await store.redeem(attempt)
            #expect(answer.parts.map(\.acceptance.discount) == [Fixture.money(1_000), Fixture.money(1_500)])
            #expect(answer.parts.map { $0.acceptance.byLine.reduce(0, +) } == [1_000, 1_500])
            let drafts = try await store.wholeLedger().map(\.draft)
            #expect(drafts.map(\.redemption.text) == ["r-till-s", "r-till-s-2"])
            #expect(drafts.allSatisfy { $0.stack?.text == "r-till-s" && $0.amount == Fixture.money(10_000) })
            #expect(try await store.redeem(attempt) == answer.record.map(RedemptionAnswer.replayed))
        }
    }

    @Test(
        "One refused coupon keeps all of them, and each is told what stands against it",
        arguments: Engine.allCases)
    func allOrNothing(engine: Engine) async throws {
        try await engine.withStore { (store: any ContractStore) async throws in
            _ = try await store.redeem(Fixture.attempt("once", 1, key: "a"))
            let answer = try await store.redeem(
                Fixture.stack([("percent", 1), ("once", 1), ("once", 99)], key: "s"))
            #expect(answer.refusals.map { $0?.reason } == [nil, nil, .unknownCode])
            let known = try await store.redeem(Fixture.stack([("percent", 1), ("once", 1)], key: "t"))
            #expect(known.refusals.map { $0?.reason } == [nil, .alreadyRedeemed])
            #expect(try await store.wholeLedger().count == 1)
            #expect(
                try await store.coupon(Fixture.key("percent", 1), home: Fixture.home)?.coupon.usesTaken == 0)
        }
    }

    @Test("Coupons of one request count against each other's limits", arguments: Engine.allCases)
    func sharedLimits(engine: Engine) async throws {
        try await engine.withStore { (store: any ContractStore) async throws in
            let three = Fixture.stack([("stocked", 1), ("stocked", 2), ("stocked", 3)], key: "s")
            #expect(try await store.redeem(three).refusals.map { $0?.reason } == [nil, nil, .stockExhausted])
            let budget = Fixture.stack(
                [("thrifty", 1), ("thrifty", 2), ("thrifty", 3)], key: "b", amount: 90_000)
            #expect(
                try await store.redeem(budget).refusals.map { $0?.reason } == [nil, nil, .budgetExhausted])
            let two = Fixture.stack([("stocked", 1), ("stocked", 2)], key: "t")
            #expect(try await store.redeem(two).parts.count == 2)
        }
    }

    @Test("A coupon for which the others leave nothing keeps its use", arguments: Engine.allCases)
    func nothingLeft(engine: Engine) async throws {
        try await engine.withStore { (store: any ContractStore) async throws in
            let attempt = Fixture.stack([("once", 1), ("once", 2)], key: "s", amount: 1_000)
            let answer = try await store.redeem(attempt)
            #expect(answer.refusals == [nil, .nothingLeft])
            #expect(try await store.redeem(attempt) == answer.record.map(RedemptionAnswer.replayed))
            #expect(try await store.wholeLedger().isEmpty)
            let more = Fixture.stack([("once", 1), ("once", 2)], key: "t", amount: 1_001)
            #expect(try await store.redeem(more).parts.map(\.acceptance.discount.minorUnits) == [1_000, 1])
        }
    }

    @Test("An offer that stands alone does not stand in a stack", arguments: Engine.allCases)
    func alone(engine: Engine) async throws {
        try await engine.withStore { (store: any ContractStore) async throws in
            let answer = try await store.redeem(Fixture.stack([("once", 1), ("alone", 1)], key: "s"))
            #expect(answer.refusals == [nil, .cannotStack])
        }
    }

    @Test("Each redemption of a stack is reversed by itself", arguments: Engine.allCases)
    func reversed(engine: Engine) async throws {
        try await engine.withStore { (store: any ContractStore) async throws in
            _ = try await store.redeem(Fixture.stack([("once", 1), ("percent", 1)], key: "s"))
            let first = try await store.reverse(Fixture.reversal(of: "s", key: "v", kind: .void))
            #expect(first.acceptance?.isUseRestored == true)
            #expect(try await store.coupon(Fixture.key("once", 1), home: Fixture.home)?.coupon.usesTaken == 0)
            #expect(
                try await store.coupon(Fixture.key("percent", 1), home: Fixture.home)?.coupon.usesTaken == 1)
        }
    }
}
