import Promotion
import Store
import Testing
import Vocabulary

@Suite struct ReversalTests {
    private func usesTaken(_ batch: String, _ store: any ContractStore) async throws -> UInt32? {
        try await store.coupon(Fixture.key(batch, 1), home: Fixture.home)?.coupon.usesTaken
    }

    @Test("A void gives the use back, and the coupon can be redeemed again", arguments: Engine.allCases)
    func void(engine: Engine) async throws {
        try await engine.withStore { store in
            _ = try await store.redeem(Fixture.attempt("once", key: "a"))
            let answer = try await store.reverse(Fixture.reversal(of: "a", key: "v", kind: .void))
            #expect(answer.acceptance?.isUseRestored == true)
            #expect(answer.acceptance?.discount == Fixture.money(1_000))
            #expect(try await usesTaken("once", store) == 0)
            let again = try await store.redeem(Fixture.attempt("once", key: "b"))
            #expect(again.acceptance?.use == 1)
            let kinds = try await store.wholeLedger().map(\.draft.kind)
            #expect(kinds == [.redemption, .void, .redemption])
        }
    }

    @Test("Parts add up to the whole, and the last one gives the use back", arguments: Engine.allCases)
    func parts(engine: Engine) async throws {
        try await engine.withStore { store in
            _ = try await store.redeem(Fixture.attempt("percent", key: "a", amount: 9_999))
            var discount: Int64 = 0
            for (number, amount) in [Int64(3_333), 3_333, 3_333].enumerated() {
                let day = Int64(86_400 * (number + 1))
                let part = Fixture.reversal(of: "a", key: "p\(number)", amount: amount, secondsLater: day)
                let answer = try await store.reverse(part)
                #expect(answer.acceptance?.isUseRestored == (number == 2))
                discount += answer.acceptance?.discount.minorUnits ?? 0
            }
            #expect(discount == 1_500)
            #expect(try await usesTaken("percent", store) == 0)
            let more = try await store.reverse(Fixture.reversal(of: "a", key: "p4", amount: 1))
            #expect(more.refusal == .alreadyReversed)
        }
    }

    @Test("A reversal is repeatable and never happens twice", arguments: Engine.allCases)
    func idempotent(engine: Engine) async throws {
        try await engine.withStore { store in
            _ = try await store.redeem(Fixture.attempt("thrice", key: "a"))
            _ = try await store.redeem(Fixture.attempt("thrice", key: "b"))
            let reversal = Fixture.reversal(of: "a", key: "v")
            guard case .decided(let record) = try await store.reverse(reversal) else {
                Issue.record("the first reversal was not decided")
                return
            }
            #expect(try await store.reverse(reversal) == .replayed(record))
            let other = try await store.reverse(Fixture.reversal(of: "a", key: "w"))
            #expect(other.refusal == .alreadyReversed)
            #expect(try await usesTaken("thrice", store) == 1)
        }
    }

    @Test("Fifty reversals at once give one use back", arguments: Engine.allCases)
    func race(engine: Engine) async throws {
        try await engine.withStore { store in
            _ = try await store.redeem(Fixture.attempt("once", key: "a"))
            let accepted = try await withThrowingTaskGroup(of: ReversalAnswer.self) { group in
                for number in 1...50 {
                    let reversal = Fixture.reversal(of: "a", key: "v\(number)")
                    group.addTask { try await store.reverse(reversal) }
                }
                return try await group.reduce(0) { $0 + ($1.acceptance == nil ? 0 : 1) }
            }
            #expect(accepted == 1)
            #expect(try await usesTaken("once", store) == 0)
        }
    }

    @Test("What a reversal gives back counts for the member and the campaign too", arguments: Engine.allCases)
    func limits(engine: Engine) async throws {
        try await engine.withStore { store in
            for serial in UInt32(1)...2 {
                let attempt = Fixture.attempt("members", serial, key: "\(serial)", member: "m-1")
                #expect(try await store.redeem(attempt).acceptance != nil)
            }
            let third = Fixture.attempt("members", 3, key: "3", member: "m-1")
            #expect(try await store.redeem(third).refusal == .memberLimit(limit: 2))
            _ = try await store.reverse(Fixture.reversal(of: "1", key: "v"))
            let fourth = Fixture.attempt("members", 3, key: "4", member: "m-1")
            #expect(try await store.redeem(fourth).acceptance != nil)
        }
    }

    @Test("A redemption that never was, and a code's own key, cannot be reversed", arguments: Engine.allCases)
    func refusals(engine: Engine) async throws {
        try await engine.withStore { store in
            let unknown = Fixture.reversal(of: "nothing", key: "v")
            #expect(try await store.reverse(unknown).refusal == .unknownRedemption)
            _ = try await store.redeem(Fixture.attempt("once", key: "a"))
            let late = Fixture.reversal(of: "a", key: "w", kind: .void, secondsLater: 86_400)
            let day = Fixture.moment().date
            #expect(try await store.reverse(late).refusal == .voidTooLate(redeemedOn: day))
            let reused = Fixture.attempt("once", 2, key: "v")
            #expect(try await store.redeem(reused) == .keyReused)
        }
    }

    @Test(
        "The entries of a redemption are itself and its reversals, oldest first", arguments: Engine.allCases)
    func entries(engine: Engine) async throws {
        try await engine.withStore { store in
            _ = try await store.redeem(Fixture.attempt("once", key: "a"))
            _ = try await store.redeem(Fixture.attempt("once", 2, key: "b"))
            _ = try await store.reverse(Fixture.reversal(of: "a", key: "v", amount: 100))
            _ = try await store.reverse(Fixture.reversal(of: "a", key: "w"))
            let redemption = Fixture.attempt("once", key: "a").redemption
            let entries = try await store.entries(of: redemption, home: Fixture.home)
            #expect(entries.map(\.sequence) == [1, 3, 4])
            #expect(entries.map(\.draft.reversal?.text) == [nil, "v-till-v", "v-till-w"])
            let unknown = Fixture.attempt("once", key: "zzz").redemption
            #expect(try await store.entries(of: unknown, home: Fixture.home) == [])
        }
    }

    @Test(
        "A lonely offer keeps others off its purchase until it is wholly reversed", arguments: Engine.allCases
    )
    func stacking(engine: Engine) async throws {
        try await engine.withStore { store in
            #expect(
                try await store.redeem(Fixture.attempt("alone", key: "a", purchase: "P")).acceptance != nil)
            let second = Fixture.attempt("once", 1, key: "b", purchase: "P")
            #expect(try await store.redeem(second).refusal == .cannotStack)
            let elsewhere = Fixture.attempt("once", 2, key: "c", purchase: "Q")
            #expect(try await store.redeem(elsewhere).acceptance != nil)
            let sharing = Fixture.attempt("percent", 1, key: "d", purchase: "Q")
            #expect(try await store.redeem(sharing).acceptance != nil)
            let lonely = Fixture.attempt("alone", 2, key: "e", purchase: "Q")
            #expect(try await store.redeem(lonely).refusal == .cannotStack)
            _ = try await store.reverse(Fixture.reversal(of: "a", key: "v"))
            let free = Fixture.attempt("once", 1, key: "f", purchase: "P")
            #expect(try await store.redeem(free).acceptance != nil)
        }
    }
}
