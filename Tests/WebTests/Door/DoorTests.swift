import Foundation
import Payload
import Service
import Store
import Support
import Synchronization
import Testing

/// The same bytes to a server with a door and to one without: both answer alike, byte for byte.
@Suite struct DoorTests {
    /// What a client sends, given a till's token and codes that nobody used.
    struct Case: Sendable {
        let name: String
        var end = Conversation.End.open
        let pieces: @Sendable (Shop) -> [String]
    }

    /// Tokens and codes, the same on both servers.
    struct Shop: Sendable {
        let till: String
        let cashier: String
        let owner: String
        let codes: [String]
        /// What the keys of a case begin with.
        let prefix: String

        /// A request as a till sends it; parts can be other than usual.
        func request(
            _ code: Int = 0, key: String = "k", token: String? = nil, type: String = "application/json",
            more: String = "", body: String? = nil, length: Int? = nil, isLast: Bool = true
        ) -> String {
            let body = body ?? TestServer.order(codes[code])
            return "POST /v1/redemptions HTTP/1.1\r\nHost: test\r\nContent-Type: \(type)\r\n"
                + "Authorization: Bearer \(token ?? till)\r\nIdempotency-Key: \(key.isEmpty ? "" : prefix + key)\r\n\(more)"
                + (isLast ? "Connection: close\r\n" : "")
                + "Content-Length: \(length ?? body.utf8.count)\r\n\r\n\(body)"
        }
    }

    private static func one(_ name: String, _ make: @escaping @Sendable (Shop) -> String) -> Case {
        Case(name: name) { [make($0)] }
    }

    private static let judged: [Case] = [
        one("good") { $0.request() },
        one("refused, a replay and a key for another") { shop in
            shop.request(isLast: false) + shop.request(isLast: false) + shop.request(key: "k2", isLast: false)
                + shop.request(1, isLast: false) + shop.request(2, key: "k2")
        },
        one("in two languages") { shop in
            shop.request(more: "Accept-Language: en-GB, zh;q=0.5\r\n", isLast: false)
                + shop.request(
                    key: "k2", more: "Accept-Language: fr\r\nAccept-Language: zh-CN\r\n", isLast: false)
                + shop.request(key: "k3", more: "Accept-Language: en\r\n")
        },
        one("unknown codes") { shop in
            shop.request(body: TestServer.order("0000-0000-0000-0000"), isLast: false)
                + shop.request(key: "k2", body: TestServer.order("not a code"))
        },
        one("several codes") { $0.request(body: TestServer.stack([$0.codes[0], $0.codes[1]])) },
        one("items") { shop in
            let item = TestServer.item("sku\\\"1", 2, "40.00")
            return shop.request(body: TestServer.order(shop.codes[0], more: ",\"items\":[\(item)]"))
        },
        one("a member's card and id") { shop in
            let card = ",\"member\":\"\(shop.codes[5])\""
            return shop.request(body: TestServer.order(shop.codes[0], more: card), isLast: false)
                + shop.request(
                    1, key: "k2", body: TestServer.order(shop.codes[1], more: ",\"member\":\"m-none\""))
        },
        one("a cashier") { $0.request(token: $0.cashier) },
        one("the owner") { $0.request(token: $0.owner) },
        one("a wrong token") { $0.request(token: "tst_wrong", isLast: false) + $0.request() },
        one("no JSON") { $0.request(body: "{\"code\":", isLast: false) + $0.request(key: "k2", body: "") },
        one("unknown fields and amounts") { shop in
            shop.request(body: TestServer.order(shop.codes[0], amount: "80.001", more: ",\"amuont\":1"))
        },
        one("a key that is too long") { $0.request(key: String(repeating: "k", count: 129)) },
        one("an empty key") { $0.request(key: "") },
        one("a content type with parameters") { $0.request(type: "Application/JSON; charset=utf-8") },
    ]

    private static let left: [Case] = [
        one("another content type") { $0.request(type: "text/plain") },
        one("no key") { $0.request().replacing("Idempotency-Key", with: "X-Idempotency-Key") },
        one("two keys") { $0.request(more: "Idempotency-Key: k2\r\n") },
        one("no token") { $0.request().replacing("Authorization", with: "X-Authorization") },
        one("too large") { $0.request(body: "{\"code\":\"" + String(repeating: "A", count: 70_000) + "\"}") },
        one("chunked") { shop in
            let body = TestServer.order(shop.codes[0])
            return shop.request(more: "Transfer-Encoding: chunked\r\n", body: "")
                .replacing("Content-Length: 0\r\n", with: "")
                + String(body.utf8.count, radix: 16) + "\r\n\(body)\r\n0\r\n\r\n"
        },
        one("Expect") { $0.request(more: "Expect: 100-continue\r\n") },
        one("other spellings of the line") { shop in
            shop.request().replacing("/v1/redemptions HTTP", with: "/v1/redemptions?a=b HTTP")
        },
        one("a slash too many") { $0.request().replacing("/v1/redemptions ", with: "/v1/redemptions/ ") },
        one("GET") { $0.request().replacing("POST", with: "GET") },
        one("HTTP/1.0") { $0.request().replacing("HTTP/1.1", with: "HTTP/1.0") },
        one("headers in any case") { shop in
            shop.request().replacing("Content-Length", with: "CONTENT-length")
                .replacing("Authorization: Bearer ", with: "authorization:\tbearer  ")
        },
        one("other requests before and after") { shop in
            "GET /healthz HTTP/1.1\r\nHost: test\r\n\r\n" + shop.request(isLast: false)
                + "GET /healthz HTTP/1.1\r\nHost: test\r\n\r\n" + shop.request(key: "k2")
        },
        one("other requests after") { shop in
            shop.request(isLast: false) + "GET /v1/stores HTTP/1.1\r\nHost: test\r\n\r\n"
                + shop.request(key: "k2")
        },
        one("nonsense after") { $0.request(isLast: false) + "\u{1}\u{2}\r\n\r\n" },
        one("a length that is no number") { shop in
            shop.request().replacing("Content-Length: ", with: "Content-Length: +")
        },
        one("two lengths") { $0.request(more: "Content-Length: 3\r\n") },
    ]

    private static let slow: [Case] = [
        Case(name: "slow bytes") { shop in
            let request = Array(shop.request())
            return stride(from: 0, to: request.count, by: 90).map {
                String(request[$0..<min($0 + 90, request.count)])
            }
        },
        Case(name: "pipelined, and the second in two parts") { shop in
            let second = shop.request(key: "k2")
            return [shop.request(isLast: false) + second.prefix(40), String(second.dropFirst(40))]
        },
        Case(name: "a half-closed connection", end: .halfClosed) { [$0.request(isLast: false)] },
        Case(name: "two requests and a half-closed connection", end: .halfClosed) { shop in
            [shop.request(isLast: false) + shop.request(1, key: "k2", isLast: false)]
        },
        Case(name: "half a request on a half-closed connection", end: .halfClosed) { shop in
            [shop.request(isLast: false) + shop.request(1, key: "k2", isLast: false).prefix(150)]
        },
        Case(name: "half a body on a half-closed connection", end: .halfClosed) { shop in
            [shop.request(length: 500, isLast: false)]
        },
    ]

    @Test("Both ways give the same status, headers and body", arguments: [judged, left, slow])
    func alike(cases: [Case]) async throws {
        let door = try await answers(to: cases, hasDoor: true)
        let plain = try await answers(to: cases, hasDoor: false)
        for (name, (ours, theirs)) in zip(cases.map(\.name), zip(door, plain)) {
            let difference = zip(ours, theirs).first { $0 != $1 }
            #expect(
                ours.count == theirs.count && difference == nil,
                "\(name): \(ours.count) \(theirs.count) lines")
            #expect(ours.contains { $0.hasPrefix("HTTP/1.1 ") }, "\(name)")
        }
    }

    /// The answers to each case, on a server whose chance is always the same.
    private func answers(to cases: [Case], hasDoor: Bool) async throws -> [[String]] {
        let generator = Mutex(SplitMix64(seed: 7))
        var options = TestServer.Options()
        options.hasDoor = hasDoor
        options.randomBytes = { count in
            generator.withLock { generator in
                (0..<count).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
            }
        }
        var all: [[String]] = []
        try await TestServer.run(options) { server in
            let cashier = try await server.token(.cashier, "SH01").text
            let codes = try await server.issue(UInt32(8 * cases.count)).map(\.code.text)
            for (number, one) in cases.enumerated() {
                let shop = Shop(
                    till: server.till, cashier: cashier, owner: server.owner,
                    codes: Array(codes[8 * number..<8 * number + 8]), prefix: "\(number)-")
                let pieces = one.pieces(shop).map { Array($0.utf8) }
                all.append(Self.lines(try await Conversation.hold(pieces, end: one.end, port: server.port)))
            }
        }
        return all
    }

    /// The bytes in lines, without what differs from request to request.
    private static func lines(_ bytes: [UInt8]) -> [String] {
        String(decoding: bytes, as: UTF8.self).split(separator: "\r\n", omittingEmptySubsequences: false)
            .map(String.init).filter { !$0.hasPrefix("Date: ") && !$0.hasPrefix("X-Request-Id: ") }
    }
}
