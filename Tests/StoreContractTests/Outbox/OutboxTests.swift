import Promotion
import Store
import StoreSQLite
import Testing
import Vocabulary

/// What is written to the outbox, and in which order it is handed out.
@Suite struct OutboxTests {
    @Test(
        "Every accepted redemption and reversal is one event, refusals and replays are none",
        arguments: Engine.allCases)
    func whatIsWritten(engine: Engine) async throws {
        try await engine.withStore(events: .kept) { store in
            _ = try await store.redeem(Fixture.attempt("once", key: "a"))
            _ = try await store.redeem(Fixture.attempt("once", key: "a"))
            #expect(try await store.redeem(Fixture.attempt("once", key: "b")).refusal != nil)
            #expect(
                try await store.reverse(Fixture.reversal(of: "a", key: "v", kind: .void)).acceptance != nil)
            _ = try await store.redeem(Fixture.attempt("once", key: "c"))
            #expect(try await store.reverse(Fixture.reversal(of: "c", key: "w")).acceptance != nil)
            _ = try await store.take(OutboxFixture.turn())
            let events = try await store.events(after: 0, limit: 100)
            #expect(
                events.map(\.draft.id.text)
                    == ["evt_r-till-a", "evt_v-till-v", "evt_r-till-c", "evt_v-till-w"])
            #expect(
                events.map(\.draft.kind.rawValue) == [
                    "redemption.redeemed", "redemption.voided", "redemption.redeemed", "redemption.returned",
                ])
            #expect(events.map(\.position) == [1, 2, 3, 4])
            #expect(events.compactMap(\.entry) == (try await store.wholeLedger()))
            #expect(try await store.event(EventID(unchecked: "evt_r-till-c")) == events[2])
            #expect(try await store.events(after: 2, limit: 1) == [events[2]])
        }
    }

    @Test("Without webhooks no event is written", arguments: Engine.allCases)
    func notKept(engine: Engine) async throws {
        try await engine.withStore { store in
            _ = try await store.redeem(Fixture.attempt("once", key: "a"))
            _ = try await store.take(OutboxFixture.turn())
            #expect(try await store.events(after: 0, limit: 100).isEmpty)
        }
    }

    @Test("What is rolled back leaves no event", arguments: Engine.allCases)
    func rolledBack(engine: Engine) async throws {
        try await engine.withStore(events: .kept) { store in
            await rollBack(store)
            _ = try await store.redeem(Fixture.attempt("once", 2, key: "kept"))
            _ = try await store.take(OutboxFixture.turn())
            let events = try await store.events(after: 0, limit: 100)
            #expect(events.map(\.draft.id.text) == ["evt_r-till-kept"])
        }
    }

    private func rollBack(_ store: some TransactionalStore) async {
        let result = await Result { () async throws(StoreError) in
            let group = [Attempt.redeem(Fixture.attempt("once", 1, key: "lost"))]
            try await store.inTransaction(for: group) { rows throws(StoreError) in
                _ = try GroupProcedure.run(group, on: &rows, by: Fixture.rules)
                throw .full("injected")
            }
        }
        #expect(throws: StoreError.full("injected")) { try result.get() }
    }

    @Test("A webhook is told of what it asked for, from when it is known", arguments: Engine.allCases)
    func subscriptions(engine: Engine) async throws {
        try await engine.withStore(events: .kept) { store in
            _ = try await store.redeem(Fixture.attempt("once", 1, key: "early"))
            _ = try await store.take(OutboxFixture.turn())
            try await store.registerBoth()
            _ = try await store.redeem(Fixture.attempt("once", 2, key: "a"))
            _ = try await store.reverse(Fixture.reversal(of: "a", key: "v"))
            let report = try await store.take(
                OutboxFixture.turn(take: [OutboxFixture.crm: 9, OutboxFixture.stock: 9]))
            let told = report.claims.map { "\($0.webhook.id) \($0.event.draft.id)" }.sorted()
            #expect(told == ["crm evt_r-till-a", "stock evt_r-till-a"])
            #expect(try await store.backlog(of: OutboxFixture.crm).unsettledCount == 2)
            #expect(try await store.backlog(of: OutboxFixture.stock).unsettledCount == 1)
            #expect(try await store.backlog(of: OutboxFixture.stock).oldestAt == Fixture.now)
            try await store.register([OutboxFixture.crm: [.redemptionRedeemed]], at: Fixture.now)
            let states = try await store.webhooks().map { "\($0.id) \($0.state.rawValue)" }
            #expect(states == ["crm active", "stock removed"])
        }
    }

    @Test(
        "Everything that becomes of a reservation is told, in order, before what it became",
        arguments: Engine.allCases)
    func reservations(engine: Engine) async throws {
        try await engine.withStore(events: .kept) { store in
            _ = try await store.carryOut(.reserve(Fixture.reservation("once", 1, key: "a")))
            _ = try await store.carryOut(.settle(Fixture.settlement(of: "a", key: "s")))
            _ = try await store.carryOut(.reserve(Fixture.reservation("once", 2, key: "b")))
            _ = try await store.carryOut(.release(Fixture.release(of: "b", key: "r")))
            _ = try await store.carryOut(.reserve(Fixture.reservation("once", 3, key: "c")))
            _ = try await store.redeem(Fixture.attempt("once", 3, key: "late", secondsLater: 500))
            _ = try await store.take(OutboxFixture.turn())
            let events = try await store.events(after: 0, limit: 100)
            #expect(
                events.map(\.draft.id.text) == [
                    "evt_h-till-a_held_0", "evt_h-till-a_settled_0", "evt_r-till-s", "evt_h-till-b_held_0",
                    "evt_h-till-b_released_0", "evt_h-till-c_held_0", "evt_h-till-c_expired_0",
                    "evt_r-till-late",
                ])
            guard case .reservation(let facts) = events[1].draft.source else {
                Issue.record("a settlement is told as something else")
                return
            }
            #expect(facts.redemption?.text == "r-till-s" && facts.coupon.key == Fixture.key("once", 1))
            #expect(facts.expiresAt == Fixture.now.advanced(bySeconds: 120) && facts.store == Fixture.store)
            #expect(events[6].draft.at == facts.expiresAt, "an end is told as of its time")
        }
    }

    @Test("A settlement that is refused tells nothing", arguments: Engine.allCases)
    func refusedSettlement(engine: Engine) async throws {
        try await engine.withStore(events: .kept) { store in
            _ = try await store.carryOut(.reserve(Fixture.reservation("percent", 1, key: "a")))
            _ = try await store.carryOut(
                .settle(Fixture.settlement(of: "a", key: "s", currency: "EUR")))
            _ = try await store.take(OutboxFixture.turn())
            let events = try await store.events(after: 0, limit: 100)
            #expect(events.map(\.draft.id.text) == ["evt_h-till-a_held_0"])
        }
    }

    @Test("Coupons of one request are an event each, in the order of the request", arguments: Engine.allCases)
    func stack(engine: Engine) async throws {
        try await engine.withStore(events: .kept) { store in
            let group = Fixture.stack([("once", 1), ("thrice", 1)], key: "k")
            #expect(try await store.redeem(group).acceptance != nil)
            _ = try await store.take(OutboxFixture.turn())
            let events = try await store.events(after: 0, limit: 100)
            #expect(events.map(\.draft.id.text) == ["evt_r-till-k", "evt_r-till-k-2"])
        }
    }

    @Test("The audit log has what was done to a webhook", arguments: Engine.allCases)
    func audited(engine: Engine) async throws {
        try await engine.withStore(events: .kept) { store in
            try await store.registerBoth()
            let until = Fixture.now.advanced(bySeconds: 3_600)
            let rotated = try await store.rotateSecret(
                of: OutboxFixture.crm, previousUntil: until, audit: OutboxFixture.audit("rotate"))
            #expect(rotated?.generation == 2 && rotated?.previousUntil == until)
            #expect(
                try await store.setState(
                    .disabled, of: OutboxFixture.crm, audit: OutboxFixture.audit("disable")))
            let nobody = WebhookID(unchecked: "nobody")
            #expect(
                try await store.setState(.active, of: nobody, audit: OutboxFixture.audit("no")) == false)
            #expect(
                try await store.rotateSecret(
                    of: nobody, previousUntil: until, audit: OutboxFixture.audit("no")) == nil)
            let actions = try await store.audit(limit: 2).map(\.action)
            #expect(actions == ["disable", "rotate"])
            try await store.registerBoth()
            let crm = try await store.webhooks().first
            #expect(crm?.state == .disabled && crm?.generation == 2)
        }
    }

    @Test("Doctor finds an event that waits behind none, and one of no ledger entry")
    func doctor() async throws {
        try await withTemporaryFolder { folder in
            let store = try SQLiteStore(path: folder + "/tessera.db", events: .kept)
            try await Fixture.prepare(store)
            try await store.registerBoth()
            _ = try await store.redeem(Fixture.attempt("once", key: "a"))
            let claims = try await store.take(OutboxFixture.turn()).claims
            #expect(try await store.findFaults() == [])
            var lost = try #require(claims.first?.delivery)
            lost.state = .waiting
            lost.claimant = nil
            let orphan = EventDraft(
                id: EventID(unchecked: "evt_none"), kind: .redemptionRedeemed, home: Fixture.home,
                coupon: Fixture.key("once", 1), source: .entry(writer: "main", sequence: 99), at: Fixture.now)
            try await store.inOutbox { [lost] rows throws(StoreError) in
                try rows.put(lost)
                try rows.append([orphan])
            }
            #expect(
                try await store.findFaults() == [
                    "Event 1 waits for webhook crm behind none.",
                    "Event evt_none names a ledger entry that does not exist.",
                ])
            try store.close()
        }
    }
}
