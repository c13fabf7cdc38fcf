import Payload
import Service
import StoreSQLite
import Testing

@Suite struct OperationsTests {
    @Test("Health, readiness and metrics answer machines")
    func answers() async throws {
        try await TestServer.run { server in
            let codes = try await server.issue(2).map(\.code.text)
            _ = try await server.redeem(codes[0], key: "k1")
            _ = try await server.redeem(codes[0], key: "k1")
            _ = try await server.redeem(codes[0], key: "k2")
            let health = try await server.send("GET", "/healthz")
            let ready = try await server.send("GET", "/readyz")
            #expect(health.status == 200 && ready.status == 200)
            let metrics = try await server.send("GET", "/metrics")
            for line in [
                #"tessera_redemptions_total{outcome="redeemed",reason=""} 1"#,
                #"tessera_redemptions_total{outcome="refused",reason="already_redeemed"} 1"#,
                "tessera_replays_total 1",
                #"tessera_http_requests_total{method="POST",route="/v1/redemptions",status="201"} 2"#,
                #"tessera_http_request_duration_seconds_count{method="POST",route="/v1/redemptions"} 3"#,
                "# TYPE tessera_http_request_duration_seconds histogram",
                "tessera_commit_group_size_sum 3", "tessera_commit_failures_total 0",
                "tessera_store_retries_total 0", "tessera_http_requests_in_flight 1",
            ] {
                #expect(metrics.text.contains(line + "\n"), "\(line)\n\(metrics.text)")
            }
            #expect(!metrics.text.contains(codes[0]))
        }
    }

    @Test("Without storage every answer is 503 with Retry-After, and the process still lives")
    func storageGone() async throws {
        try await TestServer.run { server in
            let code = try await server.issue(1)[0].code.text
            try server.store.close()
            for answer in [
                try await server.redeem(code, key: "k1"), try await server.send("GET", "/readyz"),
                try await server.send("GET", "/c/\(code)"),
            ] {
                #expect(answer.status == 503 && answer.headers["retry-after"] != nil)
                #expect(answer["title"] == "Storage is unavailable")
            }
            let health = try await server.send("GET", "/healthz")
            #expect(health.status == 200)
        }
    }

    @Test("Every answer has an id for the log")
    func requestIDs() async throws {
        try await TestServer.run { server in
            let first = try await server.send("GET", "/healthz").headers["x-request-id"]
            let second = try await server.send("GET", "/healthz").headers["x-request-id"]
            #expect(first != nil && first != second)
        }
    }
}
