import Payload
import Service
import Store
import Testing
import Vocabulary

@Suite struct EventTests {
    private static let crm = WebhookID(unchecked: "crm")

    /// A server with one webhook, and two events of one coupon that were handed out.
    private func withEvents(_ body: (TestServer, _ code: String) async throws -> Void) async throws {
        let address = try #require(WebhookAddress(parsing: "http://127.0.0.1:9/"))
        let webhook = WebhookSettings(id: Self.crm, address: address, kinds: Set(EventKind.allCases))
        try await TestServer.run(TestServer.Options(webhooks: [webhook])) { server in
            try await server.store.register([Self.crm: webhook.kinds], at: TestServer.noon)
            let code = try await server.issue(1)[0].code.text
            let redemption = try #require(try await server.redeem(code, key: "k1")["redemption"])
            let undo = try await server.post(
                "/v1/redemptions/\(redemption)/reversals", #"{"kind":"void","reason":"a wrong tin"}"#,
                key: "k2")
            #expect(undo.status == 201)
            _ = try await server.store.take(
                DeliveryTurn(claimant: "test", now: TestServer.noon, leaseSeconds: 45))
            try await body(server, code)
        }
    }

    private func ids(_ answer: Answer) -> [String] {
        (answer.json["events"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? String }
    }

    @Test("The owner reads the events page by page, with their deliveries")
    func list() async throws {
        try await withEvents { server, code in
            let all = try await server.send("GET", "/v1/events", token: server.owner)
            #expect(all.status == 200 && ids(all).count == 2 && all.json["next"] == nil)
            let events = all.json["events"] as? [[String: Any]] ?? []
            #expect(events.map { $0["type"] as? String } == ["redemption.redeemed", "redemption.voided"])
            let data = events.map { $0["data"] as? [String: Any] ?? [:] }
            #expect(data.allSatisfy { $0["coupon"] as? String == code && $0["reason"] == nil })
            let states = events.compactMap {
                ($0["deliveries"] as? [[String: Any]])?.first?["state"] as? String
            }
            #expect(states == ["ready", "waiting"])
            let first = try await server.send("GET", "/v1/events?limit=1", token: server.owner)
            #expect(ids(first) == [ids(all)[0]] && first["next"] == ids(all)[0])
            let second = try await server.send(
                "GET", "/v1/events?limit=1&after=\(ids(all)[0])", token: server.owner)
            #expect(ids(second) == [ids(all)[1]])
            let one = try await server.send("GET", "/v1/events/\(ids(all)[1])", token: server.owner)
            #expect(one.status == 200 && one["id"] == ids(all)[1])
        }
    }

    @Test("Strangers and tills do not read them, and what is wrong is told")
    func refused() async throws {
        try await withEvents { server, _ in
            let stranger = try await server.send("GET", "/v1/events")
            #expect(stranger.status == 401)
            #expect(try await server.send("GET", "/v1/events", token: server.till).status == 403)
            #expect(try await server.send("GET", "/v1/events/evt_x", token: server.till).status == 403)
            #expect(try await server.post("/v1/events/evt_x/replays", "{}").status == 403)
            let owner = server.owner
            #expect(try await server.send("GET", "/v1/events?limit=0", token: owner).status == 400)
            #expect(try await server.send("GET", "/v1/events?after=evt_x", token: owner).status == 404)
            #expect(try await server.send("GET", "/v1/events?after=%C3%A4", token: owner).status == 404)
            #expect(try await server.send("GET", "/v1/events/evt_x", token: owner).status == 404)
        }
    }

    @Test("An auditor reads them, of other stores none, and replays nothing")
    func auditors() async throws {
        try await withEvents { server, _ in
            let all = try await server.send("GET", "/v1/events", token: try await server.token(.auditor).text)
            #expect(all.status == 200 && ids(all).count == 2)
            let path = "/v1/events/\(ids(all)[0])"
            let here = try await server.token(.auditor, "SH01").text
            #expect(ids(try await server.send("GET", "/v1/events", token: here)).count == 2)
            #expect(try await server.send("GET", path, token: here).status == 200)
            let elsewhere = try await server.token(.auditor, "BJ01").text
            let none = try await server.send("GET", "/v1/events", token: elsewhere)
            #expect(none.status == 200 && ids(none).isEmpty)
            #expect(try await server.send("GET", path, token: elsewhere).status == 404)
            #expect(try await server.post(path + "/replays", "{}", token: here).status == 403)
        }
    }

    @Test("An event is replayed for one webhook or for all")
    func replay() async throws {
        try await withEvents { server, _ in
            let all = try await server.send("GET", "/v1/events", token: server.owner)
            let path = "/v1/events/\(ids(all)[0])/replays"
            let json = ["Content-Type": "application/json"]
            for body in ["{}", #"{"webhook":"crm"}"#] {
                let answer = try await server.send(
                    "POST", path, body: Array(body.utf8), headers: json, token: server.owner)
                #expect(answer.status == 202 && answer.json["webhooks"] as? [String] == ["crm"])
            }
            for (body, status) in [
                (#"{"webhook":"x"}"#, 404), (#"{"webhook":7}"#, 400), (#"{"hook":"crm"}"#, 400),
            ] {
                let answer = try await server.send(
                    "POST", path, body: Array(body.utf8), headers: json, token: server.owner)
                #expect(answer.status == status, "\(body)")
            }
            let plain = try await server.send("POST", path, body: Array("{}".utf8), token: server.owner)
            #expect(plain.status == 415)
            let audit = try await server.context.store.audit(limit: 1).first
            #expect(audit?.action == "webhook_replay" && audit?.role == .owner)
        }
    }
}
