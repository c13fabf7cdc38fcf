import Payload
import Service
import Testing

@Suite struct ReversalTests {
    private func reverse(
        _ server: TestServer, _ id: String, _ json: String, key: String
    ) async throws -> Answer {
        try await server.post("/v1/redemptions/\(id)/reversals", json, key: key)
    }

    @Test("A void gives the use back, once, and the coupon can be redeemed again")
    func void() async throws {
        try await TestServer.run { server in
            let code = try await server.issue(1)[0].code.text
            let id = try #require(try await server.redeem(code, key: "k1")["redemption"])
            let body = #"{"kind":"void","reason":"wrong customer"}"#
            let first = try await reverse(server, id, body, key: "v1")
            #expect(first.status == 201 && first["outcome"] == "reversed")
            #expect(first.json["use_restored"] as? Bool == true)
            let replay = try await reverse(server, id, body, key: "v1")
            #expect(replay.body == first.body && replay.headers["idempotent-replayed"] == "true")
            let second = try await reverse(server, id, body, key: "v2")
            #expect(second.status == 409 && second["reason"] == "already_reversed")
            let again = try await server.redeem(code, key: "k2")
            #expect(again.status == 201)
            let kinds = try await server.ledger().compactMap { $0["kind"] as? String }
            #expect(kinds == ["redemption", "void", "redemption"])
        }
    }

    @Test("A return takes back a part, and not more than is left")
    func partialReturn() async throws {
        try await TestServer.run { server in
            let code = try await server.issue(1)[0].code.text
            let id = try #require(try await server.redeem(code, key: "k1")["redemption"])
            func returned(_ amount: String, key: String) async throws -> Answer {
                let money = #"{"amount":"\#(amount)","currency":"CNY"}"#
                return try await reverse(
                    server, id, #"{"kind":"return","amount":\#(money),"reason":"a leaking tin"}"#, key: key)
            }
            let half = try await returned("40.00", key: "r1")
            #expect(half.status == 201 && half.json["use_restored"] as? Bool == false)
            #expect(half.json["discount"] as? [String: String] == ["amount": "5.00", "currency": "CNY"])
            let tooMuch = try await returned("40.01", key: "r2")
            #expect(tooMuch.status == 409 && tooMuch["reason"] == "exceeds_redemption")
            let rest = try await returned("40.00", key: "r3")
            #expect(rest.status == 201 && rest.json["use_restored"] as? Bool == true)
        }
    }

    @Test(
        "What cannot be understood is refused with its place",
        arguments: [
            (#"{"kind":"undo","reason":"x"}"#, "/kind"), (#"{"kind":"void"}"#, "/reason"),
            (#"{"kind":"void","reason":""}"#, "/reason"), (#"{"kind":"void","reason":"x","why":1}"#, "/why"),
        ])
    func badInput(body: String, pointer: String) async throws {
        try await TestServer.run { server in
            let answer = try await reverse(server, "r1", body, key: "v1")
            #expect(answer.status == 400 && answer.pointers == [pointer], "\(answer.text)")
        }
    }

    @Test("A redemption that nobody knows is 404")
    func unknown() async throws {
        try await TestServer.run { server in
            for id in ["r0", "no%20name", "%2e%2e"] {
                let answer = try await reverse(server, id, #"{"kind":"void","reason":"x"}"#, key: "v-\(id)")
                #expect(answer.status == 404 && answer["reason"] == "unknown_redemption")
            }
        }
    }
}
