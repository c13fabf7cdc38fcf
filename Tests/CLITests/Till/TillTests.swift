import Promotion
import Testing

@testable import tessera

@Suite struct TillTests {
    private let redeemed = TillAnswer.Redeemed(
        redemption: "r1", coupon: "ABC", offer: "Tea", discount: "10.00 CNY", usesLeft: 0, isReplayed: false)

    /// The request that an action sends.
    private func request(_ actions: [Till.Action]) -> TillRequest? {
        for action in actions {
            switch action {
            case .send(let request), .resend(let request, _): return request
            case .say, .quit: continue
            }
        }
        return nil
    }

    @Test("A code and an amount in any order are one request") func amounts() {
        var behind = Till()
        var before = Till()
        let wish = TillRequest.Wish.redeem(code: "ABC", amount: "128.00", member: nil)
        #expect(behind.read("ABC 128.00", key: "k") == [.send(TillRequest(key: "k", wish: wish))])
        #expect(before.read("128.00", key: "j") == [.say(.amountKept("128.00"))])
        #expect(before.read("ABC", key: "k") == [.send(TillRequest(key: "k", wish: wish))])
    }

    @Test("An amount counts for one customer only") func amountForgotten() {
        var till = Till()
        _ = till.read("128.00", key: "a")
        _ = till.read("ABC", key: "b")
        _ = till.take(.redeemed(redeemed))
        #expect(request(till.read("DEF", key: "c"))?.wish == .redeem(code: "DEF", amount: nil, member: nil))
    }

    @Test("A coupon that needs an amount waits for it") func amountWanted() {
        var till = Till()
        _ = till.read("ABC", key: "a")
        #expect(
            till.take(.refused(reason: "amount_required", detail: "How much?")) == [
                .say(.amountWanted("How much?"))
            ])
        let next = request(till.read("66", key: "b"))
        #expect(next == TillRequest(key: "b", wish: .redeem(code: "ABC", amount: "66", member: nil)))
    }

    @Test("A lost answer is asked for again under the same key, a bounded number of times") func retries() {
        var till = Till()
        let first = request(till.read("ABC", key: "k"))
        for delay in Till.delaysInMilliseconds {
            let actions = till.take(.lost("gone"))
            #expect(request(actions) == first)
            #expect(actions.last == first.map { .resend($0, afterMilliseconds: delay) })
        }
        #expect(till.take(.lost("gone")) == [.say(.unanswered)])
        #expect(till.isUnanswered)
    }

    @Test("Whoever scans again after a lost answer sends the same request") func keyIsKept() {
        var till = Till()
        let first = request(till.read("ABC 80", key: "k"))
        for _ in 0...Till.delaysInMilliseconds.count { _ = till.take(.lost("gone")) }
        #expect(request(till.read("ABC 80", key: "new")) == first)
        _ = till.take(.redeemed(redeemed))
        #expect(request(till.read("ABC 80", key: "new"))?.key == "new")
    }

    @Test(
        "A busy verifier sets the pace, up to five seconds", arguments: [(1, 1_000), (60, 5_000), (0, 200)])
    func busy(seconds: Int, milliseconds: Int) {
        var till = Till()
        let first = request(till.read("ABC", key: "k"))
        let actions = till.take(.busy(retryAfter: seconds))
        #expect(actions.last == first.map { .resend($0, afterMilliseconds: milliseconds) })
    }

    @Test("A rejected request is not repeated") func rejected() {
        var till = Till()
        _ = till.read("ABC", key: "k")
        let actions = till.take(.rejected(status: 401, detail: "no"))
        #expect(actions == [.say(.rejected(status: 401, detail: "no"))])
        #expect(!till.isUnanswered)
    }

    @Test("/void undoes the last redemption, or the one that is named, or says that there is none")
    func void() {
        var till = Till()
        #expect(till.read("/void", key: "a") == [.say(.nothingToVoid)])
        _ = till.read("ABC", key: "b")
        _ = till.take(.redeemed(redeemed))
        #expect(request(till.read("/void", key: "c"))?.wish == .void(redemption: "r1"))
        #expect(till.take(.reversed(redemption: "r1")) == [.say(.reversed("r1"))])
        #expect(till.read("/void", key: "d") == [.say(.nothingToVoid)])
        #expect(request(till.read("/void r7", key: "e"))?.wish == .void(redemption: "r7"))
    }
}

@Suite struct TillInputTests {
    @Test(
        "A line is read as what it is",
        arguments: [
            ("", TillInput.nothing), ("  \t", .nothing), ("12", .amount("12")), ("12.50", .amount("12.50")),
            ("6952000000013", .code("6952000000013", amount: nil)), ("ABC", .code("ABC", amount: nil)),
            ("\u{02}ABC\u{03}\r", .code("ABC", amount: nil)), ("ABC 12.5", .code("ABC", amount: "12.5")),
            ("ABCD EFGH", .code("ABCD EFGH", amount: nil)), ("12.", .code("12.", amount: nil)),
            ("HTTPS://X.CN/C/ABC 9", .code("HTTPS://X.CN/C/ABC", amount: "9")), ("/quit", .quit),
            ("/close", .close),
            ("/help", .help),
            ("/void", .void(nil)), ("/void r1", .void("r1")), ("/member Q1", .member("Q1")),
            ("HTTPS://QR.EXAMPLE.COM/M/ABC", .member("HTTPS://QR.EXAMPLE.COM/M/ABC")),
            ("/member", .unknownCommand("member")), ("/", .unknownCommand("")),
            (String(repeating: "A", count: TillInput.maximumLength + 1), .tooLong),
        ])
    func reading(line: String, input: TillInput) {
        #expect(TillInput(line) == input)
    }
}

@Suite struct TillScreenTests {
    @Test(
        "Yes is green and rings once, no is red and rings twice",
        arguments: [
            (TillSaying.reversed("r1"), "\u{07}\u{1B}[1;32m"), (.refused("no"), "\u{07}\u{07}\u{1B}[1;31m"),
            (.amountWanted("how much"), "\u{1B}[1;33m"), (.help, "Scan"),
        ])
    func tones(saying: TillSaying, start: String) async {
        let line = await shown(saying, isColoured: true, isAudible: true)
        #expect(line.hasPrefix(start))
    }

    @Test("Without a terminal there is neither colour nor sound") func plain() async {
        let line = await shown(.refused("no"), isColoured: false, isAudible: false)
        #expect(line == "NO  no\n")
    }

    @Test("A server's sentence cannot move the cursor") func controls() async {
        let line = await shown(.refused("\u{1B}[2Jno"), isColoured: false, isAudible: false)
        #expect(line == "NO  [2Jno\n")
    }

    private func shown(_ saying: TillSaying, isColoured: Bool, isAudible: Bool) async -> String {
        let (stream, continuation) = AsyncStream.makeStream(of: String.self)
        let screen = TillScreen(isColoured: isColoured, isAudible: isAudible) { continuation.yield($0) }
        screen.show(saying, in: .english)
        continuation.finish()
        return await stream.reduce("", +)
    }
}
