import Foundation
import Service
import Store
import StoreSQLite
import Testing
import Vocabulary

/// Members over HTTP.
@Suite struct MemberRouteTests {
    private func ids(_ answer: Answer) -> [String] {
        (answer.json["members"] as? [[String: Any]] ?? []).compactMap { $0["member"] as? String }
    }

    @Test("Members are listed page by page, by an expression or a saved segment")
    func list() async throws {
        try await TestServer.run { server in
            for number in 1...5 {
                try await server.member { draft in
                    draft.id = "m-\(number)"
                    draft.gender = number.isMultiple(of: 2) ? "female" : "male"
                }
            }
            var (seen, after): ([String], String?) = ([], "")
            while let from = after {
                let page = try await server.send(
                    "GET", "/v1/members?limit=2" + (from.isEmpty ? "" : "&after=\(from)"), token: server.owner
                )
                #expect(page.status == 200 && ids(page).count <= 2)
                seen += ids(page)
                after = page["next"]
            }
            #expect(seen == ["m-1", "m-2", "m-3", "m-4", "m-5"])
            let some = try await server.send(
                "GET", "/v1/members?segment=gender%20%3D%20female", token: server.owner)
            #expect(ids(some) == ["m-2", "m-4"] && some.json["next"] == nil)
            _ = try await SegmentService(server.context).save(
                SegmentID(unchecked: "men"), title: nil, expression: "gender = male", actor: "test")
            let saved = try await server.send("GET", "/v1/members?segment=men&limit=2", token: server.owner)
            #expect(ids(saved) == ["m-1", "m-3"] && saved["next"] == "m-3")
            let wrong = try await server.send(
                "GET", "/v1/members?segment=gendr%20%3D%20male", token: server.owner)
            #expect(
                wrong.status == 400 && wrong.text.contains("Character 1") && wrong.text.contains("gender"))
            for query in ["limit=0", "limit=1001", "after=%21", "after=", "phone=1&card_number=2222"] {
                let wrong = try await server.send("GET", "/v1/members?\(query)", token: server.owner)
                #expect(wrong.status == 400, "\(query)")
            }
        }
    }

    @Test("A follower is added by their state, which is one of two words")
    func follower() async throws {
        try await TestServer.run { server in
            let added = try await server.post(
                "/v1/members", #"{"id":"f-1","state":"follower"}"#, token: server.owner)
            #expect(added.status == 201 && added["state"] == "follower", "\(added.text)")
            let usual = try await server.post("/v1/members", #"{"id":"m-1"}"#, token: server.owner)
            #expect(usual.status == 201 && usual["state"] == "member")
            for state in ["Follower", "left", "erased", "visitor"] {
                let wrong = try await server.post(
                    "/v1/members", #"{"state":"\#(state)"}"#, token: server.owner)
                #expect(wrong.status == 400 && wrong.text.contains("/state") && wrong.text.contains(state))
            }
            let listed = try await server.send(
                "GET", "/v1/members?segment=state%20%3D%20follower", token: server.owner)
            #expect(ids(listed) == ["f-1"])
        }
    }

    @Test("One identity finds its member, in any spelling, and the log keeps no value")
    func search() async throws {
        try await TestServer.run { server in
            let openID = "o6_bmjrPTlm6_2sgVt7hMZOPfL2M"
            let id = try await server.member { draft in
                (draft.phone, draft.cardNumber, draft.wechatOpenid) = ("13800138000", "QQ-7788", openID)
            }
            let card = try await MemberService(server.context).show(id).cardCode
            let spelt = card.replacing(" ", with: "%20")
            for query in [
                "phone=138%200013%208000", "phone=%2B86-138-0013-8000", "phone=008613800138000",
                "phone=+8613800138000", "phone=138+0013+8000",
                "card_number=qq7788", "wechat_openid=\(openID)", "card=\(spelt)",
            ] {
                let found = try await server.send("GET", "/v1/members?\(query)", token: server.owner)
                #expect(ids(found) == [id.text], "\(query): \(found.text)")
                #expect(!found.text.contains("13800138000"))
            }
            let nobody = try await server.send("GET", "/v1/members?phone=13900139000", token: server.owner)
            #expect(nobody.status == 200 && ids(nobody).isEmpty)
            for query in ["phone=12", "card=x", "wechat_openid=short"] {
                let wrong = try await server.send("GET", "/v1/members?\(query)", token: server.owner)
                let errors = wrong.json["errors"] as? [[String: Any]] ?? []
                let name = query.prefix { $0 != "=" }
                #expect(wrong.status == 400 && errors.first?["pointer"] as? String == "?\(name)", "\(query)")
            }
            let log = try await server.memberAudit()
            #expect(log.count == 9 && log.allSatisfy { $0.action == "member_search" && $0.actor == "owner" })
            #expect(log.map(\.subject) == Array(repeating: id.text, count: 8) + ["nobody"])
            #expect(log.allSatisfy { !$0.detail.contains("138") && !$0.detail.contains(openID) })
        }
    }

    @Test("Every look at a member is in the log; personal numbers are masked")
    func show() async throws {
        try await TestServer.run { server in
            let id = try await server.member { draft in
                (draft.name, draft.phone, draft.marketingConsent) = ("Wang Fang", "13800138000", "yes")
            }
            let auditor = try await server.token(.auditor)
            for part in ["", "/consents", "/redemptions"] {
                let answer = try await server.send("GET", "/v1/members/\(id)\(part)", token: auditor.text)
                #expect(answer.status == 200 && !answer.text.contains("13800138000"), "\(answer.text)")
            }
            let log = try await server.memberAudit()
            #expect(log.map(\.action) == ["member_read", "member_read", "member_read"])
            #expect(log.allSatisfy { $0.subject == id.text && $0.actor == auditor.id.text })
            let none = try await server.send("GET", "/v1/members/nobody", token: auditor.text)
            #expect(none.status == 404 && none["reason"] == "not_found")
            #expect(try await server.memberAudit().count == 3)
        }
    }

    @Test("The coupons that are made out to a member are listed, and stand on the console's page")
    func coupons() async throws {
        try await TestServer.run { server in
            let rules = "stamp_cards:\n  - {id: tea, title: {en: Tea}, goal: 2, reward: thank-you}\n"
            try Data(rules.utf8).write(to: server.context.workspace.file("program.yaml"))
            let id = try await server.member { $0.id = "m-1" }
            let path = "/v1/members/\(id)/coupons"
            let none = try await server.send("GET", path, token: server.owner)
            #expect(none.status == 200 && (none.json["coupons"] as? [Any])?.isEmpty == true)
            let full = try await server.post(
                "/v1/members/\(id)/stamps", #"{"card":"tea","count":4}"#, token: server.owner, key: "k")
            #expect(full.status == 201, "\(full.text)")
            let listed = try await server.send("GET", path, token: server.owner)
            let coupons = listed.json["coupons"] as? [[String: Any]] ?? []
            let codes = coupons.compactMap { $0["coupon"] as? String }
            #expect(codes.count == 2 && coupons.allSatisfy { $0["uses_left"] as? Int == 1 })
            #expect(
                coupons.allSatisfy {
                    $0["offer"] as? String == "thank-you" && $0["state"] as? String == "issued"
                })
            let browser = ConsoleBrowser(server)
            _ = try await browser.follow(try await browser.signIn(server.owner))
            let page = try await browser.get("/console/members/\(id)")
            #expect(codes.allSatisfy { page.text.contains($0) } && page.text.contains("1 / 1"))
            #expect(
                try await server.send("GET", "/v1/members/m-9/coupons", token: server.owner).status == 404)
        }
    }

    @Test("A token of some stores sees and changes members of those alone")
    func scope() async throws {
        try await TestServer.run { server in
            let own = try await server.member { ($0.id, $0.phone) = ("m-1", "13800138001") }
            let other = try await server.member {
                ($0.id, $0.homeStore, $0.phone) = ("m-2", "SH02", "13800138002")
            }
            try await server.member { ($0.id, $0.homeStore) = ("m-3", nil) }
            let manager = try await server.token(.manager, "SH01").text
            let list = try await server.send("GET", "/v1/members", token: manager)
            #expect(ids(list) == [own.text])
            let some = try await server.send(
                "GET", "/v1/members?segment=tier%20%3D%20vip%20or%20tier%20%21%3D%20vip", token: manager)
            #expect(ids(some) == [own.text], "\(some.text)")
            let search = try await server.send("GET", "/v1/members?phone=13800138002", token: manager)
            #expect(search.status == 200 && ids(search).isEmpty)
            for id in [other.text, "m-3", "none"] {
                let answer = try await server.send("GET", "/v1/members/\(id)", token: manager)
                #expect(answer.status == 404)
                let left = try await server.post("/v1/members/\(id)/leave", "{}", token: manager)
                let gone = try await server.post("/v1/members/\(id)/erasure", "{}", token: manager)
                let merged = try await server.post(
                    "/v1/members/\(own)/merges", #"{"member":"\#(id)"}"#, token: manager)
                #expect(left.status == 404 && gone.status == 404 && merged.status == 404)
            }
            let taken = try await server.post(
                "/v1/members/\(own)/pairings", #"{"phone":"13800138002","proof":"seen"}"#, token: manager)
            #expect(taken.status == 409 && taken["reason"] == "identity_taken" && taken.json["member"] == nil)
            for body in ["{}", #"{"home_store":"SH02"}"#] {
                let added = try await server.post("/v1/members", body, token: manager)
                #expect(added.status == 400, "\(added.text)")
            }
            let preview = try await server.post(
                "/v1/segments/preview", #"{"expression":"tier = vip or not tier = vip"}"#, token: manager)
            #expect(preview.json["members"] as? Int == 1)
        }
    }
}
