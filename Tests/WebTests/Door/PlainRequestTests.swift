import NIOCore
import Support
import Testing

@testable import Web

@Suite struct PlainRequestTests {
    private static let body = #"{"code":"A"}"#
    private static let lines = [
        "POST /v1/redemptions HTTP/1.1", "Host: shop:8080", "User-Agent: till/1.0",
        "content-type: application/json",
        "AUTHORIZATION: Bearer tst_x", "Idempotency-Key: \t k 1 ", "Accept-Language: zh",
        "Accept-Language: en",
        "X-Forwarded-For: 192.0.2.1, 192.0.2.2", "Content-Length: 12",
    ]

    private static func text(_ lines: [String] = lines) -> String {
        lines.map { $0 + "\r\n" }.joined() + "\r\n" + body
    }

    private static func read(_ text: String) -> PlainRequest.Reading {
        PlainRequest.read(ByteBuffer(string: text))
    }

    @Test("A plain request is read, and what comes behind it is left")
    func reads() throws {
        let text = Self.text()
        guard case .request(let request, let count) = Self.read(text + "POST") else {
            Issue.record("not read: \(Self.read(text))")
            return
        }
        #expect(count == text.utf8.count)
        #expect(request.authorization == "Bearer tst_x" && request.idempotencyKey == "k 1")
        #expect(request.languages == ["zh", "en"] && request.forwardedFor == ["192.0.2.1, 192.0.2.2"])
        #expect(String(decoding: request.body, as: UTF8.self) == Self.body && !request.isLast)
    }

    @Test("Every beginning of a request may become one")
    func beginnings() {
        let bytes = Array(Self.text().utf8)
        for count in 0..<bytes.count {
            let reading = PlainRequest.read(ByteBuffer(bytes: bytes[..<count]))
            #expect(reading == .incomplete, "\(count)")
        }
    }

    @Test(
        "What is not plain is left to others",
        arguments: [
            "Transfer-Encoding: chunked", "Expect: 100-continue", "Upgrade: h2c", "Connection: upgrade",
            "Content-Length: 12", "Host: two", "Idempotency-Key: two", "Authorization: two", "TE: trailers",
            "Trailer: x", "Content-Encoding: gzip", "Name : x", " folded", "No colon", ": empty",
            "Ctrl: \u{1}",
            "High: é", "Bare: \nLF", "Content-Type: application/json",
        ])
    func leaves(line: String) {
        #expect(Self.read(Self.text(Self.lines + [line])) == .other)
    }

    @Test(
        "A request without what it needs is left to others",
        arguments: [1, 3, 4, 5, 9])
    func missing(line: Int) {
        var lines = Self.lines
        lines.remove(at: line)
        #expect(Self.read(Self.text(lines)) == .other)
    }

    @Test(
        "Lengths that are none, and those of large bodies, are left to others",
        arguments: ["", "-1", "+1", "1 2", "0x1", "65537", "000012", "１"])
    func lengths(length: String) {
        #expect(Self.read(Self.text(Self.lines.dropLast() + ["Content-Length: \(length)"])) == .other)
    }

    @Test("The connection ends with a request that says so, in the one spelling that Hummingbird knows")
    func ends() {
        for (value, isLast) in [("close", true), ("keep-alive", false), ("Keep-Alive", false)] {
            guard case .request(let request, _) = Self.read(Self.text(Self.lines + ["Connection: \(value)"]))
            else {
                Issue.record("not read: \(value)")
                continue
            }
            #expect(request.isLast == isLast)
        }
        #expect(Self.read(Self.text(Self.lines + ["Connection: Close"])) == .other)
    }

    @Test("A head without end is not waited for")
    func endless() {
        let start = Self.lines.map { $0 + "\r\n" }.joined() + "X-Long: "
        #expect(Self.read(start + String(repeating: "x", count: 5_000)) == .incomplete)
        #expect(Self.read(start + String(repeating: "x", count: 9_000)) == .other)
    }

    @Test("Damaged requests never trap, and are read only if their head is still whole")
    func fuzz() {
        var generator = SplitMix64.forTests()
        let whole = Array(Self.text().utf8)
        for _ in 0..<5_000 {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(
                    in: 0...255, using: &generator)
            }
            guard case .request(let request, let count) = PlainRequest.read(ByteBuffer(bytes: bytes)) else {
                continue
            }
            #expect(count <= bytes.count && bytes.starts(with: "POST /v1/redemptions HTTP/1.1\r\n".utf8))
            #expect(request.body == Array(bytes[(count - request.body.count)..<count]))
        }
    }
}
