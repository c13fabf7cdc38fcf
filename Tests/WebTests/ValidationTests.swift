import Payload
import Service
import Testing

@Suite struct ValidationTests {
    @Test("A validation says what would happen and changes nothing")
    func validates() async throws {
        try await TestServer.run { server in
            let code = try await server.issue(1)[0].code.text
            for _ in 0..<3 {
                let answer = try await server.post("/v1/validations", TestServer.order(code))
                #expect(answer.status == 200 && answer["outcome"] == "redeemable")
                #expect(answer["redemption"] == nil && answer["receipt"] == nil)
                #expect(answer.json["use"] as? Int == 1)
            }
            let rows = try await server.ledger()
            #expect(rows.isEmpty)
            let redeemed = try await server.redeem(code, key: "k1")
            #expect(redeemed.status == 201)
        }
    }

    @Test("A validation is refused as the redemption would be")
    func refuses() async throws {
        try await TestServer.run { server in
            let code = try await server.issue(1)[0].code.text
            let small = try await server.post("/v1/validations", TestServer.order(code, amount: "1.00"))
            #expect(small.status == 422 && small["reason"] == "below_minimum_spend")
            let unknown = try await server.post("/v1/validations", TestServer.order("HELLO"))
            #expect(unknown.status == 404 && unknown["reason"] == "unknown_code")
            _ = try await server.redeem(code, key: "k1")
            let used = try await server.post("/v1/validations", TestServer.order(code))
            #expect(used.status == 409 && used["reason"] == "already_redeemed")
        }
    }
}
