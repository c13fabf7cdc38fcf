import Payload
import Service
import ServiceLifecycle
import Store
import Testing

@Suite struct ShutdownTests {
    @Test("A shutdown finishes the request whose beginning has come, and takes no new connection")
    func finishesAccepted() async throws {
        try await TestServer.run { server in
            let code = try await server.issue(1)[0].code.text
            let order = Array(TestServer.order(code).utf8)
            let headers = ["Content-Type": "application/json", "Idempotency-Key": "k1"]
            let request = TestServer.request(
                "POST", "/v1/redemptions", body: order, headers: headers, token: server.till)
            let half = request.count - order.count / 2
            let health = TestServer.request("GET", "/healthz", connection: "keep-alive")
            let answers = try await RawHTTP.exchange(
                [health + request[..<half], Array(request[half...])], port: server.port
            ) {
                await server.group.triggerGracefulShutdown()
            }
            #expect(answers.map(\.status) == [200, 201])
            let rows = try await server.context.store.ledger(after: .start, limit: 10)
            #expect(rows.count == 1)
            await #expect(throws: (any Error).self) {
                try await server.send("GET", "/healthz")
            }
        }
    }
}
