import Foundation
import Payload
import Service
import Store
import StoreSQLite
import Testing
import Vocabulary

/// Changes of members over HTTP.
@Suite struct MemberChangeRouteTests {
    @Test("A member is added once; who did it is in the log by their token")
    func add() async throws {
        try await TestServer.run { server in
            let manager = try await server.token(.manager)
            let body = """
                {"id":"m-1","name":"Li Na","phone":"138 0013 8000","home_store":"SH01","tier":"vip",\
                "marketing_consent":"yes","source":"till","language":"zh-Hans"}
                """
            let added = try await server.post("/v1/members", body, token: manager.text)
            #expect(added.status == 201 && added.headers["location"] == "/v1/members/m-1", "\(added.text)")
            #expect((added.json["identities"] as? [String: String])?["phone"] == "+86*******8000")
            let again = try await server.post("/v1/members", body, token: manager.text)
            #expect(again.status == 409 && again["reason"] == "exists")
            let entry = try #require(try await server.store.audit(limit: 1).first)
            #expect(entry.action == "member_add" && entry.actor == manager.id.text)
            #expect(entry.role == AuditActor.Role.manager)
            let wrong = try await server.post(
                "/v1/members", #"{"phone":"12","tier":"tin","name":7,"nmae":"x"}"#, token: manager.text)
            #expect(wrong.status == 400 && wrong.text.contains("/nmae") && wrong.text.contains("/name"))
            let fields = try await server.post(
                "/v1/members", #"{"phone":"12","tier":"tin"}"#, token: manager.text)
            let pointers = (fields.json["errors"] as? [[String: Any]] ?? []).compactMap {
                $0["pointer"] as? String
            }
            #expect(Set(pointers) == ["/phone", "/tier"])
        }
    }

    @Test("Pairing, unpairing and leaving, with a stable reason for each refusal")
    func pairing() async throws {
        try await TestServer.run { server in
            let first = try await server.member { $0.phone = "13800138000" }
            let second = try await server.member()
            let path = "/v1/members/\(second)/pairings"
            let body = #"{"phone":"+86 138 0013 8000","proof":"seen"}"#
            let taken = try await server.post(path, body, token: server.owner)
            #expect(taken.status == 409 && taken["reason"] == "identity_taken")
            #expect(taken["member"] == first.text && !taken.text.contains("13800138000"))
            let freed = try await server.send(
                "DELETE", "/v1/members/\(first)/pairings/phone", token: server.owner)
            #expect(freed.status == 200)
            let again = try await server.send(
                "DELETE", "/v1/members/\(first)/pairings/phone", token: server.owner)
            #expect(again.status == 404 && again["reason"] == "not_paired")
            let other = try await server.send(
                "DELETE", "/v1/members/\(first)/pairings/shoe", token: server.owner)
            #expect(other.status == 404 && other["reason"] == "not_found")
            #expect(try await server.post(path, body, token: server.owner).status == 201)
            for wrong in [#"{"proof":"seen"}"#, #"{"phone":"13800138009"}"#, "{"] {
                #expect(try await server.post(path, wrong, token: server.owner).status == 400)
            }
            let left = try await server.post("/v1/members/\(second)/leave", "", token: server.owner)
            #expect(left.status == 200 && left["state"] == "left")
            let twice = try await server.post("/v1/members/\(second)/leave", "", token: server.owner)
            #expect(twice.status == 409 && twice["reason"] == "member_not_active")
        }
    }

    @Test("A merge and its undoing, and erasure of both as one")
    func merging() async throws {
        try await TestServer.run { server in
            let winner = try await server.member { ($0.id, $0.phone) = ("m-1", "13800138000") }
            let loser = try await server.member { ($0.id, $0.cardNumber) = ("m-2", "QQ7788") }
            let path = "/v1/members/\(winner)/merges"
            let body = #"{"member":"\#(loser)"}"#
            let itself = try await server.post(path, #"{"member":"m-1"}"#, token: server.owner)
            #expect(itself.status == 422 && itself["reason"] == "same_member")
            let merged = try await server.post(path, body, token: server.owner)
            #expect(merged.status == 201 && merged["member"] == "m-1")
            #expect((merged.json["identities"] as? [String: String])?.count == 2)
            let again = try await server.post(path, body, token: server.owner)
            #expect(again.status == 409 && again["reason"] == "member_not_active")
            let shown = try await server.send("GET", "/v1/members/\(loser)", token: server.owner)
            #expect(shown["state"] == "merged" && shown["merged_into"] == "m-1")
            let undone = try await server.send("DELETE", "\(path)/\(loser)", token: server.owner)
            #expect(undone.status == 200 && undone["member"] == "m-2" && undone["state"] == "member")
            let nothing = try await server.send("DELETE", "\(path)/\(loser)", token: server.owner)
            #expect(nothing.status == 409 && nothing["reason"] == "not_merged")
            #expect(try await server.post(path, body, token: server.owner).status == 201)
            let erased = try await server.post("/v1/members/\(loser)/erasure", "", token: server.owner)
            #expect(erased.json["erased"] as? [String] == ["m-1", "m-2"])
            let gone = try await server.post("/v1/members/\(loser)/erasure", "", token: server.owner)
            #expect(gone.status == 200 && (gone.json["erased"] as? [String])?.isEmpty == true)
        }
    }

    @Test("A member's redemptions are read newest first, page by page, with those of who became part of them")
    func redemptions() async throws {
        try await TestServer.run { server in
            let (winner, loser) = (try await server.member(), try await server.member())
            let codes = try await server.issue(5).map(\.code.text)
            for (number, code) in codes.enumerated() {
                let member = number.isMultiple(of: 2) ? winner : loser
                let answer = try await server.redeem(
                    code, key: "k\(number)", more: #","member":"\#(member)""#)
                #expect(answer.status == 201, "\(answer.text)")
                server.clock.advance(seconds: 60)
            }
            _ = try await MemberMergeService(server.context).merge(loser, into: winner, actor: "test")
            var (seen, after): ([String], String?) = ([], "")
            while let from = after {
                let page = try await server.send(
                    "GET",
                    "/v1/members/\(winner)/redemptions?limit=2" + (from.isEmpty ? "" : "&after=\(from)"),
                    token: server.owner)
                let entries = page.json["entries"] as? [[String: Any]] ?? []
                seen += entries.compactMap { $0["coupon"] as? String }
                after = page["next"]
            }
            #expect(seen == codes.reversed())
            let elsewhere = try await server.token(.manager, "SH02").text
            #expect(
                try await server.send("GET", "/v1/members/\(winner)/redemptions", token: elsewhere).status
                    == 404)
            let wrong = try await server.send(
                "GET", "/v1/members/\(winner)/redemptions?after=x", token: server.owner)
            #expect(wrong.status == 400)
        }
    }
}
