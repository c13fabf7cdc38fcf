import Foundation
import Payload
import Service
import Store
import StoreSQLite
import Testing
import Vocabulary

/// A token sees and does only what belongs to its stores.
@Suite struct ScopeTests {
    @Test("A manager sees, enrols and revokes the terminals of their stores, and others are not there")
    func terminals() async throws {
        try await TestServer.run { server in
            let own = try await server.till(in: "SH02")
            let manager = try await server.token(.manager, "SH02", "BJ01").text
            let list = try await server.send("GET", "/v1/terminals", token: manager)
            let stores = (list.json["terminals"] as? [[String: Any]] ?? []).compactMap {
                $0["store"] as? String
            }
            #expect(stores == ["SH02"])
            let other = try #require(
                try await TerminalService(server.context).list().first { $0.store.text == "SH01" })
            let foreign = try await server.send("DELETE", "/v1/terminals/\(other.id)", token: manager)
            let unknown = try await server.send("DELETE", "/v1/terminals/t-none", token: manager)
            #expect(foreign.status == 404 && unknown.status == 404)
            #expect(foreign["reason"] == unknown["reason"] && foreign["title"] == unknown["title"])
            #expect(try await server.store.terminal(other.id)?.revokedAt == nil)
            let elsewhere = try await server.post(
                "/v1/terminals", #"{"store":"SH01","name":"mine"}"#, token: manager)
            #expect(elsewhere.status == 404)
            let here = try await server.post(
                "/v1/terminals", #"{"store":"BJ01","name":"mine"}"#, token: manager)
            #expect(here.status == 201)
            let revoked = try await server.send("DELETE", "/v1/terminals/\(own.id)", token: manager)
            #expect(revoked.status == 204)
        }
    }

    @Test("The register of some stores is theirs alone, as lines and page by page")
    func ledger() async throws {
        try await TestServer.run { server in
            let codes = try await server.issue(6).map(\.code.text)
            let other = try await server.till(in: "SH02").token
            for (index, code) in codes.enumerated() {
                let token = index.isMultiple(of: 2) ? server.till : other
                #expect(try await server.redeem(code, key: "k\(index)", token: token).status == 201)
            }
            let odd = [codes[1], codes[3], codes[5]]
            let auditor = try await server.token(.auditor, "SH02").text
            for token in [auditor, other] {
                let lines = try await server.send("GET", "/v1/ledger", token: token)
                #expect(lines.rows.compactMap { $0["coupon"] as? String } == odd)
                let two = try await server.send("GET", "/v1/ledger?limit=2", token: token)
                #expect(two.rows.compactMap { $0["coupon"] as? String } == Array(odd.prefix(2)))
            }
            let json = ["Accept": "application/json"]
            var (seen, after): ([String], Int?) = ([], 0)
            while let from = after {
                let page = try await server.send(
                    "GET", "/v1/ledger?limit=2&after=\(from)", headers: json, token: auditor)
                let entries = page.json["entries"] as? [[String: Any]] ?? []
                #expect(entries.count <= 2)
                seen += entries.compactMap { $0["coupon"] as? String }
                after = page.json["next"] as? Int
            }
            #expect(seen == odd)
            let all = try await server.send("GET", "/v1/ledger", token: server.owner)
            #expect(all.rows.count == 6)
        }
    }

    @Test("A cashier redeems in their own store, and is on the register by their token's id")
    func cashier() async throws {
        try await TestServer.run { server in
            let code = try await server.issue(1)[0].code.text
            let cashier = try await server.token(.cashier, "SH02")
            let redeemed = try await server.redeem(code, key: "k", token: cashier.text)
            #expect(redeemed.status == 201)
            let row = try #require(try await server.send("GET", "/v1/ledger", token: cashier.text).rows.first)
            #expect(row["store"] as? String == "SH02" && row["terminal"] as? String == cashier.id.text)
            let redemption = try #require(redeemed["redemption"])
            let undone = try await server.post(
                "/v1/redemptions/\(redemption)/reversals", #"{"kind":"void","reason":"wrong"}"#,
                token: cashier.text, key: "v")
            #expect(undone.status == 201)
        }
    }

    @Test("The audit log says who did what over HTTP, and an auditor of a store reads what concerns it")
    func audit() async throws {
        try await TestServer.run { server in
            let manager = try await server.token(.manager, "SH02")
            _ = try await server.post("/v1/terminals", #"{"store":"SH02","name":"a"}"#, token: manager.text)
            _ = try await server.post(
                "/v1/tokens", #"{"role":"auditor","name":"Wu"}"#, token: server.owner)
            let everything = try await server.send("GET", "/v1/audit?limit=1000", token: server.owner)
            let entries = everything.json["entries"] as? [[String: Any]] ?? []
            let enrolled = try #require(entries.last { $0["action"] as? String == "terminal_enrol" })
            #expect(enrolled["actor"] as? [String: String] == ["role": "manager", "id": manager.id.text])
            #expect(enrolled["store"] as? String == "SH02" && enrolled["at"] as? String != nil)
            #expect(enrolled["detail"] as? [String: String] == ["name": "a"])
            let issued = try #require(entries.last)
            #expect(issued["action"] as? String == "token_issue")
            #expect(issued["actor"] as? [String: String] == ["role": "owner", "id": "owner"])
            #expect(!everything.text.contains("tsp_") && !everything.text.contains("tst_"))
            let auditor = try await server.token(.auditor, "SH02").text
            let mine = try await server.send("GET", "/v1/audit", token: auditor)
            let stores = (mine.json["entries"] as? [[String: Any]] ?? []).map { $0["store"] as? String }
            #expect(stores.count >= 2 && stores.allSatisfy { $0 == "SH02" })
        }
    }

    @Test("The audit log comes page by page")
    func auditPages() async throws {
        try await TestServer.run { server in
            for _ in 1...5 { _ = try await server.token(.auditor) }
            var (numbers, after): ([Int], Int?) = ([], 0)
            while let from = after {
                let page = try await server.send(
                    "GET", "/v1/audit?limit=2&after=\(from)", token: server.owner)
                numbers += (page.json["entries"] as? [[String: Any]] ?? []).compactMap {
                    $0["number"] as? Int
                }
                after = page.json["next"] as? Int
            }
            let count = try await server.store.audit(limit: 1_000).count
            #expect(numbers.count == count && numbers == numbers.sorted())
            for query in ["after=x", "after=-1", "limit=0", "limit=1001"] {
                let wrong = try await server.send("GET", "/v1/audit?" + query, token: server.owner)
                #expect(wrong.status == 400, "\(query)")
            }
        }
    }
}
