import Promotion
import Store
import Testing
import Vocabulary

@Suite struct UploadTests {
    @Test(
        "A use by allowance that nobody else gave becomes a redemption at the moment of the scan",
        arguments: Engine.allCases)
    func stands(engine: Engine) async throws {
        try await engine.withStore { (store: any ContractStore) async throws in
            let use = Fixture.offlineUse("once", key: "u")
            #expect(
                try await store.carryOut(.offline(.use(use))) == .decided(.offline(.redeemed(use.redemption)))
            )
            #expect(
                try await store.carryOut(.offline(.use(use)))
                    == .replayed(.offline(.redeemed(use.redemption))))
            #expect(try await store.wholeLedger().map(\.draft.moment) == [Fixture.moment(30)])
            #expect(try await store.losses(in: Fixture.wholeTime, limit: 10, home: Fixture.home).isEmpty)
        }
    }

    @Test(
        "Of two uses of one coupon the ledger's first stands, and the other names it",
        arguments: Engine.allCases)
    func double(engine: Engine) async throws {
        try await engine.withStore { (store: any ContractStore) async throws in
            _ = try await store.redeem(Fixture.attempt("once", key: "k", till: "first", secondsLater: 40))
            let use = Fixture.offlineUse("once", key: "u", secondsLater: 30)
            let loss = try #require(try await store.tell(.use(use))?.loss)
            #expect(loss.reason == "already_redeemed" && loss.amount == Fixture.money(1_000))
            #expect(loss.other?.terminal.text == "first" && loss.other?.moment == Fixture.moment(40))
            #expect(loss.other?.redemption?.text == "r-first-k" && loss.moment == Fixture.moment(30))
            #expect(try await store.tell(.use(use)) == .lost(loss), "told again, counted once")
            #expect(try await store.losses(in: Fixture.wholeTime, limit: 10, home: Fixture.home) == [loss])
            #expect(try await store.wholeLedger().count == 1)
        }
    }

    @Test(
        "What the server had accepted before its answer was lost ends as one redemption",
        arguments: Engine.allCases)
    func answerLost(engine: Engine) async throws {
        try await engine.withStore { (store: any ContractStore) async throws in
            _ = try await store.redeem(Fixture.attempt("once", key: "u"))
            let told = try await store.tell(.use(Fixture.offlineUse("once", key: "u")))
            #expect(told == .redeemed(RedemptionID(unchecked: "r-till-u")))
            #expect(try await store.wholeLedger().count == 1)
        }
    }

    @Test("What the server had refused and the till gave is a loss", arguments: Engine.allCases)
    func refusalLost(engine: Engine) async throws {
        try await engine.withStore { (store: any ContractStore) async throws in
            _ = try await store.redeem(Fixture.attempt("once", key: "k", till: "first"))
            _ = try await store.redeem(Fixture.attempt("once", key: "u"))
            let use = Fixture.offlineUse("once", key: "u")
            let loss = try #require(try await store.tell(.use(use))?.loss)
            #expect(loss.other?.terminal.text == "first")
            #expect(try await store.tell(.use(use)) == .lost(loss))
            #expect(try await store.losses(in: Fixture.wholeTime, limit: 10, home: Fixture.home) == [loss])
        }
    }

    @Test(
        "A key that was another request's is a loss, and the other answer stays", arguments: Engine.allCases)
    func keyReused(engine: Engine) async throws {
        try await engine.withStore { (store: any ContractStore) async throws in
            _ = try await store.redeem(Fixture.attempt("once", 1, key: "u"))
            let loss = try await store.tell(.use(Fixture.offlineUse("once", 2, key: "u")))?.loss
            #expect(loss?.reason == "key_reused")
            #expect(try await store.redeem(Fixture.attempt("once", 1, key: "u")).acceptance != nil)
        }
    }

    @Test(
        "A use by allowance of a coupon that is leased to the same till is charged to the lease",
        arguments: Engine.allCases)
    func chargedToLease(engine: Engine) async throws {
        try await engine.withStore { (store: any ContractStore) async throws in
            _ = try await store.lease(Fixture.lease([("once", 1)], key: "a"))
            let told = try await store.tell(.use(Fixture.offlineUse("once", key: "u", secondsLater: -30)))
            #expect(told?.redemption != nil)
            #expect(try await store.wholeLedger().first?.draft.reservation?.text == "l-till-a.1")
            let stranger = try await store.tell(.use(Fixture.offlineUse("once", key: "u", till: "other")))
            #expect(stranger?.loss?.other?.terminal.text == "till")
        }
    }

    @Test(
        "A use of a coupon that is leased to another till is a loss that names it", arguments: Engine.allCases
    )
    func leasedElsewhere(engine: Engine) async throws {
        try await engine.withStore { (store: any ContractStore) async throws in
            _ = try await store.lease(Fixture.lease([("once", 1)], key: "a", till: "other"))
            let loss = try await store.tell(.use(Fixture.offlineUse("once", key: "u")))?.loss
            #expect(loss?.reason == "reserved" && loss?.other?.terminal.text == "other")
            #expect(loss?.other?.redemption == nil)
        }
    }

    @Test("A pause that came after the scan does not matter, a limit does", arguments: Engine.allCases)
    func paused(engine: Engine) async throws {
        try await engine.withStore { (store: any ContractStore) async throws in
            for serial in 1...5 {
                _ = try await store.redeem(Fixture.attempt("scarce", UInt32(serial), key: "k\(serial)"))
            }
            _ = try await store.setState(.paused, of: CampaignID(unchecked: "autumn"), at: Fixture.now)
            #expect(try await store.tell(.use(Fixture.offlineUse("once", key: "u")))?.redemption != nil)
            let over = try await store.tell(.use(Fixture.offlineUse("scarce", 6, key: "v")))
            #expect(over?.loss?.reason == "budget_exhausted")
        }
    }

    @Test(
        "What came off is what is written down; what was more than could be given is a loss",
        arguments: Engine.allCases)
    func discounts(engine: Engine) async throws {
        try await engine.withStore { (store: any ContractStore) async throws in
            _ = try await store.tell(.use(Fixture.offlineUse("once", 1, key: "less", given: 700)))
            _ = try await store.tell(.use(Fixture.offlineUse("once", 2, key: "more", given: 1_200)))
            #expect(try await store.wholeLedger().map(\.draft.discount.minorUnits) == [700, 1_000])
            let losses = try await store.losses(in: Fixture.wholeTime, limit: 10, home: Fixture.home)
            #expect(losses.map(\.reason) == ["larger_discount"] && losses.map(\.amount.minorUnits) == [200])
        }
    }

    @Test("A scan from the future is not believed", arguments: Engine.allCases)
    func clock(engine: Engine) async throws {
        try await engine.withStore { (store: any ContractStore) async throws in
            let use = Fixture.offlineUse("once", key: "u", secondsLater: 90_000, arrivesAfter: -86_400)
            #expect(try await store.tell(.use(use))?.loss?.reason == "clock_wrong")
            let near = Fixture.offlineUse("once", key: "v", secondsLater: 90_000, arrivesAfter: -3_600)
            #expect(try await store.tell(.use(near))?.redemption != nil)
        }
    }

    @Test(
        "A refusal asks what the server did, and nothing is given under its key any more",
        arguments: Engine.allCases)
    func refusals(engine: Engine) async throws {
        try await engine.withStore { (store: any ContractStore) async throws in
            let online = Fixture.attempt("once", key: "u")
            let refusal = OfflineAttempt.refusal(
                OfflineRefusalAttempt(head: online.head, moment: online.request.moment))
            #expect(try await store.tell(refusal) == .neverSeen)
            #expect(try await store.redeem(online) == .keyReused, "it came too late")
            #expect(try await store.tell(refusal) == .neverSeen)
            let given = Fixture.attempt("once", key: "v")
            _ = try await store.redeem(given)
            let second = OfflineAttempt.refusal(
                OfflineRefusalAttempt(head: given.head, moment: given.request.moment))
            #expect(try await store.tell(second) == .redeemed(given.redemption))
            let third = Fixture.attempt("once", key: "w")
            _ = try await store.redeem(third)
            let told = try await store.tell(
                .refusal(OfflineRefusalAttempt(head: third.head, moment: third.request.moment)))
            #expect(told == .refused(reason: "already_redeemed"))
        }
    }

    @Test("A void undoes the use, and a void of what was lost undoes the loss", arguments: Engine.allCases)
    func voids(engine: Engine) async throws {
        try await engine.withStore { (store: any ContractStore) async throws in
            let use = Fixture.offlineUse("once", key: "u")
            _ = try await store.tell(.use(use))
            let void = OfflineAttempt.void(Fixture.offlineVoid(of: "u", key: "x"))
            #expect(try await store.tell(void) == .reversed(use.redemption))
            #expect(try await store.tell(void) == .reversed(use.redemption))
            #expect(
                try await store.redeem(Fixture.attempt("once", key: "k", till: "other")).acceptance != nil)
            _ = try await store.tell(.use(Fixture.offlineUse("once", key: "v")))
            let second = OfflineAttempt.void(Fixture.offlineVoid(of: "v", key: "y"))
            #expect(try await store.tell(second) == .refused(reason: "unknown_redemption"))
            #expect(try await store.losses(in: Fixture.wholeTime, limit: 10, home: Fixture.home).isEmpty)
            let third = OfflineAttempt.void(Fixture.offlineVoid(of: "nobody's", key: "z"))
            #expect(try await store.tell(third) == .refused(reason: "unknown_redemption"))
        }
    }

    @Test(
        "A whole journal in one group sees itself: lease, uses, void and return", arguments: Engine.allCases)
    func group(engine: Engine) async throws {
        try await engine.withStore { (store: any ContractStore) async throws in
            _ = try await store.lease(
                Fixture.lease([("once", 1), ("once", 2), ("thrice", 1)], key: "a", uses: 2))
            let group: [Attempt] = [
                .offline(.use(Fixture.offlineUse("once", 1, key: "1", lease: "a"))),
                .offline(.use(Fixture.offlineUse("thrice", 1, key: "2", lease: "a"))),
                .offline(.void(Fixture.offlineVoid(of: "1", key: "3"))),
                .offline(.use(Fixture.offlineUse("thrice", 1, key: "4", lease: "a"))),
                .offline(.use(Fixture.offlineUse("thrice", 1, key: "5"))),
                .offline(.use(Fixture.offlineUse("thrice", 1, key: "6"))),
                .returnLease(Fixture.giveBack("a")),
            ]
            let answers = try await store.carryOut(group, by: Fixture.rules)
            let records = answers.compactMap { answer -> OfflineRecord? in
                if case .decided(.offline(let record)) = answer { record } else { nil }
            }
            #expect(
                records.compactMap(\.redemption?.text) == ["r-till-1", "r-till-2", "r-till-4", "r-till-5"])
            #expect(records[2] == .reversed(RedemptionID(unchecked: "r-till-1")))
            #expect(records[5].loss?.other?.redemption?.text == "r-till-5")
            #expect(answers[6] == .decided(.lease(.returned(LeaseID(unchecked: "l-till-a"), uses: 1))))
            #expect(try await store.carryOut(group, by: Fixture.rules).count == 7)
            #expect(try await store.wholeLedger().count == 5)
        }
    }
}
