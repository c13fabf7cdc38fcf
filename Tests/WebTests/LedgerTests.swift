import Payload
import Service
import Testing
import Vocabulary

@Suite struct LedgerTests {
    @Test("The register is a stream of JSON lines, chained, from any entry on")
    func lines() async throws {
        try await TestServer.run { server in
            for (index, coupon) in try await server.issue(5).enumerated() {
                _ = try await server.redeem(coupon.code.text, key: "k\(index)")
            }
            let answer = try await server.send("GET", "/v1/ledger", token: server.till)
            #expect(answer.status == 200 && answer.headers["content-type"] == "application/x-ndjson")
            let rows = answer.rows
            #expect(rows.compactMap { $0["sequence"] as? Int } == [1, 2, 3, 4, 5])
            let hashes = rows.compactMap { $0["hash"] as? String }
            let previous = rows.compactMap { $0["previous_hash"] as? String }
            #expect(previous == [String(repeating: "0", count: 64)] + hashes.dropLast())
            let later = try await server.send("GET", "/v1/ledger?after=3&limit=1", token: server.owner)
            #expect(later.rows.compactMap { $0["sequence"] as? Int } == [4])
        }
    }

    @Test("As one document it comes page by page")
    func pages() async throws {
        try await TestServer.run { server in
            for (index, coupon) in try await server.issue(3).enumerated() {
                _ = try await server.redeem(coupon.code.text, key: "k\(index)")
            }
            let json = ["Accept": "application/json"]
            let first = try await server.send(
                "GET", "/v1/ledger?limit=2", headers: json, token: server.till)
            #expect((first.json["entries"] as? [Any])?.count == 2 && first.json["next"] as? Int == 2)
            let last = try await server.send(
                "GET", "/v1/ledger?limit=2&after=2", headers: json, token: server.till)
            #expect((last.json["entries"] as? [Any])?.count == 1 && last.json["next"] == nil)
        }
    }

    @Test("More entries than a page are streamed to the end", .timeLimit(.minutes(2)))
    func manyPages() async throws {
        try await TestServer.run { server in
            let codes = try await server.issue(1_201).map(\.code.text)
            // Not over HTTP: what is tried here is reading.
            let redemptions = RedemptionService(server.context)
            let terminal = try await TerminalService(server.context).enrol(
                store: StoreID(unchecked: "SH01"), name: "second"
            ).terminal
            let amount = Money(minorUnits: 8_000, currency: server.context.configuration.issuer.currency)
            try await withThrowingTaskGroup(of: RedemptionReply.self) { group in
                for code in codes {
                    let call = RedemptionCall(code: code, amount: amount)
                    group.addTask { try await redemptions.redeem(call, key: code, terminal: terminal) }
                }
                for try await reply in group {
                    guard case .redeemed = reply.answer else {
                        Issue.record("\(reply)")
                        continue
                    }
                }
            }
            let rows = try await server.ledger()
            #expect(Set(rows.compactMap { $0["coupon"] as? String }) == Set(codes))
            #expect(rows.compactMap { $0["sequence"] as? Int } == Array(1...1_201))
        }
    }

    @Test("A cursor that is no number is 400", arguments: ["after=x", "after=-1", "limit=0", "limit=two"])
    func badCursor(query: String) async throws {
        try await TestServer.run { server in
            let answer = try await server.send("GET", "/v1/ledger?" + query, token: server.till)
            #expect(answer.status == 400 && answer["reason"] == "invalid_input")
        }
    }
}
