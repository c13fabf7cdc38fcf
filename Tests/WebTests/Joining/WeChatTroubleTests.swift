import Foundation
import Logging
import Store
import StoreSQLite
import Testing
import Vocabulary

@testable import Service

/// What keeps people from signing in with WeChat.
@Suite struct WeChatTroubleTests {
    private let lin = "oLin-0123456789_abcdefghijkl"
    private let wechat = WeChatStandIn()

    private func run(
        rules: String = WeChatJoinTests.rules, secret: String? = WeChatStandIn.secret,
        logger: Logger? = nil, _ body: (TestServer) async throws -> Void
    ) async throws {
        var options = TestServer.Options()
        (options.join, options.wechat, options.wechatSecret) = (rules, wechat, secret)
        if let logger { options.logger = logger }
        try await TestServer.run(options) { server in
            let poster = PlacementRecord(
                id: PlacementID(unchecked: "poster"), title: "Poster", store: nil, fixture: "wall",
                creative: "a", campaign: nil, target: nil, createdAt: TestServer.noon)
            _ = try await server.store.add(poster)
            try await body(server)
        }
    }

    @Test("While WeChat cannot be reached nothing is lost: the same return is tried again")
    func unreachable() async throws {
        wechat.give("c1", openID: lin)
        try await run { server in
            var browser = SigningBrowser(server: server)
            let state = try await browser.begin()
            wechat.fall(silent: "broken")
            let trouble = try await browser.comeBack(state, code: "c1")
            #expect(trouble.status == 503 && trouble.text.contains("Nothing is lost"), "\(trouble.text)")
            let retry = try #require(trouble.text.firstMatch(of: /href="(\?[^"]*state=[^"]*)"/)).1
            wechat.fall(silent: nil)
            let path = "/join/poster/wechat" + retry.replacing("&amp;", with: "&")
            #expect(try await browser.open(path).status == 200)
            #expect(try await browser.join(state).status == 200)
        }
    }

    @Test("A preview of WeChat's is refused with what to do, and the full page can go on")
    func preview() async throws {
        wechat.give("c1", openID: lin, more: #","is_snapshotuser":1"#)
        wechat.give("c2", openID: lin, more: #","is_snapshotuser":0"#)
        try await run { server in
            var browser = SigningBrowser(server: server)
            let state = try await browser.begin()
            let preview = try await browser.comeBack(state, code: "c1")
            #expect(preview.status == 422 && preview.text.contains("full service"), "\(preview.text)")
            #expect(try await browser.join(state).status == 422)
            #expect(try await browser.comeBack(state, code: "c2").status == 200)
        }
    }

    @Test(
        "A wrong secret and answers that are none say so in the log, without code, secret and name",
        arguments: [
            nil, "", "nonsense", "[]", #"{"errcode":-1,"errmsg":"system error"}"#, #"{"openid":"short"}"#,
            #"{"openid":7}"#, "{}",
        ])
    func strange(answer: String?) async throws {
        let lines = LogLines()
        let secret = answer == nil ? "ffffffffffffffffffffffffffffffff" : WeChatStandIn.secret
        if let answer { wechat.give("code-of-lin", answer) }
        try await run(secret: secret, logger: lines.logger) { server in
            var browser = SigningBrowser(server: server)
            let state = try await browser.begin()
            let trouble = try await browser.comeBack(state, code: "code-of-lin")
            #expect(trouble.status == 503 && trouble.text.contains("cannot be reached"))
        }
        let log = lines.all.map { "\($0)" }.joined(separator: "\n")
        #expect(log.contains("WeChat did not say who signed in"), "\(log)")
        #expect(answer != nil || log.contains("AppSecret"))
        for hidden in ["code-of-lin", secret, "short"] { #expect(!log.contains(hidden), "\(log)") }
    }

    @Test(
        "A form that is wrong comes back with what is wrong, and leads nowhere", arguments: ["", "terms=no"])
    func faults(body: String) async throws {
        try await run { server in
            let browser = SigningBrowser(server: server)
            let answer = try await browser.post("/join/poster/wechat", body)
            #expect(answer.status == 422 && answer.text.contains("agreeing"), "\(answer.text)")
            #expect(answer.headers["set-cookie"] == nil)
            #expect(answer.text.contains(#"action="/join/poster/wechat?lang=en""#))
            let policy = try #require(answer.headers["content-security-policy"])
            #expect(policy.contains("form-action 'self' https://open.weixin.qq.com;"), "\(policy)")
        }
    }

    @Test("WeChat's button is shown in WeChat alone, and each form leads to the other where both prove")
    func offered() async throws {
        try await run { server in
            let browser = SigningBrowser(server: server)
            let inside = try await browser.open("/join/poster")
            #expect(inside.text.contains("Continue with WeChat") && !inside.text.contains("id=\"phone\""))
            #expect(inside.text.contains("proof=phone"))
            let phone = try await browser.open("/join/poster?proof=phone")
            #expect(phone.text.contains("id=\"phone\"") && phone.text.contains("proof=wechat"))
            let policy = try #require(phone.headers["content-security-policy"])
            #expect(policy.contains("form-action 'self';"), "\(policy)")
            for path in ["/join/poster", "/join/poster?proof=wechat"] {
                let outside = try await server.send("GET", path, headers: ["Accept-Language": "en"])
                #expect(outside.text.contains("id=\"phone\"") && !outside.text.contains("WeChat"))
            }
        }
    }

    @Test("Where WeChat alone proves, other browsers are told so, and no code is sent")
    func alone() async throws {
        let rules = """
            terms: {version: "1", url: "https://example.com/terms"}
            proofs: [wechat]
            wechat: {app_id: wxba5fad812f8e6fb9, scope: userinfo, return_to: "https://club.example.com/"}
            """
        try await run(rules: rules) { server in
            let outside = try await server.send("GET", "/join/poster", headers: ["Accept-Language": "en"])
            #expect(outside.text.contains("open this page in WeChat") && !outside.text.contains("<form"))
            let browser = SigningBrowser(server: server)
            #expect(try await browser.post("/join/poster", "phone=13912345678&terms=yes").status == 404)
            let led = try await browser.post("/join/poster/wechat", "terms=yes")
            let address = try #require(led.headers["location"])
            #expect(address.contains("redirect_uri=https%3A%2F%2Fclub.example.com%2Fjoin%2Fposter"))
            #expect(address.contains("&scope=snsapi_userinfo&"))
        }
    }

    @Test("Where WeChat proves nobody, its pages are not there")
    func closed() async throws {
        try await run(rules: WeChatJoinTests.rules + "\nproofs: [phone]", secret: nil) { server in
            let browser = SigningBrowser(server: server)
            let begun = try await browser.post("/join/poster/wechat", "terms=yes")
            let back = try await browser.comeBack("H1", code: "c")
            let joined = try await browser.join("H1")
            let again = try await browser.open("/join/poster/wechat/proof")
            #expect([begun, back, joined, again].map(\.status) == [404, 404, 404, 404])
            let form = try await browser.open("/join/poster")
            #expect(form.text.contains("id=\"phone\""))
        }
    }

    @Test("Without its secret no server starts, and it is said what is missing")
    func secretMissing() async throws {
        let error = await #expect(throws: ServiceError.self) { try await run(secret: nil) { _ in } }
        guard case .keys(let reason)? = error else {
            Issue.record("it started, or: \(String(describing: error))")
            return
        }
        #expect(reason.contains("tessera join wechat-secret"))
    }
}
