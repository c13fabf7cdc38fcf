import Foundation
import Payload
import Service
import Store
import StoreSQLite
import Testing
import Vocabulary

@testable import Web

/// Signing a till in to its page, and what ends that.
@Suite struct TillSessionTests {
    @Test("A till that signed in redeems, looks and reverses as with its token")
    func redeems() async throws {
        try await TestServer.run { server in
            let code = try await server.issue(1)[0].code.text
            let till = TillBrowser(server)
            let seat = try await till.signIn(server.till)
            #expect(
                seat.status == 200 && seat["store"] == "SH01" && seat["currency"] == "CNY", "\(seat.text)")
            #expect(seat["name"] == "till" && seat["store_name"]?.isEmpty == false)
            let first = try await till.redeem(code, key: "k1")
            #expect(first.status == 201, "\(first.text)")
            let again = try await till.redeem(code, key: "k1")
            #expect(again.headers["idempotent-replayed"] == "true" && again.body == first.body)
            #expect(try await till.redeem(code, key: "k2")["reason"] == "already_redeemed")
            let id = try #require(first["redemption"])
            let void = try await till.send(
                "POST", "/v1/redemptions/\(id)/reversals", #"{"kind":"void","reason":"wrong"}"#, key: "k3")
            #expect(void.status == 201, "\(void.text)")
            let entries = try await server.ledger()
            let terminal = try #require(seat["terminal"])
            #expect(!entries.isEmpty && entries.allSatisfy { $0["terminal"] as? String == terminal })
        }
    }

    @Test("The cookie holds no token, no script reads it, and it is nobody's to make up")
    func cookie() async throws {
        try await TestServer.run { server in
            let till = TillBrowser(server)
            let answer = try await till.signIn(server.till)
            let cookie = try #require(answer.headers["set-cookie"])
            for part in ["Path=/", "HttpOnly", "SameSite=Strict", "Max-Age=2592000"] {
                #expect(cookie.contains("; \(part)"), "\(cookie)")
            }
            #expect(!cookie.contains(server.till) && !cookie.contains("Secure"))
            #expect(!cookie.contains(till.formToken))
            let good = till.cookie
            var bytes = Array(good.utf8)
            bytes[20] = bytes[20] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
            let other = try #require(
                try? server.context.keys.vault.seal(
                    Array("terminal\nx\n9999999999999\ny".utf8), nonce: [UInt8](repeating: 7, count: 12),
                    context: Array("something else".utf8)))
            for made in [
                String(decoding: bytes, as: UTF8.self), String(good.dropLast(4)), "a", good + good,
                String(repeating: "A", count: 5_000), Base64URL.encode(other),
            ] {
                till.cookie = made
                #expect(try await till.send("GET", "/v1/terminals/self").status == 401)
            }
            till.cookie = good
            #expect(try await till.send("GET", "/v1/terminals/self").status == 200)
        }
    }

    @Test("A session is for requests of its own page alone, which know the form's token")
    func forgery() async throws {
        try await TestServer.run { server in
            let code = try await server.issue(1)[0].code.text
            let till = TillBrowser(server)
            try await till.signIn(server.till)
            let known = till.formToken
            for origin in [
                ["Sec-Fetch-Site": "cross-site"], ["Sec-Fetch-Site": "same-site"], ["Sec-Fetch-Site": "none"],
                ["Origin": "http://evil.example"], ["Origin": "null"], [:],
            ] {
                till.origin = origin
                #expect(try await till.redeem(code, key: "f").status == 403, "\(origin)")
                #expect(try await till.signIn(server.till).status == 403)
                #expect(try await till.send("DELETE", "/till/session").status == 403)
            }
            till.origin = ["Origin": "http://test"]
            let other = TillBrowser(server)
            try await other.signIn(try await server.enrol())
            for token in ["", "wrong", other.formToken] {
                till.formToken = token
                #expect(try await till.redeem(code, key: "f").status == 403)
                #expect(try await till.send("GET", "/v1/ledger").status == 403)
            }
            let told = try await till.send("GET", "/v1/terminals/self")
            #expect(told["form_token"] == known)
            till.formToken = known
            #expect(try await till.redeem(code, key: "f").status == 201)
        }
    }

    @Test("A token beside the cookie counts alone, and a session opens nothing that its till may not")
    func scope() async throws {
        try await TestServer.run { server in
            let till = TillBrowser(server)
            try await till.signIn(server.till)
            let authorized = ["Authorization": "Bearer wrong"]
            #expect(try await till.send("GET", "/v1/terminals/self", headers: authorized).status == 401)
            let owner = ["Authorization": "Bearer \(server.owner)"]
            #expect(try await till.send("GET", "/v1/members", headers: owner).status == 200)
            #expect(try await till.send("GET", "/v1/members").status == 403)
            let plain = try await server.send("GET", "/v1/terminals/self", token: server.till)
            #expect(plain.status == 200 && plain["form_token"] == nil)
        }
    }

    @Test("Who is no till signs in nowhere: owners, managers, and whoever has a wrong token")
    func strangers() async throws {
        try await TestServer.run { server in
            let till = TillBrowser(server)
            let manager = try await server.token(.manager).text
            for (token, status) in [
                (server.owner, 403), (manager, 403), ("tst_wrong", 401), ("", 401),
            ] {
                #expect(try await till.signIn(token).status == status, "\(token)")
                #expect(till.cookie.isEmpty)
            }
            #expect(try await till.send("POST", "/till/session", "{}").pointers == ["/token"])
            let cashier = try await server.token(.cashier, "SH01").text
            #expect(try await till.signIn(cashier).status == 200)
            let code = try await server.issue(1)[0].code.text
            #expect(try await till.redeem(code, key: "c").status == 201)
        }
    }

    @Test("Revocation ends a session at once, and so do 30 days; use before that renews it")
    func ends() async throws {
        try await TestServer.run { server in
            let day: Int64 = 86_400
            let enrolled = try await server.till(in: "SH01")
            let till = TillBrowser(server)
            try await till.signIn(enrolled.token)
            let (first, token) = (till.cookie, till.formToken)
            server.clock.advance(seconds: day - 1)
            #expect(try await till.send("GET", "/v1/terminals/self").headers["set-cookie"] == nil)
            server.clock.advance(seconds: 2)
            let renewed = try await till.send("GET", "/v1/terminals/self")
            #expect(renewed["form_token"] == token && till.cookie != first)
            server.clock.advance(seconds: 29 * day)
            let second = till.cookie
            till.cookie = first
            #expect(try await till.send("GET", "/v1/ledger").status == 401)
            till.cookie = second
            #expect(try await till.send("GET", "/v1/ledger").status == 200)
            try await TerminalService(server.context).revoke(enrolled.id)
            #expect(try await till.send("GET", "/v1/ledger").status == 401)
            #expect(try await till.redeem("x", key: "x").status == 401)
        }
    }

    @Test("Signing out takes the cookie away; a clock that was set back lets nobody stay for longer")
    func signOut() async throws {
        try await TestServer.run { server in
            let till = TillBrowser(server)
            try await till.signIn(server.till)
            server.clock.advance(seconds: -60)
            #expect(try await till.send("GET", "/v1/terminals/self").status == 401)
            server.clock.advance(seconds: 60)
            let answer = try await till.send("DELETE", "/till/session")
            #expect(answer.status == 204 && till.cookie.isEmpty)
            #expect(answer.headers["set-cookie"]?.contains("Max-Age=0") == true)
        }
    }

    @Test("The audit log says which till signed in")
    func audit() async throws {
        try await TestServer.run { server in
            try await TillBrowser(server).signIn(server.till)
            let log = try await server.send("GET", "/v1/audit", token: server.owner)
            #expect(log.text.contains(#""action":"till_sign_in""#), "\(log.text)")
            #expect(!log.text.contains(server.till))
        }
    }
}
