import Foundation
import OfflineTill
import Promotion
import Synchronization
import Testing
import Vocabulary

@testable import tessera

/// Answers every call alike, and remembers what came.
private final class FixedCaller: HTTPCaller {
    private let reply: HTTPReply?
    private let delay: Duration
    private let calls = Mutex<[HTTPCall]>([])

    /// Gives no reply at all where there is none to give: the server is away.
    init(_ reply: HTTPReply?, after delay: Duration = .zero) {
        (self.reply, self.delay) = (reply, delay)
    }

    var last: HTTPCall? { calls.withLock { $0.last } }

    func call(_ call: HTTPCall) async throws(Unreachable) -> HTTPReply {
        calls.withLock { $0.append(call) }
        try? await Task.sleep(for: delay)
        guard let reply else { throw Unreachable("refused", isUnconnected: true) }
        return reply
    }
}

@Suite struct HTTPTillServerTests {
    private func server(_ caller: FixedCaller) -> HTTPTillServer {
        HTTPTillServer(
            client: TillClient(
                caller: caller, token: "secret", currency: "CNY", cashier: "Li", language: .english))
    }

    private func reply(_ status: Int, _ body: String) -> HTTPReply {
        HTTPReply(status: status, body: Array(body.utf8), date: 1_804_651_200)
    }

    private func json(_ call: HTTPCall?) throws -> NSDictionary {
        let body = try #require(call?.body)
        return try #require(try JSONSerialization.jsonObject(with: Data(body)) as? NSDictionary)
    }

    @Test("The key is registered with the terminal's token") func register() async throws {
        let caller = FixedCaller(reply(200, "{}"))
        try await server(caller).register("00ff")
        #expect(caller.last?.method == .put)
        #expect(caller.last?.path == "/v1/terminals/self/journal-key")
        #expect(caller.last?.headers["Authorization"] == "Bearer secret")
        #expect(try json(caller.last) == ["public_key": "00ff"])
    }

    @Test("Terms come with the server's time") func terms() async throws {
        let caller = FixedCaller(reply(200, "{\"version\":1}"))
        let fetched = try await server(caller).terms()
        #expect(fetched == FetchedTerms(bytes: Array("{\"version\":1}".utf8), time: Shop.noon))
        #expect(caller.last?.path == "/v1/terms")
    }

    @Test("A lease asks for exactly one kind of coupons, and for how long") func lease() async throws {
        let wishes: [(LeaseWish.Choice, NSDictionary)] = [
            (.store, ["store": true, "usable_for_seconds": 7_200]),
            (.segment("tier = 'gold'"), ["segment": "tier = 'gold'", "usable_for_seconds": 7_200]),
            (.codes(["A", "B"]), ["codes": ["A", "B"], "usable_for_seconds": 7_200]),
        ]
        for (choice, body) in wishes {
            let caller = FixedCaller(reply(201, "{\"lease\":\"L1\",\"signed\":\"line\"}"))
            let lease = try await server(caller).lease(LeaseWish(choice: choice, hours: 2), key: "k")
            #expect(lease == FetchedLease(line: Array("line".utf8)))
            #expect(caller.last?.headers["Idempotency-Key"] == "k")
            #expect(try json(caller.last) == body)
        }
    }

    @Test("What a lease leaves out is read with its reason, and with the code where the till had named it")
    func leftOut() async throws {
        let caller = FixedCaller(
            reply(
                201,
                """
                {"lease":"L1","coupons":0,"uses":0,"usable_until":"2027-03-10T12:00:00Z","left_out":[
                {"code":"A","reason":"reserved"},{"reason":"unbounded_discount"}],"signed":"line"}
                """))
        let lease = try await server(caller).lease(LeaseWish(choice: .store, hours: 2), key: "k")
        #expect(
            lease.leftOut == [
                .init(code: "A", reason: "reserved"), .init(code: nil, reason: "unbounded_discount"),
            ])
    }

    @Test("Each kind of answer to an upload is read, and one that nobody knows is passed over") func upload()
        async throws
    {
        let caller = FixedCaller(
            reply(
                200,
                """
                {"terminal":"T1","through":6,"answers":[
                {"entry":1,"key":"a","answer":"redeemed","redemption":"R1"},
                {"entry":2,"key":"b","answer":"reversed","redemption":"R1"},
                {"entry":3,"key":"c","answer":"conflict","other":"T2","used_at":"2027-03-10T12:00:00+08:00"},
                {"entry":4,"key":"d","answer":"refused","reason":"expired"},
                {"entry":5,"key":"e","answer":"never_seen"},
                {"entry":6,"key":"f","answer":"something_new"}]}
                """))
        let receipt = try await server(caller).upload(Array("line\n".utf8))
        #expect(caller.last?.headers["Content-Type"] == "application/x-ndjson")
        #expect(caller.last?.body == Array("line\n".utf8))
        let redemption = RedemptionID(unchecked: "R1")
        #expect(
            receipt
                == UploadReceipt(
                    through: 6,
                    answers: [
                        .init(key: "a", answer: .redeemed(redemption)),
                        .init(key: "b", answer: .reversed(redemption)),
                        .init(
                            key: "c", answer: .conflict(terminal: TerminalID(unchecked: "T2"), at: Shop.noon)),
                        .init(key: "d", answer: .refused(reason: "expired")),
                        .init(key: "e", answer: .neverSeen),
                    ]))
    }

    @Test("A gap is told with the entry that the server wants") func gap() async throws {
        let caller = FixedCaller(
            reply(409, "{\"reason\":\"journal_gap\",\"detail\":\"Send from 4.\",\"next_entry\":4}"))
        await #expect(
            throws: ServerRefusal.refused(
                status: 409, reason: "journal_gap", detail: "Send from 4.", nextEntry: 4)
        ) { try await server(caller).upload([]) }
    }

    @Test("A server that is away, busy or failed is no answer", arguments: [nil, 429, 500, 503] as [Int?])
    func lost(status: Int?) async throws {
        let caller = FixedCaller(status.map { reply($0, "") })
        do throws(ServerRefusal) {
            _ = try await server(caller).terms()
            Issue.record("it was answered")
        } catch {
            guard case .lost = error else {
                Issue.record("\(error)")
                return
            }
        }
    }

    @Test("Nobody waits longer than the patience allows") func patience() async throws {
        let caller = FixedCaller(reply(201, "{}"), after: .seconds(600))
        let request = TillRequest(key: "k", wish: .redeem(code: "A", amount: nil, member: nil))
        await #expect(throws: TillFailure.lost("no answer in 20 ms")) {
            try await server(caller).send(request, timeoutMilliseconds: 20)
        }
    }

    @Test("A request that names no time is given up in the end too") func bounded() async throws {
        var server = server(FixedCaller(reply(201, "{}"), after: .seconds(600)))
        server.maximumMilliseconds = 20
        let bounded = server
        let request = TillRequest(key: "k", wish: .redeem(code: "A", amount: nil, member: nil))
        await #expect(throws: TillFailure.lost("no answer in 20 ms")) {
            try await bounded.send(request, timeoutMilliseconds: nil)
        }
    }

    @Test("A call that never ends, not even when it is cancelled, keeps nobody waiting") func endless()
        async throws
    {
        struct EndlessCaller: HTTPCaller {
            func call(_ call: HTTPCall) async throws(Unreachable) -> HTTPReply {
                // Whoever waits for a detached task is not woken by being cancelled.
                await Task.detached { try? await Task.sleep(for: .seconds(600)) }.value
                throw Unreachable("ended")
            }
        }
        let client = TillClient(
            caller: EndlessCaller(), token: "secret", currency: "CNY", cashier: nil, language: .english)
        let request = TillRequest(key: "k", wish: .redeem(code: "A", amount: nil, member: nil))
        await #expect(throws: TillFailure.lost("no answer in 20 ms")) {
            try await client.send(request, within: 20)
        }
        await #expect(throws: Unreachable.self) { try await client.greet(within: 20) }
    }

    @Test("A connection that was never made carried nothing out") func unconnected() async throws {
        let request = TillRequest(key: "k", wish: .redeem(code: "A", amount: nil, member: nil))
        await #expect(throws: TillFailure.unconnected("refused")) {
            try await server(FixedCaller(nil)).send(request, timeoutMilliseconds: 5_000)
        }
        #expect(TillFailure.unconnected("").reach == .never)
        #expect(TillFailure.lost("").reach == .perhaps)
        #expect(TillFailure.rejected(status: 401, detail: "").reach == nil)
    }
}
