import Foundation
import Service
import Store
import StoreSQLite
import Testing
import Vocabulary

/// Points, stamps and stored value over HTTP.
@Suite struct BalanceRouteTests {
    private func amounts(_ answer: Answer) -> [String: Any] {
        let balances = answer.json["balances"] as? [[String: Any]] ?? []
        return balances.reduce(into: [:]) { sums, balance in
            let amount = balance["available"]
            sums[balance["unit"] as? String ?? ""] = (amount as? [String: String])?["amount"] ?? amount
        }
    }

    private func points(_ answer: Answer) -> Int? { amounts(answer)["points"] as? Int }

    @Test("A till earns, stamps, tops up and spends for the member whose card it scanned")
    func trade() async throws {
        try await TestServer.run { server in
            let id = try await server.member { ($0.id, $0.homeStore, $0.tier) = ("m-1", "SH02", "vip") }
            let card = try await MemberService(server.context).show(id).cardCode
            let path = "/v1/members/" + card.replacing(" ", with: "%20").lowercased()
            let earned = try await server.post(
                path + "/points/earnings", #"{"purchase":{"amount":"128.00","currency":"CNY"}}"#, key: "a")
            #expect(earned.status == 201 && earned.json["amount"] as? Int == 25 && earned["member"] == "m-1")
            let spent = try await server.post(path + "/points/spendings", #"{"points":5}"#, key: "b")
            #expect(points(spent) == 20)
            let stamped = try await server.post(
                "/v1/members/m-1/stamps", #"{"card":"tea-ten","count":3,"note":"three teas"}"#, key: "c")
            #expect(stamped.status == 201 && amounts(stamped)["stamps.tea-ten"] as? Int == 3)
            let sold = try await server.post(
                path + "/value/top-ups", #"{"amount":{"amount":"100.00","currency":"CNY"}}"#, key: "d")
            #expect(amounts(sold)["value.bonus.CNY"] as? String == "10.00", "\(sold.text)")
            let paid = try await server.post(
                path + "/value/spendings", #"{"amount":{"amount":"55.00","currency":"CNY"}}"#, key: "e")
            #expect(amounts(paid)["value.paid.CNY"] as? String == "50.00")
            let all = try await server.send("GET", path + "/balances", token: server.till)
            #expect(points(all) == 20 && (all.json["total"] as? [String: String])?["amount"] == "55.00")
            #expect((all.json["cards"] as? [[String: Any]])?.first?["goal"] as? Int == 10)
            let till = try #require(
                (earned.json["entries"] as? [[String: Any]])?.first?["actor"] as? String)
            #expect(try await server.store.terminal(TerminalID(unchecked: till))?.name == "till")
            let faults = try await server.store.findFaults()
            #expect(faults.isEmpty)
        }
    }

    @Test("The same key gets the same answer, a refusal too, also after what was refused became possible")
    func replay() async throws {
        try await TestServer.run { server in
            let id = try await server.member()
            let path = "/v1/members/\(id)/points/"
            let refused = try await server.post(path + "spendings", #"{"points":5}"#, key: "a")
            #expect(refused.status == 409 && refused["reason"] == "insufficient_balance")
            #expect(refused.json["available"] as? Int == 0 && refused.json["wanted"] as? Int == 5)
            let earned = try await server.post(path + "earnings", #"{"points":7}"#, key: "b")
            #expect(earned.status == 201 && earned.headers["idempotent-replayed"] == nil)
            for (first, body, key, part) in [
                (refused, #"{"points":5}"#, "a", "spendings"),
                (earned, #"{ "points" : 7 }"#, "b", "earnings"),
            ] {
                let again = try await server.post(path + part, body, key: key)
                #expect(again.status == first.status && again.body == first.body)
                #expect(again.headers["idempotent-replayed"] == "true")
            }
            for (part, body) in [
                ("earnings", #"{"points":8}"#), ("spendings", #"{"points":7}"#),
                ("earnings", #"{"points":7,"note":"more"}"#),
            ] {
                let reused = try await server.post(path + part, body, key: "b")
                #expect(reused.status == 422 && reused["reason"] == "key_reused", "\(reused.text)")
            }
            let spoken = try await server.post(
                path + "spendings", #"{"points":50}"#, key: "c", headers: ["Accept-Language": "zh-CN"])
            #expect(spoken["detail"] == "余额为 7，不足 50。")
            let left = try await server.send("GET", "/v1/members/\(id)/balances", token: server.till)
            #expect(points(left) == 7)
        }
    }

    @Test("After an error nothing is kept: the same key does what it is for once the request is right")
    func retry() async throws {
        try await TestServer.run { server in
            let path = "/v1/members/m-1/points/earnings"
            let unknown = try await server.post(path, #"{"points":7}"#, key: "a")
            #expect(unknown.status == 404)
            try await server.member { $0.id = "m-1" }
            for body in [#"{"points":0}"#, "{", #"{"points":7,"more":1}"#] {
                let wrong = try await server.post(path, body, key: "a")
                #expect(wrong.status == 400, "\(wrong.text)")
            }
            let right = try await server.post(path, #"{"points":7}"#, key: "a")
            #expect(right.status == 201 && right.headers["idempotent-replayed"] == nil)
            let again = try await server.post(path, #"{"points":7}"#, key: "a")
            #expect(again.body == right.body && again.headers["idempotent-replayed"] == "true")
        }
    }

    @Test("Parallel requests with one key are one entry, and parallel spendings take no more than there is")
    func race() async throws {
        try await TestServer.run { server in
            let path = "/v1/members/\(try await server.member())/points/"
            let answers = try await withThrowingTaskGroup(of: Answer.self) { group in
                for _ in 0..<20 {
                    group.addTask { try await server.post(path + "earnings", #"{"points":10}"#, key: "one") }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(Set(answers.map(\.body)).count == 1 && Set(answers.map(\.status)) == [201])
            let spent = try await withThrowingTaskGroup(of: Answer.self) { group in
                for number in 0..<8 {
                    group.addTask {
                        try await server.post(path + "spendings", #"{"points":3}"#, key: "\(number)")
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(spent.count { $0.status == 201 } == 3 && spent.count { $0.status == 409 } == 5)
        }
    }

    @Test("An entry is taken back whole or in part, a top-up is refunded, and neither more than once")
    func corrections() async throws {
        try await TestServer.run { server in
            let path = "/v1/members/\(try await server.member())"
            let earned = try await server.post(path + "/points/earnings", #"{"points":10}"#, key: "a")
            let entry = try #require(earned["entry"])
            let part = try await server.post(
                "/v1/unit-entries/\(entry)/reversals", #"{"amount":4}"#, key: "b", token: server.owner)
            #expect(part.status == 201 && points(part) == 6)
            let rest = try await server.post(
                "/v1/unit-entries/\(entry)/reversals", "{}", key: "c", token: server.owner)
            #expect(points(rest) == 0)
            let over = try await server.post(
                "/v1/unit-entries/\(entry)/reversals", "{}", key: "d", token: server.owner)
            #expect(over.status == 409 && over["reason"] == "already_reversed")
            let money = try await server.post(
                "/v1/unit-entries/\(entry)/reversals", #"{"amount":{"amount":"1.00","currency":"CNY"}}"#,
                key: "e", token: server.owner)
            #expect(money.status == 400 && self.pointers(money) == ["/amount"])
            let sold = try await server.post(
                path + "/value/top-ups", #"{"amount":{"amount":"100.00","currency":"CNY"}}"#, key: "f")
            let topUp = try #require(sold["entry"])
            let wrong = try await server.post(
                "/v1/unit-entries/\(topUp)/reversals", "{}", key: "g", token: server.owner)
            #expect(wrong.status == 422 && wrong["reason"] == "not_reversible")
            let refund = try await server.post(
                "/v1/unit-entries/\(topUp)/refunds", #"{"amount":{"amount":"40.00","currency":"CNY"}}"#,
                key: "h", token: server.owner)
            #expect((refund.json["refunded"] as? [String: String])?["amount"] == "40.00", "\(refund.text)")
            #expect(amounts(refund)["value.bonus.CNY"] as? String == "6.00")
            let none = try await server.post(
                "/v1/unit-entries/none/refunds", "{}", key: "i", token: server.owner)
            #expect(none.status == 404 && none["reason"] == "not_found")
            let adjusted = try await server.post(
                path + "/points/adjustments", #"{"points":-3,"note":"mistake"}"#, key: "j",
                token: server.owner)
            #expect(adjusted.status == 409)
        }
    }

    private func pointers(_ answer: Answer) -> [String] {
        (answer.json["errors"] as? [[String: Any]] ?? []).compactMap { $0["pointer"] as? String }
    }

    @Test("Bad input names every place and writes nothing")
    func badInput() async throws {
        try await TestServer.run { server in
            let path = "/v1/members/\(try await server.member())"
            let cases: [(String, String, [String])] = [
                ("/points/earnings", "{}", ["/points"]),
                ("/points/earnings", #"{"points":0}"#, ["/points"]),
                ("/points/earnings", #"{"points":1.5}"#, ["/points"]),
                ("/points/earnings", #"{"points":10000000000001}"#, ["/points"]),
                (
                    "/points/earnings", #"{"points":1,"purchase":{"amount":"1.00","currency":"CNY"}}"#,
                    ["/points"]
                ),
                (
                    "/points/earnings", #"{"purchase":{"amount":"1.00","currency":"USD"}}"#, ["/purchase"]
                ),
                ("/points/earnings", #"{"purchase":{"amount":"0","currency":"CNY"}}"#, ["/purchase"]),
                ("/points/spendings", #"{"points":"5","more":1}"#, ["/points", "/more"]),
                ("/points/spendings", #"{"points":5,"note":""}"#, ["/note"]),
                ("/stamps", #"{"card":"tea-ten","count":101}"#, ["/count"]),
                ("/stamps", #"{"count":1}"#, ["/card"]),
                ("/value/top-ups", #"{"amount":{"amount":"-1.00","currency":"CNY"}}"#, ["/amount/amount"]),
                ("/value/spendings", #"{"amount":5}"#, ["/amount"]),
            ]
            for (number, (part, body, places)) in cases.enumerated() {
                let answer = try await server.post(path + part, body, key: "k\(number)")
                #expect(answer.status == 400 && pointers(answer) == places, "\(part) \(body): \(answer.text)")
            }
            let silent = try await server.post(
                path + "/points/adjustments", #"{"points":5}"#, key: "a", token: server.owner)
            #expect(silent.status == 400 && pointers(silent) == ["/note"])
            let keyless = try await server.post(path + "/points/earnings", #"{"points":5}"#)
            let long = try await server.post(
                path + "/points/earnings", #"{"points":5}"#, key: String(repeating: "k", count: 129))
            #expect(keyless.status == 400 && long.status == 400)
            let card = try await server.post(path + "/stamps", #"{"card":"coffee"}"#, key: "b")
            #expect(card.status == 404 && card.text.contains("tea-ten"))
            for query in ["limit=0", "limit=1001", "after=-1", "after=x", "unit=coins"] {
                let page = try await server.send("GET", path + "/statement?\(query)", token: server.till)
                #expect(page.status == 400, "\(query)")
            }
            let statement = try await server.send("GET", path + "/statement", token: server.till)
            #expect((statement.json["entries"] as? [Any])?.isEmpty == true)
        }
    }

    @Test("A statement is read page by page, of one unit if that is asked, and every look is in the log")
    func statement() async throws {
        try await TestServer.run { server in
            let id = try await server.member()
            for number in 1...5 {
                _ = try await server.post(
                    "/v1/members/\(id)/points/earnings", #"{"points":\#(number)}"#, key: "p\(number)")
            }
            _ = try await server.post("/v1/members/\(id)/stamps", #"{"card":"tea-ten"}"#, key: "s")
            var (seen, next): ([Int], Int?) = ([], nil)
            repeat {
                let page = try await server.send(
                    "GET",
                    "/v1/members/\(id)/statement?limit=2&unit=points" + (next.map { "&after=\($0)" } ?? ""),
                    token: server.till)
                let entries = page.json["entries"] as? [[String: Any]] ?? []
                seen += entries.compactMap { $0["amount"] as? Int }
                next = page.json["next"] as? Int
            } while next != nil
            #expect(seen == [5, 4, 3, 2, 1])
            _ = try await server.send("GET", "/v1/members/\(id)/balances", token: server.till)
            let log = try await server.memberAudit()
            #expect(log.allSatisfy { $0.action == "member_read" && $0.subject == id.text })
            #expect(log.last?.detail.contains("balances") == true && log.count == 5)
        }
    }

    @Test("A token of some stores sees members of those alone, a till whoever stands at it")
    func scope() async throws {
        try await TestServer.run { server in
            let other = try await server.member { $0.homeStore = "SH02" }
            let manager = try await server.token(.manager, "SH01").text
            let cashier = try await server.token(.cashier, "SH01").text
            let earned = try await server.post(
                "/v1/members/\(other)/points/earnings", #"{"points":5}"#, key: "a", token: cashier)
            #expect(earned.status == 201)
            let entry = try #require(earned["entry"])
            for answer in [
                try await server.send("GET", "/v1/members/\(other)/balances", token: manager),
                try await server.send("GET", "/v1/members/\(other)/statement", token: manager),
                try await server.post(
                    "/v1/members/\(other)/points/adjustments", #"{"points":5,"note":"x"}"#, key: "b",
                    token: manager),
                try await server.post("/v1/unit-entries/\(entry)/reversals", "{}", key: "c", token: manager),
                try await server.post("/v1/unit-entries/\(entry)/refunds", "{}", key: "d", token: manager),
            ] {
                #expect(answer.status == 404 && answer["reason"] == "not_found", "\(answer.text)")
            }
            let none = try await server.post(
                "/v1/members/nobody/points/earnings", #"{"points":5}"#, key: "e", token: cashier)
            #expect(none.status == 404)
            _ = try await server.post("/v1/members/\(other)/leave", "{}", token: server.owner)
            let left = try await server.post(
                "/v1/members/\(other)/points/earnings", #"{"points":5}"#, key: "f", token: cashier)
            #expect(left.status == 422 && left["reason"] == "inactive_member")
        }
    }

    @Test("Who tries members that are nobody waits and is locked out, as with codes")
    func guessing() async throws {
        var options = TestServer.Options()
        options.policy.own.lockoutCount = 5
        try await TestServer.run(options) { server in
            let id = try await server.member()
            for number in 0..<5 {
                let answer = try await server.send(
                    "GET", "/v1/members/x\(number)/balances", token: server.till)
                #expect(answer.status == 404)
            }
            let locked = try await server.send("GET", "/v1/members/\(id)/balances", token: server.till)
            #expect(locked.status == 429 && locked["reason"] == "locked_out", "\(locked.text)")
            let owner = try await server.send("GET", "/v1/members/\(id)/balances", token: server.owner)
            #expect(owner.status == 200)
        }
    }

    @Test("A section that the program lacks is not there, and a broken file is the server's own fault")
    func rules() async throws {
        try await TestServer.run { server in
            let path = "/v1/members/\(try await server.member())"
            let file = server.context.workspace.folder.appending(path: "program.yaml")
            try Data("stamp_cards: []\n".utf8).write(to: file)
            let broken = try await server.send("GET", path + "/balances", token: server.till)
            #expect(broken.status == 500 && !broken.text.contains("program.yaml"))
            try FileManager.default.removeItem(at: file)
            let earned = try await server.post(
                path + "/points/earnings", #"{"purchase":{"amount":"10.00","currency":"CNY"}}"#, key: "a")
            let sold = try await server.post(
                path + "/value/top-ups", #"{"amount":{"amount":"10.00","currency":"CNY"}}"#, key: "b")
            #expect(earned.status == 404 && earned.text.contains("no section points"))
            #expect(sold.status == 404 && sold.text.contains("no section stored_value"))
        }
    }
}
