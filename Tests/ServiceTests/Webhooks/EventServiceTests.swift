import Store
import Testing
import Vocabulary

@testable import Service

@Suite struct EventServiceTests {
    private static let owner = AuditActor(.owner, "owner")

    /// Six events, handed out, none tried.
    private func fixture() async throws -> WebhookFixture {
        let fixture = try await WebhookFixture.make()
        _ = try await WebhookService(fixture.context).list()
        try await fixture.trade(3)
        _ = try await fixture.context.store.take(turn())
        return fixture
    }

    private func turn(_ outcomes: [DeliveryOutcome] = [], count: Int = 0) -> DeliveryTurn {
        DeliveryTurn(
            claimant: "test", now: ServiceFixture.noon, leaseSeconds: 45, outcomes: outcomes,
            capacity: [WebhookFixture.crm: count])
    }

    @Test("Events are read page by page by the id of the last one")
    func pages() async throws {
        let events = EventService(try await fixture().context)
        let all = try await events.page(after: nil)
        #expect(all.events.count == 6 && all.next == nil)
        var ids: [EventID] = []
        var after: EventID?
        repeat {
            let page = try await events.page(after: after, limit: 4)
            ids += page.events.map(\.id)
            after = page.next
        } while after != nil
        #expect(ids == all.events.map(\.id))
        #expect(all.events[0].deliveries.map(\.state) == [.ready])
        #expect(all.events[1].deliveries.map(\.webhook.text) == ["crm", "stock"])
        #expect(all.events[1].deliveries.map(\.state) == [.waiting, .ready])
        await #expect(throws: ServiceError.notFound(kind: "event", name: "evt_no")) {
            try await events.page(after: EventID(unchecked: "evt_no"))
        }
    }

    @Test("What was given up, what came after an event, and one alone are replayed")
    func replays() async throws {
        let fixture = try await fixture()
        let store = fixture.context.store
        let events = EventService(fixture.context)
        let claims = try await store.take(turn(count: 9)).claims
        #expect(claims.count == 3)
        let outcomes = claims.map { claim in
            DeliveryOutcome(
                webhook: WebhookFixture.crm, event: claim.event.number, attempt: 1, verdict: .failed)
        }
        _ = try await store.take(turn(outcomes))
        #expect(try await events.replay(.failed, to: WebhookFixture.crm, by: Self.owner) == 3)
        #expect(try await store.backlog(of: WebhookFixture.crm).failedCount == 0)
        let ids = try await events.page(after: nil).events.map(\.id)
        #expect(try await events.replay(.after(ids[3]), to: WebhookFixture.crm, by: Self.owner) == 2)
        #expect(try await events.replay(.after(nil), to: WebhookFixture.stock, by: Self.owner) == 3)
        #expect(try await events.replay(ids[0], by: Self.owner) == [WebhookFixture.crm])
        #expect(
            try await events.replay(ids[1], by: Self.owner) == [WebhookFixture.crm, WebhookFixture.stock])
        #expect(try await events.replay(ids[0], to: WebhookFixture.stock, by: Self.owner) == [])
        let nobody = WebhookID(unchecked: "nobody")
        await #expect(throws: ServiceError.notFound(kind: "webhook", name: "nobody")) {
            try await events.replay(ids[0], to: nobody, by: Self.owner)
        }
        await #expect(throws: ServiceError.notFound(kind: "webhook", name: "nobody")) {
            try await events.replay(.failed, to: nobody, by: Self.owner)
        }
        let audit = try await store.audit(limit: 1).first
        #expect(audit?.action == "webhook_replay" && audit?.role == .owner)
    }

    @Test("A test message is signed and says what came back")
    func testMessage() async throws {
        let fixture = try await WebhookFixture.make()
        let service = WebhookService(fixture.context)
        let good = ScriptedCaller { _ in WebhookReply(status: 202) }
        let taken = try await service.test(WebhookFixture.crm, by: good)
        #expect(taken.isTaken && taken.status == 202 && taken.trouble == nil)
        let call = try #require(good.all.first)
        #expect(String(decoding: call.body, as: UTF8.self).contains(#""type":"webhook.test""#))
        let signature = try await service.secret(of: WebhookFixture.crm).signature(
            of: taken.event, at: ServiceFixture.noon.millisecondsSince1970 / 1_000, body: call.body)
        #expect(call.headers["webhook-signature"] == signature)
        let bad = ScriptedCaller { _ throws(WebhookSilence) in throw WebhookSilence("TLS failed") }
        let lost = try await service.test(WebhookFixture.crm, by: bad)
        #expect(!lost.isTaken && lost.status == nil && lost.trouble == "TLS failed")
    }

    @Test("A webhook is listed with what waits, and can be disabled, enabled and given a new secret")
    func management() async throws {
        let fixture = try await fixture()
        let service = WebhookService(fixture.context)
        let first = try await service.secret(of: WebhookFixture.crm)
        let rotated = try await service.rotateSecret(of: WebhookFixture.crm, overlapHours: 2, by: Self.owner)
        #expect(rotated.previousUntil == ServiceFixture.noon.advanced(bySeconds: 7_200))
        #expect(try await service.secret(of: WebhookFixture.crm) == rotated.secret && rotated.secret != first)
        try await service.disable(WebhookFixture.crm, by: Self.owner)
        let list = try await service.list()
        #expect(list.map(\.state) == ["disabled", "active"])
        #expect(list.map(\.pending) == [6, 3])
        try await service.enable(WebhookFixture.crm, by: Self.owner)
        #expect(try await service.list().map(\.state) == ["active", "active"])
        let actions = try await fixture.context.store.audit(limit: 3).map(\.action)
        #expect(actions == ["webhook_enable", "webhook_disable", "webhook_rotate"])
        await #expect(throws: ServiceError.notFound(kind: "webhook", name: "nobody")) {
            try await service.secret(of: WebhookID(unchecked: "nobody"))
        }
    }
}
