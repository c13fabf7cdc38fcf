import Foundation
import Logging
import Payload
import Service
import Store
import Synchronization
import Testing
import Vocabulary

/// Whoever guesses codes is locked out, and the owner is alarmed.
@Suite struct LockoutTests {
    /// Three unknown codes lock a till out, two a visitor; the buckets never run dry before.
    private static func policy(address: Int = 100) -> GuessingPolicy {
        GuessingPolicy(
            own: .init(burst: 100, perSecond: 1, lockoutCount: 3),
            address: .init(burst: 100, perSecond: 1, lockoutCount: address),
            visitor: .init(burst: 100, perSecond: 1, lockoutCount: 2))
    }

    private final class Clock: Sendable {
        private let time = Mutex(TestServer.noon)
        var now: Instant { time.withLock { $0 } }
        func advance(_ seconds: Int64) { time.withLock { $0 = $0.advanced(bySeconds: seconds) } }
    }

    private func run(
        _ logs: LogLines = LogLines(), policy: GuessingPolicy = policy(),
        _ body: (TestServer, Clock) async throws -> Void
    ) async throws {
        let clock = Clock()
        let options = TestServer.Options(policy: policy, now: { clock.now }, logger: logs.logger)
        try await TestServer.run(options) { try await body($0, clock) }
    }

    /// Sends unknown codes, each with a key of its own.
    private func guess(_ server: TestServer, _ count: Int, token: String) async throws {
        for _ in 0..<count {
            let answer = try await server.redeem("HELLO", key: UUID().uuidString, token: token)
            #expect(answer.status == 404, "\(answer.text)")
        }
    }

    @Test("A guessing till waits a minute, then two, also with right codes, and then sells again")
    func locksOut() async throws {
        try await run { server, clock in
            let code = try await server.issue(1)[0].code.text
            let neighbour = try await server.till(in: "SH01").token
            for minutes in 1...2 {
                try await guess(server, 3, token: server.till)
                let attempts = [
                    try await server.redeem(code, key: "k"),
                    try await server.post("/v1/validations", TestServer.order(code)),
                    try await server.send("GET", "/v1/coupons/\(code)", token: server.till),
                    try await server.redeem("HELLO", key: "h"),
                ]
                for answer in attempts {
                    #expect(answer.status == 429 && answer["reason"] == "locked_out", "\(answer.text)")
                    #expect(answer.headers["retry-after"] == String(60 * minutes))
                }
                clock.advance(Int64(60 * minutes) - 1)
                #expect(try await server.redeem(code, key: "k").headers["retry-after"] == "1")
                #expect(try await server.send("GET", "/v1/stores", token: server.till).status == 200)
                clock.advance(1)
            }
            #expect(try await server.redeem(code, key: "k").status == 201)
            #expect(try await server.redeem("HELLO", key: "x", token: neighbour).status == 404)
        }
    }

    @Test("Several tokens behind one address are one guesser, and pages are not touched by it")
    func address() async throws {
        try await run(policy: Self.policy(address: 5)) { server, _ in
            let coupon = try await server.issue(1)[0]
            let tills = [
                server.till, try await server.till(in: "SH02").token, try await server.till(in: "BJ01").token,
            ]
            for (till, count) in zip(tills, [2, 2, 1]) { try await guess(server, count, token: till) }
            for till in tills {
                let answer = try await server.redeem(coupon.code.text, key: "k", token: till)
                #expect(answer.status == 429 && answer["reason"] == "locked_out")
            }
            #expect(try await server.send("GET", "/c/\(coupon.code.text)").status == 200)
        }
    }

    @Test(
        "Whoever opens pages of unknown codes gets no page for a while, and the tills behind the address sell on"
    )
    func visitor() async throws {
        try await run { server, clock in
            let code = try await server.issue(1)[0].code.text
            for _ in 1...2 { #expect(try await server.send("GET", "/c/HELLO").status == 404) }
            for path in ["/c/\(code)", "/c/HELLO", "/s/nowhere"] {
                let answer = try await server.send("GET", path)
                #expect(answer.status == 429 && answer.headers["retry-after"] == "60", "\(path)")
            }
            #expect(try await server.redeem(code, key: "k").status == 201)
            clock.advance(60)
            #expect(try await server.send("GET", "/c/\(code)").status == 200)
        }
    }

    @Test("A lock-out raises the alarm: in the log, in a metric and in the audit log")
    func alarm() async throws {
        let logs = LogLines()
        try await run(logs) { server, _ in
            try await guess(server, 3, token: server.till)
            let till = try #require(try await TerminalService(server.context).list().first).id
            let lines = logs.all.filter { $0.message.hasPrefix("guessing") }
            #expect(lines.count == 1 && lines[0].level == .warning)
            #expect(lines[0].metadata["subject"] == "\(till)" && lines[0].metadata["kind"] == "terminal")
            let metrics = try await server.send("GET", "/metrics")
            #expect(metrics.text.contains("tessera_guessing_alarms_total{kind=\"terminal\"} 1\n"))
            let audit = try await server.send("GET", "/v1/audit?limit=1000", token: server.owner)
            let entry = try #require((audit.json["entries"] as? [[String: Any]])?.last)
            #expect(entry["action"] as? String == "lockout" && entry["store"] as? String == "SH01")
            #expect(entry["actor"] as? [String: String] == ["role": "system", "id": "tessera"])
            #expect((entry["detail"] as? [String: Any])?["name"] as? String == till.text)
            for text in logs.all.map({ "\($0)" }) {
                #expect(!text.contains("HELLO") && !text.contains(server.till))
            }
        }
    }

    @Test("The third lock-out in a row is critical")
    func critical() async throws {
        let logs = LogLines()
        try await run(logs) { server, clock in
            for _ in 1...3 {
                for _ in 1...2 { _ = try await server.send("GET", "/c/HELLO") }
                clock.advance(3_600)
            }
            #expect(
                logs.all.filter { $0.message.hasPrefix("guessing") }.map(\.level) == [
                    .warning, .warning, .critical,
                ])
        }
    }

    @Test("An owner sees lock-outs and lifts them; a manager those of their own tills")
    func lift() async throws {
        try await run { server, _ in
            let code = try await server.issue(1)[0].code.text
            let manager = try await server.token(.manager, "SH01").text
            let stranger = try await server.token(.manager, "SH02").text
            try await guess(server, 3, token: server.till)
            _ = try await server.send("GET", "/c/HELLO")
            _ = try await server.send("GET", "/c/HELLO")
            let all = try await server.send("GET", "/v1/lockouts", token: server.owner)
            let rows = all.json["lockouts"] as? [[String: Any]] ?? []
            #expect(Set(rows.compactMap { $0["kind"] as? String }) == ["terminal", "visitor"])
            let mine = try await server.send("GET", "/v1/lockouts", token: manager)
            let own = mine.json["lockouts"] as? [[String: Any]] ?? []
            #expect(own.count == 1 && own[0]["kind"] as? String == "terminal" && own[0]["level"] as? Int == 1)
            let id = try #require(own.first?["id"] as? String)
            let foreign = try await server.send("DELETE", "/v1/lockouts/\(id)", token: stranger)
            #expect(foreign.status == 404)
            let lifted = try await server.send("DELETE", "/v1/lockouts/\(id)", token: manager)
            #expect(lifted.status == 204)
            #expect(try await server.redeem(code, key: "k").status == 201)
            let twice = try await server.send("DELETE", "/v1/lockouts/\(id)", token: server.owner)
            #expect(twice.status == 404)
        }
    }

    @Test("A verifier that starts again still locks out whom it locked out before")
    func restart() async throws {
        try await run { server, _ in
            try await guess(server, 3, token: server.till)
            let till = try #require(try await TerminalService(server.context).list().first).id
            let restarted = GuessingGuard(server.context, policy: Self.policy())
            let seconds = try await restarted.lockedSeconds([LockoutSubject(.terminal, till.text)], at: 0)
            #expect(seconds == 60)
        }
    }

    @Test("Unknown codes run a bucket dry before they lock out, and then have to wait")
    func bucket() async throws {
        let policy = GuessingPolicy(
            own: .init(burst: 2, perSecond: 0.001, lockoutCount: 100),
            address: GuessingPolicy.standard.address,
            visitor: GuessingPolicy.standard.visitor)
        try await TestServer.run(.init(policy: policy)) { server in
            let code = try await server.issue(1)[0].code.text
            try await guess(server, 2, token: server.till)
            let answer = try await server.redeem(code, key: "k")
            #expect(answer.status == 429 && answer["reason"] == "too_many_requests")
            #expect((answer.headers["retry-after"].flatMap { Int($0) } ?? 0) > 0)
            // An owner may look up whatever they like.
            for _ in 1...4 {
                #expect(try await server.send("GET", "/v1/coupons/HELLO", token: server.owner).status == 404)
            }
        }
    }
}
