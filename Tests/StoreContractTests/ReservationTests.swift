import Promotion
import Store
import Testing
import Vocabulary

@Suite struct ReservationTests {
    private func held(_ answer: GroupAnswer) -> ReservationRecord? {
        if case .decided(.reservation(.held(let record))) = answer { record } else { nil }
    }

    private func refusal(_ answer: GroupAnswer) -> ReservationRefusal? {
        if case .decided(.reservation(.refused(let refusal))) = answer { refusal } else { nil }
    }

    private func redeemed(_ answer: GroupAnswer) -> RedemptionAnswer {
        answer.narrowed { if case .redemption(let record) = $0 { record } else { nil } }
    }

    @Test(
        "A hold keeps the last use from everybody, and settles into one redemption",
        arguments: Engine.allCases)
    func settles(engine: Engine) async throws {
        try await engine.withStore { (store: any ContractStore) async throws in
            let hold = Fixture.reservation("once", key: "h")
            let record = try #require(try await held(store.carryOut(.reserve(hold))))
            #expect(record.parts.map(\.acceptance.discount) == [Fixture.money(1_000)])
            let other = try await store.redeem(Fixture.attempt("once", key: "k", till: "other"))
            let end = LocalMoment(instant: record.expiresAt, utcOffsetSeconds: 8 * 3_600)
            #expect(other.refusal == .reserved(until: end))
            let settlement = Fixture.settlement(of: "h", key: "s", amount: 7_000)
            let answer = redeemed(try await store.carryOut(.settle(settlement)))
            #expect(answer.acceptance?.use == 1)
            let entry = try #require(try await store.wholeLedger().first)
            #expect(entry.draft.reservation == record.id && entry.draft.amount == Fixture.money(7_000))
            let again = redeemed(try await store.carryOut(.settle(settlement)))
            #expect(again == answer.record.map(RedemptionAnswer.replayed))
            let second = try await store.carryOut(.settle(Fixture.settlement(of: "h", key: "s2")))
            #expect(refusal(second) == .settled)
        }
    }

    @Test(
        "A hold counts the other holds on its coupon, in which use it is and in how many are left",
        arguments: Engine.allCases)
    func heldUses(engine: Engine) async throws {
        try await engine.withStore { (store: any ContractStore) async throws in
            var told: [[UInt32]] = []
            for key in ["h", "i", "j"] {
                let hold = Fixture.reservation("thrice", key: key)
                let record = try #require(try await held(store.carryOut(.reserve(hold))))
                told += record.parts.map { [$0.acceptance.use, $0.acceptance.usesLeft] }
            }
            #expect(told == [[1, 2], [2, 1], [3, 0]])
            let last = redeemed(try await store.carryOut(.settle(Fixture.settlement(of: "j", key: "s"))))
            #expect(last.acceptance?.use == 1, "the register numbers what was redeemed")
            _ = try await store.carryOut(.release(Fixture.release(of: "h", key: "r")))
            let hold = Fixture.reservation("thrice", key: "k")
            let record = try #require(try await held(store.carryOut(.reserve(hold))))
            #expect(record.parts.map(\.acceptance.use) == [3])
        }
    }

    @Test("A released hold gives the use to the next till at once", arguments: Engine.allCases)
    func releases(engine: Engine) async throws {
        try await engine.withStore { (store: any ContractStore) async throws in
            _ = try await store.carryOut(.reserve(Fixture.reservation("stocked", 1, key: "h")))
            _ = try await store.carryOut(.reserve(Fixture.reservation("stocked", 2, key: "i")))
            let third = Fixture.attempt("stocked", 3, key: "k")
            #expect(try await store.redeem(third).refusal?.reason == .stockExhausted)
            let release = Fixture.release(of: "h", key: "r")
            let answer = try await store.carryOut(.release(release))
            guard case .decided(.reservation(.released(let record))) = answer else {
                Issue.record("\(answer)")
                return
            }
            #expect(record.state == .released)
            #expect(try await store.carryOut(.release(release)) == .replayed(.reservation(.released(record))))
            #expect(try await store.redeem(Fixture.attempt("stocked", 3, key: "l")).acceptance != nil)
            let late = try await store.carryOut(.settle(Fixture.settlement(of: "h", key: "s")))
            #expect(refusal(late) == .released)
        }
    }

    @Test("A hold past its end holds nothing, whoever comes first", arguments: Engine.allCases)
    func expires(engine: Engine) async throws {
        try await engine.withStore { (store: any ContractStore) async throws in
            _ = try await store.carryOut(.reserve(Fixture.reservation("once", key: "h", seconds: 120)))
            let early = Fixture.attempt("once", key: "k", till: "other", secondsLater: 119)
            #expect(try await store.redeem(early).refusal?.reason == .reserved)
            let onTime = Fixture.attempt("once", key: "l", till: "other", secondsLater: 120)
            #expect(try await store.redeem(onTime).acceptance?.use == 1)
            let late = try await store.carryOut(
                .settle(Fixture.settlement(of: "h", key: "s", secondsLater: 121)))
            #expect(refusal(late) == .expired)
        }
    }

    @Test(
        "Holds that a group itself made give their stock to a later attempt of it once they have ended",
        arguments: Engine.allCases)
    func expiresWithinGroup(engine: Engine) async throws {
        try await engine.withStore { (store: any ContractStore) async throws in
            let group: [Attempt] = [
                .reserve(Fixture.reservation("stocked", 1, key: "h", seconds: 30)),
                .reserve(Fixture.reservation("stocked", 2, key: "i", seconds: 30)),
                .redeem(Fixture.attempt("stocked", 3, key: "early", secondsLater: 29)),
                .redeem(Fixture.attempt("stocked", 4, key: "late", secondsLater: 60)),
            ]
            let answers = try await store.carryOut(group, by: Fixture.rules)
            #expect(held(answers[0]) != nil && held(answers[1]) != nil)
            #expect(redeemed(answers[2]).refusal?.reason == .stockExhausted)
            #expect(redeemed(answers[3]).acceptance != nil)
            #expect(try await store.findFaults() == [])
        }
    }

    @Test(
        "A limit that only expired holds stand in the way of is given without a sweeper",
        arguments: Engine.allCases)
    func expiredLimit(engine: Engine) async throws {
        try await engine.withStore { (store: any ContractStore) async throws in
            for serial in UInt32(1)...5 {
                let hold = Fixture.reservation("scarce", serial, key: "h\(serial)")
                #expect(try await held(store.carryOut(.reserve(hold))) != nil)
            }
            let early = Fixture.attempt("scarce", 6, key: "a", secondsLater: 60)
            #expect(try await store.redeem(early).refusal?.reason == .budgetExhausted)
            for serial in UInt32(6)...10 {
                let late = Fixture.attempt("scarce", serial, key: "b\(serial)", secondsLater: 121)
                #expect(try await store.redeem(late).acceptance != nil, "\(serial)")
            }
            let last = Fixture.attempt("scarce", 1, key: "c", secondsLater: 121)
            #expect(try await store.redeem(last).refusal?.reason == .budgetExhausted)
        }
    }

    @Test("A pause and a withdrawn batch do not take a held use away", arguments: Engine.allCases)
    func honoured(engine: Engine) async throws {
        try await engine.withStore { (store: any ContractStore) async throws in
            _ = try await store.carryOut(.reserve(Fixture.reservation("thrice", key: "h")))
            _ = try await store.setState(.paused, of: Fixture.batch("thrice").campaign, at: Fixture.now)
            #expect(try await store.revoke(Fixture.batch("thrice").id, at: Fixture.now))
            let answer = try await store.carryOut(.settle(Fixture.settlement(of: "h", key: "s")))
            #expect(redeemed(answer).acceptance?.use == 1)
        }
    }

    @Test(
        "A settlement that the purchase does not bear is refused, and the hold stays",
        arguments: Engine.allCases)
    func refusedSettlement(engine: Engine) async throws {
        try await engine.withStore { (store: any ContractStore) async throws in
            let hold = Fixture.reservation("once", key: "h", amount: 5_000)
            #expect(try await held(store.carryOut(.reserve(hold))) != nil)
            let foreign = Fixture.settlement(of: "h", key: "s", amount: 5_000, currency: "USD")
            let yuan = Fixture.money(0).currency
            #expect(
                try await redeemed(store.carryOut(.settle(foreign))).refusal == .wrongCurrency(expected: yuan)
            )
            let other = Fixture.attempt("once", key: "k", till: "other")
            #expect(try await store.redeem(other).refusal?.reason == .reserved)
            let with = Fixture.settlement(of: "h", key: "s2", amount: 400)
            #expect(
                try await redeemed(store.carryOut(.settle(with))).acceptance?.discount == Fixture.money(400))
        }
    }

    @Test(
        "A settlement that names no purchase means the one that was reserved for", arguments: Engine.allCases)
    func settlesAsReserved(engine: Engine) async throws {
        try await engine.withStore { (store: any ContractStore) async throws in
            _ = try await store.carryOut(.reserve(Fixture.reservation("percent", key: "h", amount: 5_000)))
            let settlement = Fixture.settlement(of: "h", key: "s", amount: nil)
            let answer = try await redeemed(store.carryOut(.settle(settlement)))
            #expect(answer.acceptance?.discount == Fixture.money(750))
            #expect(try await store.wholeLedger().map(\.draft.amount) == [Fixture.money(5_000)])
        }
    }

    @Test("Fifty tills that hold and redeem one coupon get its three uses", arguments: Engine.allCases)
    func race(engine: Engine) async throws {
        try await engine.withStore { (store: any ContractStore) async throws in
            let queue = CommitQueue(store: store, rules: Fixture.rules)
            let taken = try await withThrowingTaskGroup(of: Int.self) { group in
                for number in 0..<50 {
                    group.addTask {
                        let till = "till-\(number)"
                        guard number.isMultiple(of: 2) else {
                            let attempt = Fixture.attempt("thrice", key: "k", till: till)
                            return try await queue.redeem(attempt).acceptance == nil ? 0 : 1
                        }
                        let hold = Fixture.reservation("thrice", key: "h", till: till)
                        guard case .decided(.held) = try await queue.reserve(hold) else { return 0 }
                        let answer = try await queue.settle(
                            Fixture.settlement(of: "h", key: "s", till: till))
                        guard case .decided(.redemption(.redeemed)) = answer else { return 0 }
                        return 1
                    }
                }
                return try await group.reduce(0, +)
            }
            #expect(taken == 3)
        }
    }
}
