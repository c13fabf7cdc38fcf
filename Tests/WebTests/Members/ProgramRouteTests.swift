import Foundation
import Service
import Store
import StoreSQLite
import Testing
import Vocabulary

/// Tiers and referrals over HTTP.
@Suite struct ProgramRouteTests {
    private func put(_ path: String, _ json: String, _ server: TestServer, token: String? = nil) async throws
        -> Answer
    {
        try await server.send(
            "PUT", path, body: Array(json.utf8), headers: ["Content-Type": "application/json"],
            token: token ?? server.owner)
    }

    @Test("A tier given by hand shows at the till, with its last day, and stands in the log")
    func tiers() async throws {
        try await TestServer.run { server in
            let id = try await server.member { $0.tier = "member" }
            let path = "/v1/members/\(id)/tier"
            let before = try await server.send("GET", path, token: server.till)
            #expect(before.status == 200 && before["tier"] == "member")
            let set = try await put(path, #"{"tier":"vip","until":"2027-12-31"}"#, server)
            #expect(set.status == 200 && set["tier"] == "vip" && set["pinned_until"] == "2027-12-31")
            let again = try await put(path, #"{"tier":"vip","until":"2027-12-31"}"#, server)
            #expect(again.status == 200)
            let card = try await MemberService(server.context).show(id).cardCode
            let seen = try await server.send(
                "GET", "/v1/members/\(card.replacing(" ", with: "%20"))/tier", token: server.till)
            #expect(seen["tier"] == "vip" && (seen.json["changes"] as? [Any])?.isEmpty == false)
            for (body, pointer) in [
                (#"{"tier":"gold","until":"2027-12-31"}"#, "/tier"), (#"{"tier":"vip"}"#, "/until"),
                (#"{"tier":"vip","until":"soon"}"#, "/until"),
                (#"{"tier":"vip","until":"2027-02-28"}"#, "/until"),
            ] {
                let wrong = try await put(path, body, server)
                let errors = wrong.json["errors"] as? [[String: Any]] ?? []
                #expect(
                    wrong.status == 400 && errors.first?["pointer"] as? String == pointer, "\(wrong.text)")
            }
            let log = try await server.store.audit(limit: 100)
            #expect(log.contains { $0.action == "tier_set" && $0.subject == id.text && $0.actor == "owner" })
            let manager = try await server.token(.manager, "SH02").text
            let hidden = try await put(path, #"{"tier":"vip","until":"2027-12-31"}"#, server, token: manager)
            #expect(hidden.status == 404)
        }
    }

    @Test("Who brought whom is kept once, by id or card, and refused with its reason")
    func referrals() async throws {
        try await TestServer.run { server in
            let friend = try await server.member()
            let referrer = try await server.member()
            let card = try await MemberService(server.context).show(referrer).cardCode
            let body = #"{"friend":"\#(friend)","referrer":"\#(card)"}"#
            let kept = try await server.post("/v1/referrals", body)
            #expect(kept.status == 201 && kept["referrer"] == referrer.text && kept["state"] == "waiting")
            let again = try await server.post("/v1/referrals", body)
            #expect(again.status == 409 && again["reason"] == "already_referred")
            let own = try await server.post(
                "/v1/referrals", #"{"friend":"\#(referrer)","referrer":"\#(referrer)"}"#)
            #expect(own.status == 422 && own["reason"] == "self_referral")
            let circle = try await server.post(
                "/v1/referrals", #"{"friend":"\#(referrer)","referrer":"\#(friend)"}"#)
            #expect(circle.status == 422 && circle["reason"] == "cycle")
            let none = try await server.post(
                "/v1/referrals", #"{"friend":"nobody","referrer":"\#(friend)"}"#)
            #expect(none.status == 404)
            let missing = try await server.post("/v1/referrals", "{}")
            #expect((missing.json["errors"] as? [Any])?.count == 2 && missing.status == 400)
            for member in [friend.text, referrer.text] {
                let list = try await server.send(
                    "GET", "/v1/referrals?member=\(member)", token: server.owner)
                let rows = list.json["referrals"] as? [[String: Any]] ?? []
                #expect(list.status == 200 && rows.count == 1 && rows[0]["friend"] as? String == friend.text)
            }
            let unnamed = try await server.send("GET", "/v1/referrals", token: server.owner)
            #expect(unnamed.status == 400 && unnamed.text.contains("?member"))
            let log = try await server.memberAudit()
            #expect(log.filter { $0.detail.contains("referrals") }.count == 2)
        }
    }
}
