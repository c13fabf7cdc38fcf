import Testing

@Suite struct TerminalTests {
    private let json = ["Content-Type": "application/json"]

    @Test("The owner enrols a terminal, whose token works until it is revoked")
    func enrols() async throws {
        try await TestServer.run { server in
            let body = Array(#"{"store":"SH02","name":"counter"}"#.utf8)
            let enrolled = try await server.send(
                "POST", "/v1/terminals", body: body, headers: json, token: server.owner)
            #expect(enrolled.status == 201 && enrolled["store"] == "SH02")
            let id = try #require(enrolled["terminal"])
            #expect(id.hasPrefix("t-sh02-"))
            let token = try #require(enrolled["token"])
            let before = try await server.send("GET", "/v1/stores", token: token)
            #expect(before.status == 200)
            let revoked = try await server.send("DELETE", "/v1/terminals/\(id)", token: server.owner)
            #expect(revoked.status == 204)
            let after = try await server.send("GET", "/v1/stores", token: token)
            #expect(after.status == 401)
            let list = try await server.send("GET", "/v1/terminals", token: server.owner)
            let rows = list.json["terminals"] as? [[String: Any]] ?? []
            #expect(rows.count == 2)
            #expect(rows.first { $0["terminal"] as? String == id }?["revoked_at"] != nil)
            #expect(!list.text.contains("token"))
        }
    }

    @Test("Terminals may not manage terminals, and strangers may nothing")
    func forbids() async throws {
        try await TestServer.run { server in
            for (method, path) in [
                ("GET", "/v1/terminals"), ("POST", "/v1/terminals"), ("DELETE", "/v1/terminals/x"),
            ] {
                let till = try await server.send(method, path, headers: json, token: server.till)
                #expect(till.status == 403 && till["reason"] == "forbidden")
                let nobody = try await server.send(method, path, headers: json)
                #expect(nobody.status == 401)
                #expect(nobody.headers["www-authenticate"] == "Bearer realm=\"tessera\"")
            }
            let order = Array(TestServer.order("X").utf8)
            let owner = try await server.send(
                "POST", "/v1/redemptions", body: order, headers: json, token: server.owner)
            #expect(owner.status == 403)
        }
    }

    @Test("A store that does not exist and a terminal that does not exist are 404")
    func unknown() async throws {
        try await TestServer.run { server in
            let body = Array(#"{"store":"XX99","name":"counter"}"#.utf8)
            let store = try await server.send(
                "POST", "/v1/terminals", body: body, headers: json, token: server.owner)
            #expect(store.status == 404)
            for id in ["t-none", "%00"] {
                let terminal = try await server.send("DELETE", "/v1/terminals/\(id)", token: server.owner)
                #expect(terminal.status == 404)
            }
        }
    }

    @Test("After thirty wrong tokens an address must wait, and the right token still passes")
    func limitsGuessing() async throws {
        try await TestServer.run { server in
            let guess = TestServer.request("GET", "/v1/stores", token: "wrong", connection: "keep-alive")
            let last = TestServer.request("GET", "/v1/stores", token: "wrong")
            // On one connection, so that they come faster than the bucket fills again.
            let guesses = [[UInt8]](repeating: guess, count: 99).flatMap { $0 } + last
            let answers = try await RawHTTP.exchange([guesses], port: server.port)
            #expect(answers.prefix(30).allSatisfy { $0.status == 401 })
            let limited = answers.filter { $0.status == 429 }
            #expect(!limited.isEmpty && limited.allSatisfy { $0.headers["retry-after"] != nil })
            let right = try await server.send("GET", "/v1/stores", token: server.till)
            #expect(right.status == 200)
        }
    }
}
