import Foundation
import Store
import StoreSQLite
import Testing
import Vocabulary

@testable import Service

/// What the page of joining does not take.
@Suite struct JoinRefusalTests {
    private func addPoster(_ server: TestServer) async throws {
        let poster = PlacementRecord(
            id: PlacementID(unchecked: "poster"), title: "Poster", store: nil, fixture: "wall", creative: "a",
            campaign: nil, target: nil, createdAt: TestServer.noon)
        let isNew = try await server.store.add(poster)
        #expect(isNew)
    }

    private func post(
        _ server: TestServer, _ body: String, path: String = "/join/poster", headers: [String: String] = [:]
    ) async throws -> Answer {
        let type = ["Content-Type": "application/x-www-form-urlencoded", "Accept-Language": "en"]
        return try await server.send(
            "POST", path, body: Array(body.utf8), headers: type.merging(headers) { $1 })
    }

    private func wasSent(_ server: TestServer) -> Bool {
        FileManager.default.fileExists(atPath: server.context.workspace.file("data/codes").path())
    }

    @Test(
        "A form that is wrong comes back with what is wrong, and no code is sent",
        arguments: [
            ("phone=&terms=yes", "fault", "mobile number"), ("phone=12&terms=yes", "phone", "mobile number"),
            ("phone=13912345678", "terms", "agreeing"), ("", "phone", "agreeing"),
            ("phone=13912345678&terms=no", "terms", "agreeing"),
            ("phone=13912345678&terms=yes&name=\(String(repeating: "x", count: 5_000))", "name", "too long"),
        ])
    func faults(body: String, field: String, text: String) async throws {
        try await TestServer.run { server in
            try await addPoster(server)
            let answer = try await post(server, body)
            #expect(answer.status == 422 && answer.text.contains(text), "\(answer.text)")
            #expect(!wasSent(server))
        }
    }

    @Test("What was typed comes back escaped, with the reader's own ticks and no others")
    func typed() async throws {
        try await TestServer.run { server in
            try await addPoster(server)
            let answer = try await post(
                server, "phone=%3Cscript%3E&name=A%26B&allow=personalisation&allow=nonsense")
            #expect(answer.text.contains("&lt;script&gt;") && !answer.text.contains("<script>"))
            #expect(answer.text.contains("A&amp;B"))
            #expect(answer.text.split(separator: " checked").count == 2)
            #expect(answer.text.contains(#"value="personalisation" checked"#))
        }
    }

    @Test("Forms of other sites and other bodies are refused, and broken escapes send nothing")
    func foreign() async throws {
        try await TestServer.run { server in
            try await addPoster(server)
            let good = "phone=13912345678&terms=yes"
            for path in ["/join/poster", "/join/poster/proof"] {
                let foreign = try await post(
                    server, good, path: path, headers: ["Sec-Fetch-Site": "cross-site"])
                #expect(foreign.status == 403, "\(path)")
                let json = try await post(
                    server, "{}", path: path, headers: ["Content-Type": "application/json"])
                #expect(json.status == 415, "\(path)")
                for broken in ["phone=%", "phone=%4", "phone=%GG", "phone=%FF"] {
                    #expect(try await post(server, broken, path: path).status == 422, "\(broken)")
                }
                let large = String(repeating: "a", count: 70_000)
                #expect(try await post(server, large, path: path).status == 413)
            }
            #expect(!wasSent(server))
        }
    }

    @Test("Three codes in ten minutes are enough for a number")
    func tooMany() async throws {
        try await TestServer.run { server in
            try await addPoster(server)
            for _ in 1...3 {
                #expect(try await post(server, "phone=13912345678&terms=yes").status == 200)
            }
            let fourth = try await post(server, "phone=%2B86+139+1234+5678&terms=yes")
            #expect(fourth.status == 429 && fourth.headers["retry-after"] == "600")
            #expect(fourth.text.contains("in 10 minutes") && fourth.text.contains("+86 139 1234 5678"))
            #expect(try await post(server, "phone=13912345679&terms=yes").status == 200)
            server.clock.advance(seconds: 600)
            #expect(try await post(server, "phone=13912345678&terms=yes").status == 200)
        }
    }

    @Test("One network cannot make the page send without end")
    func network() async throws {
        try await TestServer.run { server in
            try await addPoster(server)
            // What comes back meanwhile is one in five seconds, which this is faster than.
            var statuses: [Int] = []
            repeat {
                let number = 13_912_345_000 + statuses.count
                statuses.append(try await post(server, "phone=\(number)&terms=yes").status)
            } while statuses.last == 200 && statuses.count < 300
            #expect(statuses.last == 429 && statuses.count > 30)
            let again = try await server.send("GET", "/join/poster/proof?lang=zh-Hans")
            #expect(again.status == 303)
            #expect(again.headers["location"] == "/join/poster?lang=zh-Hans&landed=yes")
        }
    }

    @Test("Without rules, or at no placement of ours, there is nothing to join")
    func closed() async throws {
        try await TestServer.run { server in
            let form = try await server.send("GET", "/join/poster")
            let asked = try await post(server, "phone=13912345678&terms=yes")
            #expect(form.status == 404 && asked.status == 404)
        }
        var options = TestServer.Options()
        options.join = ""
        try await TestServer.run(options) { server in
            try await addPoster(server)
            #expect(try await server.send("GET", "/join/poster").status == 404)
            let landing = try await server.send("GET", "/s/poster")
            #expect(landing.status == 200 && !landing.text.contains("/join/"))
        }
    }

    @Test("A sender that does not answer sends nobody on to type a code")
    func unsent() async throws {
        var options = TestServer.Options()
        options.join = """
            terms: {version: "1", url: "https://example.com/terms"}
            codes: {sender: {url: "https://sms.example.com/codes"}}
            """
        try await TestServer.run(options) { server in
            try await addPoster(server)
            let answer = try await post(server, "phone=13912345678&terms=yes")
            #expect(answer.status == 503 && answer.text.contains("could not be sent"))
        }
    }

    @Test("A program that sends codes is told by a signed message")
    func called() async throws {
        let caller = KeepingCaller()
        var options = TestServer.Options()
        options.caller = caller
        options.join = """
            terms: {version: "1", url: "https://example.com/terms"}
            codes: {sender: {url: "https://sms.example.com/codes"}}
            """
        try await TestServer.run(options) { server in
            try await addPoster(server)
            #expect(try await post(server, "phone=13912345678&terms=yes").status == 200)
            let call = try #require(await caller.calls.first)
            #expect(call.address.text == "https://sms.example.com/codes")
            let id = try #require(call.headers["webhook-id"])
            let seconds = try #require(call.headers["webhook-timestamp"].flatMap { Int64($0) })
            let signature = server.context.keys.codeSenderSecret.signature(
                of: EventID(unchecked: id), at: seconds, body: call.body)
            #expect(call.headers["webhook-signature"] == signature)
            let body = try #require(
                try JSONSerialization.jsonObject(with: Data(call.body)) as? [String: Any])
            #expect(body["to"] as? String == "+8613912345678" && body["type"] as? String == "code.requested")
            let code = try #require(body["code"] as? String)
            let joined = try await post(server, "challenge=\(id)&code=\(code)", path: "/join/poster/proof")
            #expect(joined.status == 200)
        }
    }
}

/// Keeps what is sent, and answers that it was taken.
private actor KeepingCaller: WebhookCaller {
    private(set) var calls: [WebhookCall] = []

    func post(_ call: WebhookCall) async throws(WebhookSilence) -> WebhookReply {
        calls.append(call)
        return WebhookReply(status: 202)
    }
}
