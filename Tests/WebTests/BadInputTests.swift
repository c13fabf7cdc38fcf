import Payload
import Service
import Testing

@Suite struct BadInputTests {
    private static func money(_ amount: String, _ currency: String = "CNY") -> String {
        #"{"code":"X","amount":{"amount":"\#(amount)","currency":"\#(currency)"}}"#
    }

    /// What is sent, and which places the answer names.
    private static let bodies: [(body: String, pointers: [String])] = [
        (#"{"code": "#, [""]), ("", [""]), ("[1,2]", ["", "/code"]), ("null", ["", "/code"]),
        (String(repeating: "[", count: 10_000), [""]), (#"{"code":"X","code":"Y"}"#, [""]),
        (#"{"code":"X","colour":"green"}"#, ["/colour"]), (#"{"amount":null}"#, ["/code"]),
        (#"{"code":12}"#, ["/code"]), (#"{"code":"X","a/b~c":1}"#, ["/a~1b~0c"]),
        (#"{"code":"X","amount":12}"#, ["/amount"]), (money("-1.00"), ["/amount/amount"]),
        (money("ten"), ["/amount/amount"]), (money("80.001"), ["/amount/amount"]),
        (money(String(repeating: "9", count: 40)), ["/amount/amount"]),
        (money("1", "yuan"), ["/amount/currency"]),
        (#"{"code":"X","amount":{"amount":"1","currency":"CNY","x":1}}"#, ["/amount/x"]),
        (#"{"code":"X","items":{}}"#, ["/items"]),
        (
            #"{"code":"X","items":[{"sku":"a","quantity":0,"unit_price":{"amount":"1","currency":"CNY"}}]}"#,
            ["/items/0/quantity"]
        ),
        (#"{"code":"X","items":[{"sku":"a"}]}"#, ["/items/0/quantity", "/items/0/unit_price"]),
        (#"{"code":"X","member":"no name"}"#, ["/member"]), (#"{"code":"X","cashier":""}"#, ["/cashier"]),
        (#"{"code":"X","purchase":"a\u0007b"}"#, ["/purchase"]), (#"{"code":"\ud800"}"#, [""]),
    ]

    @Test("A body that is not understood is 400 and names its places") func refusesBody() async throws {
        try await TestServer.run { server in
            for (body, pointers) in Self.bodies {
                let answer = try await server.post("/v1/redemptions", body, key: "k1")
                #expect(answer.status == 400 && answer["reason"] == "invalid_input", "\(body.prefix(60))")
                #expect(Set(answer.pointers) == Set(pointers), "\(body.prefix(60)): \(answer.text)")
                #expect(answer.headers["content-type"] == "application/problem+json")
            }
        }
    }

    @Test("Invalid UTF-8 is 400")
    func invalidUTF8() async throws {
        try await TestServer.run { server in
            let body = Array(#"{"code":""#.utf8) + [0xFF, 0xFE] + Array(#""}"#.utf8)
            let headers = ["Content-Type": "application/json", "Idempotency-Key": "k"]
            let answer = try await server.send(
                "POST", "/v1/redemptions", body: body, headers: headers, token: server.till)
            #expect(answer.status == 400 && answer["detail"] == "The body is not valid UTF-8.")
        }
    }

    @Test("A key is 1 to 128 printable characters and never missing")
    func keys() async throws {
        try await TestServer.run { server in
            let code = try await server.issue(1)[0].code.text
            let long = try await server.redeem(code, key: String(repeating: "k", count: 300))
            #expect(long.status == 400)
            let missing = try await server.post("/v1/redemptions", TestServer.order(code))
            #expect(missing.status == 400)
            let longest = try await server.redeem(code, key: String(repeating: "k", count: 128))
            #expect(longest.status == 201)
        }
    }

    @Test("Another content type is 415, a wrong token 401")
    func headers() async throws {
        try await TestServer.run { server in
            let body = Array(TestServer.order("X").utf8)
            for type in ["text/plain", "application/jsonp"] {
                let answer = try await server.send(
                    "POST", "/v1/redemptions", body: body,
                    headers: ["Content-Type": type, "Idempotency-Key": "k"], token: server.till)
                #expect(answer.status == 415)
            }
            let charset = try await server.send(
                "POST", "/v1/redemptions", body: body,
                headers: ["Content-Type": "application/json; charset=utf-8", "Idempotency-Key": "k"],
                token: server.till)
            #expect(charset.status == 404)
            let token = try await server.send("POST", "/v1/redemptions", body: body, token: "tst_wrong")
            #expect(token.status == 401)
        }
    }

    @Test("Whatever was not understood or not let in did nothing, and its key is still free")
    func nothingDone() async throws {
        try await TestServer.run { server in
            let code = try await server.issue(1)[0].code.text
            let order = Array(TestServer.order(code).utf8)
            let headers = ["Content-Type": "application/json", "Idempotency-Key": "k"]
            let large = order + [UInt8](repeating: 0x20, count: 70_000)
            let attempts: [(status: Int, body: [UInt8], headers: [String: String], token: String?)] = [
                (400, Array("{".utf8), headers, server.till), (401, order, headers, nil),
                (403, order, headers, server.owner), (413, large, headers, server.till),
                (415, order, ["Idempotency-Key": "k"], server.till),
            ]
            for (status, body, headers, token) in attempts {
                let answer = try await server.send(
                    "POST", "/v1/redemptions", body: body, headers: headers, token: token)
                #expect(answer.status == status, "\(answer.text)")
            }
            let rows = try await server.ledger()
            #expect(rows.isEmpty)
            let good = try await server.redeem(code, key: "k")
            #expect(good.status == 201 && !good.isReplay)
        }
    }

    @Test("A till that guesses must wait, with the right code too, and what was put off did nothing")
    func putOff() async throws {
        try await TestServer.run { server in
            let code = try await server.issue(1)[0].code.text
            func request(_ code: String, key: String, connection: String) -> [UInt8] {
                let headers = ["Content-Type": "application/json", "Idempotency-Key": key]
                return TestServer.request(
                    "POST", "/v1/redemptions", body: Array(TestServer.order(code).utf8), headers: headers,
                    token: server.till, connection: connection)
            }
            // On one connection, so that they come faster than the bucket fills again; where they do not, on a machine
            // with much else to do, the 240th locks the till out.
            let guesses = (0..<260).flatMap { request("HELLO", key: "u\($0)", connection: "keep-alive") }
            let good = request(code, key: "k", connection: "close")
            let answers = try await RawHTTP.exchange([guesses + good], port: server.port)
            #expect(answers.prefix(120).allSatisfy { $0.status == 404 })
            let limited = answers.filter { $0.status == 429 }
            #expect(!limited.isEmpty && limited.allSatisfy { $0.headers["retry-after"] != nil })
            let rows = try await server.ledger()
            #expect(rows.count == answers.count { $0.status == 201 })
            if answers.last?.status == 429 { #expect(rows.isEmpty) }
        }
    }

    @Test("A body of 10 MB is refused, and the same connection then serves on")
    func largeBody() async throws {
        try await TestServer.run { server in
            let body = [UInt8](repeating: UInt8(ascii: " "), count: 10_000_000)
            let headers = ["Content-Type": "application/json", "Idempotency-Key": "k"]
            let large = TestServer.request(
                "POST", "/v1/redemptions", body: body, headers: headers, token: server.till,
                connection: "keep-alive")
            let small = TestServer.request("GET", "/healthz")
            let answers = try await RawHTTP.exchange([large + small], port: server.port)
            #expect(answers.map(\.status) == [413, 200])
            #expect(answers.first?["reason"] == "content_too_large" || answers.first?.status == 413)
        }
    }

    @Test("A chunked body over the limit is refused too")
    func largeChunkedBody() async throws {
        try await TestServer.run { server in
            let head = """
                POST /v1/redemptions HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\
                Transfer-Encoding: chunked\r\nContent-Type: application/json\r\nIdempotency-Key: k\r\n\
                Authorization: Bearer \(server.till)\r\n\r\n
                """
            let chunk =
                Array("10000\r\n".utf8) + [UInt8](repeating: 0x20, count: 0x10000) + Array("\r\n".utf8)
            let bytes = Array(head.utf8) + chunk + chunk + Array("0\r\n\r\n".utf8)
            let answers = try await RawHTTP.exchange([bytes], port: server.port)
            #expect(answers.map(\.status) == [413])
        }
    }

    @Test("A path that leads nowhere is 404, a wrong method 405 with those that are allowed")
    func lost() async throws {
        try await TestServer.run { server in
            let nowhere = try await server.send("GET", "/v1/nowhere")
            #expect(nowhere.status == 404 && nowhere["reason"] == "not_found")
            let method = try await server.send("PUT", "/v1/redemptions")
            #expect(method.status == 405 && method.headers["allow"] == "POST")
            #expect(method.headers["content-type"] == "application/problem+json")
            let page = try await server.send("POST", "/C/ABC")
            #expect(page.status == 405 && page.headers["allow"] == "GET, HEAD")
        }
    }
}
