import Promotion
import Store
import Testing
import Vocabulary

/// Every counted limit, on every engine: given to the last unit, refused past it, and given again once it came back.
@Suite struct LimitTests {
    private func redeem(
        _ batch: String, _ serial: UInt32, on store: any ContractStore, member: String? = nil,
        amount: Int64? = 5_000, secondsLater: Int64 = 0
    ) async throws -> RedemptionAnswer {
        try await store.redeem(
            Fixture.attempt(
                batch, serial, key: "\(batch)-\(serial)-\(secondsLater)\(member.map { "-" + $0 } ?? "")",
                amount: amount, member: member,
                secondsLater: secondsLater))
    }

    @Test("A member has an offer once a day, and again the next day", arguments: Engine.allCases)
    func memberAndDay(engine: Engine) async throws {
        try await engine.withStore { (store: any ContractStore) async throws in
            #expect(try await redeem("daily", 1, on: store, member: "m-1").acceptance != nil)
            let second = try await redeem("daily", 2, on: store, member: "m-1")
            let next = Fixture.moment(86_400).date
            #expect(second.refusal == .memberDayLimit(limit: 1, again: .on(day: next)))
            #expect(try await redeem("daily", 2, on: store, member: "m-2").acceptance != nil)
            let tomorrow = try await redeem("daily", 3, on: store, member: "m-1", secondsLater: 86_400)
            #expect(tomorrow.acceptance != nil)
        }
    }

    @Test("A return on a later day frees the day of the redemption, not its own", arguments: Engine.allCases)
    func returnedLater(engine: Engine) async throws {
        try await engine.withStore { (store: any ContractStore) async throws in
            #expect(try await redeem("daily", 1, on: store, member: "m-1").acceptance != nil)
            let later = Fixture.reversal(of: "daily-1-0-m-1", key: "v", secondsLater: 2 * 86_400)
            #expect(try await store.reverse(later).acceptance?.isUseRestored == true)
            #expect(try await redeem("daily", 2, on: store, member: "m-1").acceptance != nil)
        }
    }

    @Test("A store gives three a day, and three the next day", arguments: Engine.allCases)
    func storeAndDay(engine: Engine) async throws {
        try await engine.withStore { (store: any ContractStore) async throws in
            for serial in UInt32(1)...3 {
                #expect(try await redeem("shop-day", serial, on: store).acceptance != nil)
            }
            let next = Fixture.moment(86_400).date
            #expect(
                try await redeem("shop-day", 4, on: store).refusal
                    == .storeLimit(limit: 3, again: .on(day: next), isGoodElsewhere: true))
            let tomorrow = try await redeem("shop-day", 4, on: store, secondsLater: 86_400)
            #expect(tomorrow.acceptance != nil)
        }
    }

    @Test("A store gives what it has in stock, and again what came back", arguments: Engine.allCases)
    func stock(engine: Engine) async throws {
        try await engine.withStore { (store: any ContractStore) async throws in
            for serial in UInt32(1)...2 {
                #expect(try await redeem("stocked", serial, on: store).acceptance != nil)
            }
            #expect(
                try await redeem("stocked", 3, on: store).refusal == .stockExhausted(had: 2, others: []))
            _ = try await store.reverse(Fixture.reversal(of: "stocked-1-0", key: "v"))
            #expect(try await redeem("stocked", 4, on: store).acceptance != nil)
        }
    }

    @Test("A budget is spent to its last cent and no further, over all offers", arguments: Engine.allCases)
    func budget(engine: Engine) async throws {
        try await engine.withStore { (store: any ContractStore) async throws in
            #expect(try await redeem("thrifty", 1, on: store).acceptance != nil)
            #expect(try await redeem("thrifty", 2, on: store).acceptance != nil)
            // Five yuan are left: ten do not fit, five do.
            let third = try await redeem("thrifty", 3, on: store)
            #expect(
                third.refusal
                    == .budgetSpent(
                        budget: Fixture.budget, left: Fixture.money(500), discount: Fixture.money(1_000)))
            let rest = try await redeem("thrifty-percent", 1, on: store, amount: 5_000)
            #expect(rest.acceptance?.discount == Fixture.money(500))
            let more = try await redeem("thrifty-percent", 2, on: store, amount: 10)
            #expect(
                more.refusal == .budgetSpent(budget: Fixture.budget, left: Fixture.money(0), discount: nil))
        }
    }

    @Test("What a partial return takes back goes to the budget at once", arguments: Engine.allCases)
    func budgetAfterReturn(engine: Engine) async throws {
        try await engine.withStore { (store: any ContractStore) async throws in
            for serial in UInt32(1)...2 {
                #expect(try await redeem("thrifty", serial, on: store).acceptance != nil)
            }
            // Half of the purchase came back, and with it five of the ten yuan.
            let half = try await store.reverse(Fixture.reversal(of: "thrifty-1-0", key: "v", amount: 2_500))
            #expect(half.acceptance?.discount == Fixture.money(500))
            #expect(half.acceptance?.isUseRestored == false)
            #expect(try await redeem("thrifty", 3, on: store).acceptance != nil)
            #expect(try await redeem("thrifty", 4, on: store).refusal?.reason == .budgetExhausted)
        }
    }

    @Test(
        "Fifty tills at once are given a budget, a stock and a day's limit exactly",
        arguments: Engine.allCases)
    func race(engine: Engine) async throws {
        for (batch, expected) in [("thrifty", 2), ("stocked", 2), ("shop-day", 3), ("scarce", 5)] {
            try await engine.withStore { (store: any ContractStore) async throws in
                let queue = CommitQueue(store: store, rules: Fixture.rules)
                let accepted = try await withThrowingTaskGroup(of: RedemptionAnswer.self) { group in
                    for number in 0..<50 {
                        let attempt = Fixture.attempt(
                            batch, UInt32(number % Int(Fixture.couponCount)) + 1, key: "\(number)",
                            till: "till-\(number)")
                        group.addTask { try await queue.redeem(attempt) }
                    }
                    return try await group.reduce(0) { $0 + ($1.acceptance == nil ? 0 : 1) }
                }
                #expect(accepted == expected, "\(batch)")
            }
        }
    }
}
