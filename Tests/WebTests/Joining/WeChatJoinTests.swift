import Foundation
import Logging
import Membership
import Payload
import Store
import StoreSQLite
import Testing
import Vocabulary

@testable import Service

/// Joining by a sign-in with WeChat, over a running server.
@Suite struct WeChatJoinTests {
    static let rules = """
        terms: {version: "2026-11", url: "https://example.com/terms"}
        consents: [{purpose: marketing, version: "1", wording: Send me offers.}]
        welcome: welcome-twelve
        codes: {sender: file}
        wechat: {app_id: \(WeChatStandIn.appID)}
        """
    private let lin = "oLin-0123456789_abcdefghijkl"
    private let wechat = WeChatStandIn()

    private func run(
        rules: String = rules, secret: String = WeChatStandIn.secret, logger: Logger? = nil,
        _ body: (TestServer) async throws -> Void
    ) async throws {
        var options = TestServer.Options()
        (options.join, options.wechat, options.wechatSecret) = (rules, wechat, secret)
        if let logger { options.logger = logger }
        try await TestServer.run(options) { server in
            let poster = PlacementRecord(
                id: PlacementID(unchecked: "poster"), title: "Poster", store: StoreID(unchecked: "SH01"),
                fixture: "wall", creative: "a", campaign: nil, target: nil, createdAt: TestServer.noon)
            _ = try await server.store.add(poster)
            try await body(server)
        }
    }

    private func members(_ server: TestServer) async throws -> [SealedMember] {
        try await server.store.members(after: nil, limit: 10, home: server.context.home())
    }

    private func identities(_ server: TestServer, _ member: SealedMember) throws -> [String: String] {
        let open = try MemberSealer(server.context).open(member)
        return Dictionary(open.identities.map { ($0.kind.rawValue, $0.value) }) { first, _ in first }
    }

    @Test(
        "The address at WeChat has its parameters in WeChat's order, and the cookie is for the way back alone"
    )
    func begin() async throws {
        try await run { server in
            let browser = SigningBrowser(server: server)
            let answer = try await browser.post("/join/poster/wechat", "terms=yes")
            let address = try #require(answer.headers["location"])
            let expected =
                "https://open.weixin.qq.com/connect/oauth2/authorize?appid=wxba5fad812f8e6fb9"
                + "&redirect_uri=https%3A%2F%2Fqr.qingquan.cn%2Fjoin%2Fposter%2Fwechat%3Flang%3Den"
                + "&response_type=code&scope=snsapi_base&state=H"
            #expect(address.hasPrefix(expected) && address.hasSuffix("#wechat_redirect"), "\(address)")
            let cookie = try #require(answer.headers["set-cookie"])
            #expect(
                cookie.wholeMatch(
                    of: /tessera_join=B[0-9A-Z]{26}; Path=\/join; Max-Age=600; HttpOnly; SameSite=Lax/)
                    != nil, "\(cookie)")
            #expect(!address.contains(cookie.dropFirst(13).prefix(27)))
        }
    }

    @Test("Who signs in joins by the button, with consents and a welcome coupon, and by no GET")
    func join() async throws {
        wechat.give("c1", openID: lin, more: #","unionid":"oUnion0123456789_abcdefghijk""#)
        try await run { server in
            var browser = SigningBrowser(server: server)
            let state = try await browser.begin("terms=yes&allow=marketing&name=Lin+Mei&phone=13912345678")
            let back = try await browser.comeBack(state, code: "c1")
            #expect(back.status == 200 && back.text.contains("One more step"), "\(back.text)")
            #expect(!back.text.contains(lin) && back.headers["cache-control"] == "no-store")
            #expect(try await members(server) == [])
            // Loading the page again asks nobody again.
            let again = try await browser.comeBack(state, code: "c1")
            #expect(again.status == 200 && wechat.calls.count == 1)
            let joined = try await browser.join(state)
            #expect(joined.status == 200 && joined.text.contains("12 yuan off 60"), "\(joined.text)")
            let all = try await members(server)
            let member = try #require(all.first)
            #expect(all.count == 1 && member.state == .member && member.homeStore?.text == "SH01")
            #expect(member.placement?.text == "poster" && member.marketingConsent == "granted")
            let found = try identities(server, member)
            #expect(
                found == ["wechat_openid": lin, "wechat_unionid": "oUnion0123456789_abcdefghijk"],
                "what was typed as a phone was proved by nobody")
            let consents = try await server.store.consents(of: member.id, home: server.context.home())
            #expect(consents.map(\.purpose) == ["terms", "marketing"])
            let twice = try await browser.join(state)
            #expect(twice.status == 200 && twice.text == joined.text)
            let audit = try await server.store.audit(limit: 99).filter { $0.action == "member_join" }
            #expect(audit.count == 1 && audit[0].detail.contains(#""proof":"wechat""#))
            #expect(!audit[0].detail.contains(lin))
            _ = try await MemberErasureService(server.context).erase(member.id, actor: "test")
            #expect(try await browser.join(state).status == 422, "erasing takes the sign-in too")
        }
    }

    @Test("A return to another browser, or without its secret, is no proof and asks WeChat nothing")
    func foreign() async throws {
        wechat.give("c1", openID: lin)
        try await run { server in
            var attacker = SigningBrowser(server: server)
            let state = try await attacker.begin()
            var victim = SigningBrowser(server: server)
            for _ in 1...20 {
                #expect(try await victim.comeBack(state, code: "c1").status == 422)
                #expect(try await victim.join(state).status == 422)
            }
            _ = try await victim.begin()
            let foreign = try await victim.comeBack(state, code: "c1")
            #expect(foreign.status == 422 && foreign.text.contains("begin again"), "\(foreign.text)")
            #expect(wechat.calls.isEmpty)
            // What is known to the attacker's browser cannot be finished by another either.
            #expect(try await attacker.comeBack(state, code: "c1").status == 200)
            #expect(try await victim.join(state).status == 422)
            let cross = try await attacker.post(
                "/join/poster/wechat/proof", "challenge=\(state)", headers: ["Sec-Fetch-Site": "cross-site"])
            #expect(cross.status == 403)
            #expect(try await members(server) == [])
            #expect(try await attacker.join(state).status == 200)
        }
    }

    @Test("A code that is used, unknown or of another sign-in leads to the beginning, and a late return too")
    func over() async throws {
        wechat.give("c1", openID: lin)
        try await run { server in
            var browser = SigningBrowser(server: server)
            let state = try await browser.begin()
            #expect(try await browser.comeBack(state, code: "c1").status == 200)
            let second = try await browser.begin()
            for code in ["c1", "unknown", "with%20space", String(repeating: "x", count: 600)] {
                let answer = try await browser.comeBack(second, code: code)
                #expect(answer.status == 422 && !answer.text.contains("value=\"\(second)"), "\(code)")
            }
            let declined = try await browser.comeBack(second, code: nil)
            #expect(declined.status == 422 && declined.text.contains("did not say"))
            #expect(try await browser.join(second).status == 422, "nobody signed in by it")
            wechat.give("c2", openID: lin)
            let third = try await browser.begin()
            server.clock.advance(seconds: 600)
            #expect(try await browser.comeBack(third, code: "c2").status == 422)
            let empty = try await browser.open("/join/poster/wechat?lang=zh-Hans")
            #expect(empty.status == 303)
            #expect(empty.headers["location"] == "/join/poster?lang=zh-Hans&landed=yes")
            #expect(try await browser.open("/join/poster/wechat?state=a%20b&code=c2").status == 422)
            #expect(try await members(server) == [])
        }
    }

    @Test("A code that was sent is no sign-in, and a sign-in no code")
    func kinds() async throws {
        wechat.give("c1", openID: lin)
        try await run { server in
            var browser = SigningBrowser(server: server)
            let state = try await browser.begin()
            _ = try await browser.comeBack(state, code: "c1")
            let typed = try await browser.post("/join/poster/proof", "challenge=\(state)&code=123456")
            #expect(typed.status == 422)
            let asked = try await browser.post("/join/poster", "phone=13912345678&terms=yes")
            let phone = try #require(asked.text.firstMatch(of: /name="challenge" value="(H[0-9A-Z]+)"/)).1
            #expect(try await browser.join(String(phone)).status == 422)
            #expect(try await members(server) == [])
        }
    }

    @Test("Whoever is known by an OpenID or a UnionID is welcomed back, and the other name is added")
    func known() async throws {
        let union = "oUnion0123456789_abcdefghijk"
        try await run { server in
            var draft = MemberDraft()
            (draft.id, draft.wechatUnionid, draft.phone) = ("m-1", union, "13912345678")
            _ = try await MemberService(server.context).add(draft, actor: "test")
            var browser = SigningBrowser(server: server)
            for code in ["c1", "c2"] {
                wechat.give(code, openID: lin, more: code == "c1" ? #","unionid":"\#(union)""# : "")
                let state = try await browser.begin("terms=yes")
                _ = try await browser.comeBack(state, code: code)
                let joined = try await browser.join(state)
                #expect(joined.text.contains("Welcome back") && !joined.text.contains("href=\"/c/"))
            }
            let all = try await members(server)
            #expect(all.map(\.id.text) == ["m-1"])
            #expect(
                try identities(server, all[0])
                    == ["wechat_openid": lin, "wechat_unionid": union, "phone": "+8613912345678"])
        }
    }

    @Test("Two returns at once are one sign-in")
    func twice() async throws {
        wechat.give("c1", openID: lin)
        try await run { server in
            var browser = SigningBrowser(server: server)
            let state = try await browser.begin()
            let ready = browser
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 1...2 { group.addTask { try await ready.comeBack(state, code: "c1").status } }
                return try await group.reduce(into: [Int]()) { $0.append($1) }
            }
            // The one that came too late to WeChat and too early here is told to begin again; no more is lost.
            #expect(statuses.contains(200) && Set(statuses).isSubset(of: [200, 422]))
            #expect(try await ready.join(state).status == 200)
            #expect(try await members(server).count == 1)
        }
    }
}
