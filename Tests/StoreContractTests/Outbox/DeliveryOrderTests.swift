import Promotion
import Store
import Testing
import Vocabulary

/// Who may try what, and when.
@Suite struct DeliveryOrderTests {
    /// Two events of the first coupon and one of the second.
    private func withEvents(
        _ engine: Engine, _ body: (any ContractStore) async throws -> Void
    ) async throws {
        try await engine.withStore(events: .kept) { store in
            try await store.registerBoth()
            _ = try await store.redeem(Fixture.attempt("once", 1, key: "a"))
            _ = try await store.reverse(Fixture.reversal(of: "a", key: "v"))
            _ = try await store.redeem(Fixture.attempt("once", 2, key: "b"))
            try await body(store)
        }
    }

    @Test("Of a coupon's events one is tried at a time; those of others go on", arguments: Engine.allCases)
    func order(engine: Engine) async throws {
        try await withEvents(engine) { store in
            let first = try await store.take(OutboxFixture.turn())
            #expect(first.ids == ["evt_r-till-a", "evt_r-till-b"])
            #expect(try await store.take(OutboxFixture.turn("d2")).claims.isEmpty)
            let second = try await store.take(
                OutboxFixture.turn(outcomes: first.claims.map { $0.ends(.delivered, status: 204) }))
            #expect(second.ids == ["evt_v-till-v"])
            let third = try await store.take(
                OutboxFixture.turn(outcomes: second.claims.map { $0.ends(.delivered) }))
            #expect(third.claims.isEmpty)
            #expect(try await store.backlog(of: OutboxFixture.crm).unsettledCount == 0)
            let delivered = try await store.deliveries(of: [1]).first { $0.webhook == OutboxFixture.crm }
            #expect(delivered?.state == .delivered && delivered?.lastStatus == 204)
            #expect(delivered?.attempts == 1 && delivered?.settledAt == Fixture.now)
        }
    }

    @Test(
        "No more is claimed than was asked for, and not for webhooks that were not named",
        arguments: Engine.allCases)
    func capacity(engine: Engine) async throws {
        try await withEvents(engine) { store in
            let one = try await store.take(OutboxFixture.turn(take: [OutboxFixture.crm: 1]))
            #expect(one.ids == ["evt_r-till-a"])
            #expect(try await store.take(OutboxFixture.turn(take: [OutboxFixture.crm: 0])).ids == [])
            #expect(try await store.hasDeliveries(for: [OutboxFixture.crm], at: Fixture.now))
            #expect(try await store.take(OutboxFixture.turn()).ids == ["evt_r-till-b"])
            #expect(try await store.hasDeliveries(for: [OutboxFixture.crm], at: Fixture.now) == false)
        }
    }

    @Test("A failure is repeated at its time, and what is behind it waits", arguments: Engine.allCases)
    func retry(engine: Engine) async throws {
        try await withEvents(engine) { store in
            let claims = try await store.take(OutboxFixture.turn()).claims
            let later = Fixture.now.advanced(bySeconds: 5)
            let outcomes = claims.map { $0.ends(.retry(at: later), status: 500, error: "status 500") }
            #expect(try await store.take(OutboxFixture.turn(later: 1, outcomes: outcomes)).claims.isEmpty)
            #expect(try await store.hasDeliveries(for: [OutboxFixture.crm], at: later))
            let again = try await store.take(OutboxFixture.turn("d2", later: 5))
            #expect(again.ids == ["evt_r-till-a", "evt_r-till-b"])
            #expect(again.claims.map(\.delivery.attempts) == [2, 2])
            #expect(again.claims.map(\.delivery.firstAt) == [Fixture.now, Fixture.now])
            let given = again.claims.map { $0.ends(.failed, status: 500, error: "status 500") }
            let rest = try await store.take(OutboxFixture.turn("d2", later: 6, outcomes: given))
            #expect(rest.ids == ["evt_v-till-v"])
            #expect(try await store.backlog(of: OutboxFixture.crm).failedCount == 2)
            #expect(
                try await store.failedEvents(for: OutboxFixture.crm, after: 1, limit: 10) == [3])
        }
    }

    @Test("A receiver that is back gets at once what waited for a retry", arguments: Engine.allCases)
    func recovered(engine: Engine) async throws {
        try await withEvents(engine) { store in
            let claims = try await store.take(OutboxFixture.turn()).claims
            let late = Fixture.now.advanced(bySeconds: 9_999)
            let outcomes = [claims[0].ends(.retry(at: late))]
            #expect(try await store.take(OutboxFixture.turn(later: 1, outcomes: outcomes)).claims.isEmpty)
            let report = try await store.take(OutboxFixture.turn(later: 2, recovered: [OutboxFixture.crm]))
            #expect(report.claims.map(\.event.number) == [claims[0].event.number], "the other one is claimed")
        }
    }

    @Test(
        "A claim ends by itself, and what its holder says later is not looked at", arguments: Engine.allCases)
    func lease(engine: Engine) async throws {
        try await withEvents(engine) { store in
            let lost = try await store.take(OutboxFixture.turn("killed")).claims
            let end = OutboxFixture.leaseSeconds
            #expect(try await store.take(OutboxFixture.turn("heir", later: end - 1)).claims.isEmpty)
            let taken = try await store.take(OutboxFixture.turn("heir", later: end))
            #expect(taken.ids == ["evt_r-till-a", "evt_r-till-b"])
            let late = lost.map { $0.ends(.delivered) }
            #expect(
                try await store.take(OutboxFixture.turn("killed", later: end, outcomes: late)).claims.isEmpty)
            #expect(try await store.backlog(of: OutboxFixture.crm).unsettledCount == 3)
            let good = taken.claims.map { $0.ends(.delivered) }
            let next = try await store.take(OutboxFixture.turn("heir", later: end + 1, outcomes: good))
            #expect(next.ids == ["evt_v-till-v"])
        }
    }

    @Test("What a shutdown cut off may be tried at once", arguments: Engine.allCases)
    func released(engine: Engine) async throws {
        try await withEvents(engine) { store in
            let claims = try await store.take(OutboxFixture.turn()).claims
            _ = try await store.take(
                OutboxFixture.turn(take: [:], outcomes: claims.map { $0.ends(.released) }))
            #expect(try await store.take(OutboxFixture.turn("d2")).ids == ["evt_r-till-a", "evt_r-till-b"])
        }
    }

    @Test("410 disables the webhook until it is enabled; its events wait", arguments: Engine.allCases)
    func gone(engine: Engine) async throws {
        try await withEvents(engine) { store in
            let claims = try await store.take(OutboxFixture.turn()).claims
            let outcomes = claims.map { $0.ends(.gone, status: 410) }
            let report = try await store.take(OutboxFixture.turn(later: 1, outcomes: outcomes))
            #expect(report.disabled == [OutboxFixture.crm] && report.claims.isEmpty)
            #expect(try await store.hasDeliveries(for: [OutboxFixture.crm], at: Fixture.now) == false)
            let audit = try await store.audit(limit: 1).first
            #expect(audit?.action == "webhook_disable" && audit?.subject == "crm")
            _ = try await store.redeem(Fixture.attempt("once", 3, key: "c"))
            #expect(try await store.take(OutboxFixture.turn(later: 2)).claims.isEmpty)
            #expect(
                try await store.setState(.active, of: OutboxFixture.crm, audit: OutboxFixture.audit("enable"))
            )
            #expect(
                try await store.take(OutboxFixture.turn(later: 3)).ids
                    == ["evt_r-till-a", "evt_r-till-b", "evt_r-till-c"])
        }
    }

    @Test(
        "Replayed events go in their order, before later ones that nobody tries yet",
        arguments: Engine.allCases)
    func replay(engine: Engine) async throws {
        try await withEvents(engine) { store in
            var report = try await store.take(OutboxFixture.turn())
            for _ in 0..<2 {
                report = try await store.take(
                    OutboxFixture.turn(outcomes: report.claims.map { $0.ends(.delivered) }))
            }
            _ = try await store.redeem(Fixture.attempt("once", 1, key: "again"))
            _ = try await store.take(OutboxFixture.turn(take: [:]))
            let count = try await store.replay(
                [1, 2, 3, 99], to: OutboxFixture.crm, at: Fixture.now, audit: OutboxFixture.audit("replay"))
            #expect(count == 3)
            var told: [String] = []
            report = try await store.take(OutboxFixture.turn())
            while !report.claims.isEmpty {
                told += report.ids
                report = try await store.take(
                    OutboxFixture.turn(outcomes: report.claims.map { $0.ends(.delivered) }))
            }
            #expect(told == ["evt_r-till-a", "evt_r-till-b", "evt_v-till-v", "evt_r-till-again"])
            #expect(
                try await store.replay(
                    [2], to: OutboxFixture.stock, at: Fixture.now, audit: OutboxFixture.audit("replay")) == 0,
                "it is not told of reversals")
        }
    }
}
