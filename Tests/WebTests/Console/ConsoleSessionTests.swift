import Foundation
import HTTPTypes
import Service
import Store
import StoreSQLite
import Testing
import Vocabulary

@testable import Web

/// Signing in to the console, and what ends a session.
@Suite struct ConsoleSessionTests {
    @Test("Without a session every page leads to the sign-in, and a wrong token opens none")
    func signedOut() async throws {
        try await TestServer.run { server in
            let browser = ConsoleBrowser(server)
            for route in ConsoleRoute.allCases where route.method == .get && route != .signInForm {
                let path = route.path.replacing("{id}", with: "m-1")
                let answer = try await browser.get(path)
                let wanted = route == .home ? "/console/members" : "/console/sign-in"
                #expect(answer.status == 303 && answer.headers["location"] == wanted, "\(path)")
            }
            let form = try await browser.get("/console/sign-in")
            #expect(form.status == 200 && form.text.contains("type=\"password\""))
            for token in ["tsp_wrong", server.till, try await server.token(.cashier, "SH01").text, ""] {
                let answer = try await browser.signIn(token)
                #expect(answer.status == 401 && browser.cookies.isEmpty, "\(token)")
                #expect(answer.headers["content-type"]?.hasPrefix("text/html") == true)
            }
        }
    }

    @Test("The cookie is for the console alone, and no script reads it; behind a proxy it needs TLS")
    func cookie() async throws {
        try await TestServer.run { server in
            let answer = try await ConsoleBrowser(server).signIn(server.owner)
            let cookie = try #require(answer.headers["set-cookie"])
            for part in ["Path=/console", "HttpOnly", "SameSite=Strict", "Max-Age=43200"] {
                #expect(cookie.contains("; \(part)"), "\(cookie)")
            }
            #expect(!cookie.contains("Secure") && !cookie.contains(server.owner))
            #expect(answer.headers["referrer-policy"] == "same-origin")
            #expect(answer.headers["content-security-policy"]?.contains("script-src 'self'") == true)
            #expect(ConsoleCookies.header("a", "b", seconds: 1, isSecure: true).hasSuffix("; Secure"))
        }
    }

    @Test("Revocation ends a session at once, so does signing out, and so do 12 hours")
    func ends() async throws {
        try await TestServer.run { server in
            let manager = try await server.token(.manager)
            for end in ["revocation", "sign-out", "time"] {
                let browser = ConsoleBrowser(server)
                let token = end == "revocation" ? manager.text : server.owner
                let list = try await browser.follow(try await browser.signIn(token))
                #expect(list.status == 200, "\(list.text)")
                let kept = browser.cookies
                switch end {
                case "revocation":
                    try await TokenService(server.context).revoke(manager.id, by: "test")
                case "sign-out": #expect(try await browser.post("/console/sign-out").status == 303)
                default:
                    server.clock.advance(seconds: ConsoleSessions.lifetimeSeconds - 1)
                    #expect(try await browser.get("/console/members").status == 200)
                    server.clock.advance(seconds: 1)
                }
                browser.cookies = kept
                let after = try await browser.get("/console/members")
                #expect(after.status == 303 && after.headers["location"] == "/console/sign-in", "\(end)")
            }
        }
    }

    @Test("A form is taken from a page of the same session alone")
    func forgery() async throws {
        try await TestServer.run { server in
            let id = try await server.member()
            let browser = ConsoleBrowser(server)
            _ = try await browser.follow(try await browser.signIn(server.owner))
            let path = "/console/members/\(id)/leave"
            for origin in [
                ["Sec-Fetch-Site": "cross-site"], ["Sec-Fetch-Site": "same-site"], ["Sec-Fetch-Site": "none"],
                ["Origin": "http://evil.example"], ["Origin": "null"], [:],
            ] {
                browser.origin = origin
                #expect(try await browser.post(path, ["sure": "yes"]).status == 403, "\(origin)")
                #expect(try await browser.signIn(server.owner).status == 403)
            }
            browser.origin = ["Origin": "http://test"]
            for token in ["", "wrong"] {
                let answer = try await browser.post(path, ["sure": "yes", "form_token": token])
                #expect(answer.status == 403)
            }
            let other = ConsoleBrowser(server)
            _ = try await other.follow(try await other.signIn(server.owner))
            let foreign = try await browser.post(path, ["sure": "yes", "form_token": other.formToken])
            #expect(foreign.status == 403)
            #expect(try await MemberService(server.context).show(id).state == "member")
            #expect(try await browser.post(path, ["sure": "yes"]).status == 303)
            #expect(try await MemberService(server.context).show(id).state == "left")
        }
    }

    @Test(
        "Whoever signs in at one verifier is signed in at another of the same database, until they sign out")
    func shared() async throws {
        try await TestServer.run { server in
            let (here, there) = (ConsoleSessions(server.context), ConsoleSessions(server.context))
            let number = try await here.begin(.owner)
            let session = try #require(try await there.session(number))
            #expect(session.principal == .owner && !session.formToken.contains(number))
            #expect(try await here.session(number)?.formToken == session.formToken)
            #expect(try await there.session("") == nil)
            try await there.end(number)
            #expect(try await here.session(number) == nil)
        }
    }

    @Test("A session that began later than now is none: the clock was set back")
    func clockSetBack() async throws {
        try await TestServer.run { server in
            server.clock.advance(seconds: 60)
            let sessions = ConsoleSessions(server.context)
            let number = try await sessions.begin(.owner)
            server.clock.advance(seconds: -61)
            #expect(try await sessions.session(number) == nil)
        }
    }
}
