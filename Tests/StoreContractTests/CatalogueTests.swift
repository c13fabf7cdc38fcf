import Promotion
import Store
import Testing
import Vocabulary

/// Campaigns, batches and terminals.
@Suite struct CatalogueTests {
    @Test("Applying a campaign says whether it was new, changed or the same", arguments: Engine.allCases)
    func apply(engine: Engine) async throws {
        try await engine.withStore { store in
            let spring = try #require(Fixture.campaign("spring", offers: [Fixture.offer("tea")]))
            #expect(try await store.apply(spring, at: Fixture.now) == .created)
            #expect(try await store.apply(spring, at: Fixture.now) == .unchanged)
            let both = [Fixture.offer("tea"), Fixture.offer("tin", limits: Limits(usesPerCoupon: 2))]
            let larger = try #require(Fixture.campaign("spring", offers: both))
            #expect(try await store.apply(larger, at: Fixture.now) == .updated)
            #expect(try await store.campaign(spring.id)?.revision == 2)
            #expect(try await store.campaign(spring.id)?.campaign == larger)
            #expect(try await store.offer(OfferID(unchecked: "tin"))?.offer == both[1])
            #expect(try await store.campaigns().map(\.campaign.id.text) == ["autumn", "frugal", "spring"])
        }
    }

    @Test("An allowance for tills offline is part of the campaign's revision", arguments: Engine.allCases)
    func allowance(engine: Engine) async throws {
        try await engine.withStore { store in
            func campaign(_ uses: UInt32?) throws -> Campaign {
                let allowance = uses.map {
                    OfflineAllowance(
                        usesPerTerminal: $0, usesPerCoupon: 1, amount: Fixture.money(20_000),
                        maximumStatusAgeSeconds: 86_400)
                }
                let plain = try #require(Fixture.campaign("spring", offers: [Fixture.offer("tea")]))
                return Campaign(
                    id: plain.id, title: plain.title, validity: plain.validity, offers: plain.offers,
                    allowance: allowance)
            }
            let declared: [UInt32?] = [nil, 20, 21, nil]
            for (revision, uses) in declared.enumerated() {
                let wanted = try campaign(uses)
                #expect(
                    try await store.apply(wanted, at: Fixture.now) == (revision == 0 ? .created : .updated))
                #expect(try await store.apply(wanted, at: Fixture.now) == .unchanged)
                let record = try #require(try await store.campaign(wanted.id))
                #expect(record.campaign == wanted && record.revision == Int64(revision) + 1)
            }
        }
    }

    @Test("An offer belongs to one campaign, and to none once it was left out", arguments: Engine.allCases)
    func offerTaken(engine: Engine) async throws {
        try await engine.withStore { store in
            let thief = try #require(Fixture.campaign("thief", offers: [Fixture.offer("once")]))
            #expect(try await store.apply(thief, at: Fixture.now) == .offerTaken)
            #expect(try await store.campaign(thief.id) == nil)
            let tea = try #require(Fixture.campaign("spring", offers: [Fixture.offer("tea")]))
            _ = try await store.apply(tea, at: Fixture.now)
            let tin = try #require(Fixture.campaign("spring", offers: [Fixture.offer("tin")]))
            #expect(try await store.apply(tin, at: Fixture.now) == .updated)
            #expect(try await store.offer(OfferID(unchecked: "tea")) == nil)
            let heir = try #require(Fixture.campaign("heir", offers: [Fixture.offer("tea")]))
            #expect(try await store.apply(heir, at: Fixture.now) == .created)
        }
    }

    @Test("An offer with coupons cannot be left out of its campaign", arguments: Engine.allCases)
    func offerWithCoupons(engine: Engine) async throws {
        try await engine.withStore { store in
            let fewer = try #require(Fixture.campaign(offers: Array(Fixture.offers.dropFirst())))
            let result = await Result { () async throws(StoreError) in
                try await store.apply(fewer, at: Fixture.now)
            }
            guard case .failure(.constraint) = result else {
                Issue.record("the offer was left out: \(result)")
                return
            }
            #expect(try await store.redeem(Fixture.attempt("once", key: "k")).acceptance != nil)
        }
    }

    @Test("A paused campaign stays paused when it is applied again", arguments: Engine.allCases)
    func paused(engine: Engine) async throws {
        try await engine.withStore { store in
            let id = CampaignID(unchecked: "autumn")
            #expect(try await store.setState(.paused, of: id, at: Fixture.now))
            #expect(try await store.redeem(Fixture.attempt("once", key: "k")).refusal == .campaignPaused)
            let changed = try #require(
                Fixture.campaign(offers: Fixture.offers + [Fixture.offer("extra")]))
            _ = try await store.apply(changed, at: Fixture.now)
            #expect(try await store.campaign(id)?.state == .paused)
            #expect(
                try await store.setState(.active, of: CampaignID(unchecked: "no"), at: Fixture.now) == false)
        }
    }

    @Test("A changed offer is what the next redemption gets", arguments: Engine.allCases)
    func changedOffer(engine: Engine) async throws {
        try await engine.withStore { store in
            let first = try await store.redeem(Fixture.attempt("once", 1, key: "a"))
            #expect(first.acceptance?.discount == Fixture.money(1_000))
            let richer = Fixture.offers.map { offer in
                offer.id.text == "once"
                    ? Fixture.offer("once", benefit: .amountOff(Fixture.money(2_000))) : offer
            }
            _ = try await store.apply(try #require(Fixture.campaign(offers: richer)), at: Fixture.now)
            let second = try await store.redeem(Fixture.attempt("once", 2, key: "b"))
            #expect(second.acceptance?.discount == Fixture.money(2_000))
            #expect(
                try await store.redeem(Fixture.attempt("once", 1, key: "a"))
                    == first.record.map { .replayed($0) })
        }
    }

    @Test(
        "Batches are numbered from one, and a known id gives the batch that it names",
        arguments: Engine.allCases)
    func batchNumbers(engine: Engine) async throws {
        try await engine.withStore { store in
            let count = UInt32(Fixture.allOffers.count)
            #expect(try await store.batches().map(\.number) == Array(1...count))
            var draft = Fixture.batch("once", count: 3)
            let again = try await store.addBatch(draft)
            #expect(again.number == 1)
            #expect(again.count == Fixture.couponCount)
            #expect(again.issued == Fixture.couponCount)
            draft.id = BatchID(unchecked: "more")
            #expect(try await store.addBatch(draft).number == count + 1)
            #expect(try await store.batch(draft.id)?.issued == 0)
        }
    }

    @Test("Coupons are issued in order, once, and no more than were asked for", arguments: Engine.allCases)
    func issue(engine: Engine) async throws {
        try await engine.withStore { store in
            var draft = Fixture.batch("once", count: 5_000)
            draft.id = BatchID(unchecked: "more")
            let batch = try await store.addBatch(draft)
            let keys = (1...5_001).map { Fixture.key("more", UInt32($0)) }
            func issue(_ serials: ClosedRange<Int>, as first: UInt32) async -> Result<Void, StoreError> {
                await Result { () async throws(StoreError) in
                    try await store.issue(
                        Array(keys[(serials.lowerBound - 1)...(serials.upperBound - 1)]), firstSerial: first,
                        of: batch.id, home: Fixture.home)
                }
            }
            try await issue(1...2_500, as: 1).get()
            for (serials, first) in [(1...10, 1), (2_502...2_510, 2_502), (2_501...5_001, 2_501)] {
                guard case .failure(.constraint) = await issue(serials, as: UInt32(first)) else {
                    Issue.record("serials \(serials) were issued as \(first)")
                    continue
                }
            }
            guard case .failure(.constraint) = await issue(2_500...2_600, as: 2_501) else {
                Issue.record("a code was issued twice")
                return
            }
            try await issue(2_501...5_000, as: 2_501).get()
            #expect(try await store.batch(batch.id)?.issued == 5_000)
            let last = try await store.coupon(keys[4_999], home: Fixture.home)
            #expect(last?.coupon.identity.serial == 5_000)
        }
    }

    @Test("Every coupon of a revoked batch is worthless, and the others are not", arguments: Engine.allCases)
    func revoke(engine: Engine) async throws {
        try await engine.withStore { store in
            let isRevoked = try await store.revoke(BatchID(unchecked: "once"), at: Fixture.now)
            #expect(isRevoked)
            #expect(try await store.revoke(BatchID(unchecked: "no"), at: Fixture.now) == false)
            #expect(try await store.redeem(Fixture.attempt("once", key: "a")).refusal == .revoked)
            #expect(try await store.redeem(Fixture.attempt("percent", key: "b")).acceptance != nil)
            #expect(try await store.batch(BatchID(unchecked: "once"))?.state == .revoked)
        }
    }

    @Test("A token opens its terminal until it is revoked, and belongs to one", arguments: Engine.allCases)
    func terminals(engine: Engine) async throws {
        try await engine.withStore { store in
            func terminal(_ id: String, token: String) -> TerminalRecord {
                TerminalRecord(
                    id: TerminalID(unchecked: id), store: Fixture.store, name: "Till",
                    tokenDigest: Fixture.digest(token), enrolledAt: Fixture.now)
            }
            try await store.enrol(terminal("b", token: "2"))
            try await store.enrol(terminal("a", token: "1"))
            for double in [terminal("a", token: "3"), terminal("c", token: "1")] {
                let result = await Result { () async throws(StoreError) in try await store.enrol(double) }
                guard case .failure(.constraint) = result else {
                    Issue.record("\(double.id) was enrolled")
                    continue
                }
            }
            #expect(try await store.terminals().map(\.id.text) == ["a", "b"])
            let first = try await store.terminal(tokenDigest: Fixture.digest("1"))
            #expect(first == terminal("a", token: "1"))
            #expect(try await store.revoke(TerminalID(unchecked: "a"), at: Fixture.now))
            #expect(try await store.terminal(tokenDigest: Fixture.digest("1")) == nil)
            #expect(try await store.terminal(TerminalID(unchecked: "a"))?.revokedAt == Fixture.now)
            #expect(try await store.revoke(TerminalID(unchecked: "z"), at: Fixture.now) == false)
        }
    }
}
