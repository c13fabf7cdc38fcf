import Promotion
import Store
import Testing
import Vocabulary

@Suite struct LeaseTests {
    @Test(
        "A leased use is nobody else's, and the terminal's journal makes it a redemption",
        arguments: Engine.allCases)
    func leased(engine: Engine) async throws {
        try await engine.withStore { (store: any ContractStore) async throws in
            let grant = try #require(try await store.lease(Fixture.lease([("once", 1)], key: "a")))
            #expect(grant.parts.map(\.uses) == [1] && grant.denials.isEmpty)
            let end = LocalMoment(instant: grant.span.heldUntil, utcOffsetSeconds: 8 * 3_600)
            for till in ["other", "till"] {
                let answer = try await store.redeem(Fixture.attempt("once", key: "k-\(till)", till: till))
                #expect(answer.refusal == .reserved(until: end), "the journal decides, also for its own till")
            }
            let told = try await store.tell(.use(Fixture.offlineUse("once", key: "u", lease: "a")))
            #expect(told == .redeemed(RedemptionID(unchecked: "r-till-u")))
            let entry = try #require(try await store.wholeLedger().first?.draft)
            #expect(entry.reservation?.text == "l-till-a.1" && entry.use == 1)
            #expect(entry.moment == Fixture.moment(30) && entry.discount == Fixture.money(1_000))
            let late = try await store.redeem(Fixture.attempt("once", key: "k2", till: "other"))
            #expect(late.refusal?.reason == .alreadyRedeemed)
        }
    }

    @Test(
        "A lease takes what is there of each coupon, and says what it could not take",
        arguments: Engine.allCases)
    func partly(engine: Engine) async throws {
        try await engine.withStore { (store: any ContractStore) async throws in
            _ = try await store.redeem(Fixture.attempt("thrice", key: "k"))
            let wish = Fixture.lease(
                [("thrice", 1), ("once", 1), ("unheard", 1), ("members", 1), ("daily", 1)], key: "a", uses: 5)
            let grant = try #require(try await store.lease(wish))
            #expect(grant.parts.map(\.uses) == [2, 1] && grant.parts.map(\.usesTaken) == [1, 0])
            #expect(
                grant.denials.map { $0.reason?.reason } == [
                    "reserved", "reserved", "unknown_code", "member_required", "member_required",
                ])
            #expect(try await store.lease(wish) == grant, "the same key, the same lease")
        }
    }

    @Test("A lease stops at the number of uses that was asked for", arguments: Engine.allCases)
    func maximum(engine: Engine) async throws {
        try await engine.withStore { (store: any ContractStore) async throws in
            let wish = Fixture.lease(
                [("thrice", 1), ("once", 1), ("once", 2)], key: "a", uses: 3, maximum: 4)
            let grant = try #require(try await store.lease(wish))
            #expect(grant.parts.map(\.uses) == [3, 1] && grant.useCount == 4)
            #expect(grant.denials.map(\.place) == [1, 2])
            #expect(grant.denials.allSatisfy { $0.reason == nil }, "more of them was not wanted")
            let open = try await store.openLeases(at: Fixture.now, limit: 10, home: Fixture.home)
            #expect(open.map(\.held) == [4] && open.map(\.lease.useCount) == [4])
        }
    }

    @Test(
        "Leased uses count against limits and budgets, for other tills and other leases",
        arguments: Engine.allCases)
    func counted(engine: Engine) async throws {
        try await engine.withStore { (store: any ContractStore) async throws in
            let scarce = (1...6).map { (batch: "scarce", serial: UInt32($0)) }
            let grant = try #require(try await store.lease(Fixture.lease(scarce, key: "a")))
            #expect(grant.parts.count == 5)
            #expect(grant.denials.map { $0.reason?.reason } == ["budget_exhausted"])
            let other = try await store.redeem(Fixture.attempt("scarce", 7, key: "k", till: "other"))
            #expect(other.refusal == .budgetExhausted(limit: 5))
            let thrifty = (1...3).map { (batch: "thrifty", serial: UInt32($0)) }
            let frugal = try #require(try await store.lease(Fixture.lease(thrifty, key: "b")))
            #expect(frugal.parts.map(\.budget) == [Fixture.money(1_000), Fixture.money(1_000)])
            #expect(frugal.denials.map { $0.reason?.reason } == ["budget_exhausted"])
            let unbounded = try await store.lease(Fixture.lease([("thrifty-percent", 1)], key: "c"))
            #expect(unbounded?.denials.map { $0.reason?.reason } == ["unbounded_discount"])
        }
    }

    @Test(
        "What was not used comes back when a lease is returned, and what was used stays",
        arguments: Engine.allCases)
    func returned(engine: Engine) async throws {
        try await engine.withStore { (store: any ContractStore) async throws in
            let coupons = (1...3).map { (batch: "once", serial: UInt32($0)) }
            _ = try await store.lease(Fixture.lease(coupons, key: "a"))
            _ = try await store.tell(.use(Fixture.offlineUse("once", 2, key: "u", lease: "a")))
            let stranger = LeaseReturnAttempt(
                head: Fixture.head("x", "other", "x"), lease: LeaseID(unchecked: "l-till-a"),
                moment: Fixture.moment())
            #expect(try await store.carryOut(.returnLease(stranger)) == .decided(.lease(.unknown)))
            let back = Fixture.giveBack("a")
            let outcome = LeaseOutcome.returned(LeaseID(unchecked: "l-till-a"), uses: 2)
            #expect(try await store.carryOut(.returnLease(back)) == .decided(.lease(outcome)))
            #expect(try await store.carryOut(.returnLease(back)) == .replayed(.lease(outcome)))
            #expect(
                try await store.redeem(Fixture.attempt("once", 1, key: "k1", till: "other")).acceptance != nil
            )
            let used = try await store.redeem(Fixture.attempt("once", 2, key: "k2", till: "other"))
            #expect(used.refusal?.reason == .alreadyRedeemed)
            #expect(try await store.openLeases(at: Fixture.now, limit: 10, home: Fixture.home).isEmpty)
        }
    }

    @Test("A lease past its end is anybody's, and a late journal is told so", arguments: Engine.allCases)
    func expired(engine: Engine) async throws {
        try await engine.withStore { (store: any ContractStore) async throws in
            _ = try await store.lease(Fixture.lease([("once", 1), ("once", 2)], key: "a"))
            let later = Fixture.attempt("once", 1, key: "k", till: "other", secondsLater: 7_200)
            #expect(try await store.redeem(later).acceptance != nil)
            let lost = try await store.tell(.use(Fixture.offlineUse("once", 1, key: "u", lease: "a")))
            #expect(lost?.loss?.reason == "already_redeemed")
            #expect(lost?.loss?.other?.terminal.text == "other")
            let stands = try await store.tell(.use(Fixture.offlineUse("once", 2, key: "v", lease: "a")))
            #expect(stands?.redemption != nil, "nobody wanted it meanwhile")
        }
    }

    @Test("A leased use can be neither settled nor released as a reservation", arguments: Engine.allCases)
    func notAReservation(engine: Engine) async throws {
        try await engine.withStore { (store: any ContractStore) async throws in
            _ = try await store.lease(Fixture.lease([("once", 1)], key: "a"))
            let release = ReleaseAttempt(
                head: Fixture.head("r", "till", "r"), reservation: ReservationID(unchecked: "l-till-a.1"),
                store: Fixture.store, moment: Fixture.moment())
            let answer = try await store.carryOut(.release(release))
            #expect(answer == .decided(.reservation(.refused(.unknownReservation))))
        }
    }

    @Test("A member's own coupon is leased with what a till must know of them", arguments: Engine.allCases)
    func holder(engine: Engine) async throws {
        try await engine.withStore { (store: any ContractStore) async throws in
            let wish = Fixture.lease(
                [("members", 1), ("members", 2), ("members", 3)], key: "a", holder: "m-1")
            let grant = try #require(try await store.lease(wish))
            #expect(grant.parts.count == 2, "each member may have two")
            #expect(grant.denials.map { $0.reason?.reason } == ["member_limit"])
            let use = Fixture.offlineUse("members", 1, key: "u", lease: "a", member: "m-1")
            #expect(try await store.tell(.use(use))?.redemption != nil)
            #expect(try await store.wholeLedger().first?.draft.member == Fixture.member)
        }
    }
}
