import Promotion
import Testing
import Vocabulary

@testable import tessera

@Suite struct CounterTillTests {
    private let redeemed = TillAnswer.Redeemed(
        redemption: "r1", coupon: "ABC", offer: "Tea", discount: "10.00 CNY", usesLeft: 0, isReplayed: false)

    private func till() -> CounterTill {
        CounterTill(language: .english, totals: DayTotals(day: "2026-11-29"))
    }

    private func scan(_ text: String, _ till: inout CounterTill, key: String = "k") -> [CounterTill.Action] {
        till.take(.scan(text, typedBefore: ""), key: key)
    }

    private func request(_ code: String, amount: String? = nil, key: String = "k") -> TillRequest {
        TillRequest(key: key, wish: .redeem(code: code, amount: amount, member: nil))
    }

    @Test("A scan is asked at once; yes rings once and is counted") func accepted() {
        var till = till()
        #expect(scan("ABC", &till) == [.send(request("ABC"))])
        #expect(till.panel == .working(code: "ABC"))
        #expect(till.take(.success(.redeemed(redeemed)), key: "n") == [.ring(1)])
        #expect(till.panel == .accepted(redeemed))
        #expect(till.totals.accepted == 1)
        #expect(till.totals.money.map(\.description) == ["10.00 CNY"])
    }

    @Test("No rings twice and is counted by its reason") func refused() {
        var till = till()
        _ = scan("ABC", &till)
        #expect(till.take(.success(.refused(reason: "expired", detail: "It ended.")), key: "n") == [.ring(2)])
        #expect(till.panel == .refused("It ended."))
        #expect(till.totals.refusals == ["expired": 1])
    }

    @Test("The purchase is asked for only when the offer needs it, and its question is no refusal")
    func amount() {
        var till = till()
        _ = scan("ABC", &till)
        let question = TillAnswer.refused(reason: "amount_required", detail: "How much?")
        #expect(till.take(.success(question), key: "n") == [])
        #expect(till.panel == .amountWanted("How much?"))
        #expect(till.wantsAmount)
        #expect(till.totals.refused == 0)
        #expect(till.take(.typed("66"), key: "j") == [.send(request("ABC", amount: "66", key: "j"))])
        _ = till.take(.success(.refused(reason: "below_minimum_spend", detail: "Too little.")), key: "n")
        #expect(till.totals.refusals == ["below_minimum_spend": 1])
    }

    @Test("An amount that was typed and not ended belongs to the scan behind it, a slip does not")
    func typedBefore() {
        var first = till()
        #expect(
            first.take(.scan("ABC", typedBefore: "80.00"), key: "k") == [
                .send(request("ABC", amount: "80.00"))
            ])
        var second = till()
        #expect(second.take(.scan("ABC", typedBefore: "x"), key: "k") == [.send(request("ABC"))])
    }

    @Test(
        "A code that looks like a command or an amount is a code",
        arguments: ["/quit", "/void r1", "12345678", "ABC 12.5"])
    func hostileCode(text: String) {
        var till = till()
        #expect(scan(text, &till) == [.send(request(text))])
    }

    @Test(
        "A typed code is corrected where letters look alike",
        arguments: ["ZBSDD9XQ6E011YQ7", "zbsd-d9xq-6eoi-lyq7", "zbsd d9xq 6eol iyq7"])
    func lookAlikes(text: String) {
        var till = till()
        #expect(till.take(.typed(text), key: "k") == [.send(request("ZBSDD9XQ6E011YQ7"))])
    }

    @Test("Who presses again while the server is slow asks nothing twice; another coupon waits its turn")
    func waiting() {
        var till = till()
        _ = scan("ABC", &till)
        #expect(scan("ABC", &till, key: "x") == [])
        #expect(scan("DEF", &till, key: "y") == [])
        #expect(scan("DEF", &till, key: "z") == [])
        #expect(till.waitingCount == 1)
        let actions = till.take(.success(.redeemed(redeemed)), key: "n")
        #expect(actions == [.ring(1), .send(request("DEF", key: "n"))])
        #expect(till.waitingCount == 0)
    }

    @Test("F2 asks before it undoes the last one, and F2 again undoes it") func void() {
        var till = till()
        _ = scan("ABC", &till)
        _ = till.take(.success(.redeemed(redeemed)), key: "n")
        #expect(till.take(.key(.function(2)), key: "a") == [])
        #expect(till.panel == .confirmingVoid(redeemed))
        #expect(
            till.take(.key(.function(2)), key: "b") == [
                .send(TillRequest(key: "b", wish: .void(redemption: "r1")))
            ])
        #expect(till.take(.success(.reversed(redemption: "r1")), key: "n") == [.ring(1)])
        #expect(till.panel == .undone)
        #expect(till.totals.voids == 1)
        #expect(till.totals.money.map(\.minorUnits) == [0])
        #expect(till.take(.key(.function(2)), key: "c") == [])
        guard case .remark = till.panel else {
            Issue.record("\(till.panel)")
            return
        }
    }

    @Test("Whatever else is pressed keeps the redemption: it takes F2 twice in a row")
    func voidNotConfirmed() {
        let others: [ScanAssembler.Entry] = [
            .key(.escape), .key(.function(3)), .key(.function(1)), .typed("/help"),
        ]
        for other in others {
            var till = till()
            _ = scan("ABC", &till)
            _ = till.take(.success(.redeemed(redeemed)), key: "n")
            _ = till.take(.key(.function(2)), key: "a")
            _ = till.take(other, key: "b")
            #expect(till.take(.key(.function(2)), key: "c") == [], "\(other)")
            #expect(till.panel == .confirmingVoid(redeemed))
        }
    }

    @Test("A scan while a void waits for its second F2 is the next customer's") func scanInsteadOfVoid() {
        var till = till()
        _ = scan("ABC", &till)
        _ = till.take(.success(.redeemed(redeemed)), key: "n")
        _ = till.take(.key(.function(2)), key: "a")
        #expect(scan("DEF", &till, key: "d") == [.send(request("DEF", key: "d"))])
    }

    @Test("Escape takes back a coupon that waits for its purchase") func escape() {
        var till = till()
        _ = scan("ABC", &till)
        _ = till.take(.success(.refused(reason: "amount_required", detail: "How much?")), key: "n")
        _ = till.take(.key(.escape), key: "a")
        #expect(till.panel == .ready)
        #expect(!till.wantsAmount)
        #expect(till.take(.typed("66"), key: "j") == [])
    }

    @Test("A lost answer is asked for again under the same key until it is given up") func lost() {
        var till = till()
        _ = scan("ABC", &till)
        for delay in Till.delaysInMilliseconds {
            #expect(
                till.take(.failure(.lost("gone")), key: "n") == [
                    .resend(request("ABC"), afterMilliseconds: delay)
                ])
            #expect(till.panel == .retrying(code: "ABC"))
            #expect(till.isBusy)
        }
        #expect(till.take(.failure(.lost("gone")), key: "n") == [.ring(2)])
        #expect(till.panel == .unanswered)
        #expect(scan("ABC", &till, key: "new") == [.send(request("ABC"))])
    }

    @Test("Another day begins with nothing counted") func newDay() {
        var till = till()
        _ = scan("ABC", &till)
        _ = till.take(.success(.redeemed(redeemed)), key: "n")
        till.turn(to: "2026-11-29")
        #expect(till.totals.accepted == 1)
        till.turn(to: "2026-11-30")
        #expect(till.totals == DayTotals(day: "2026-11-30"))
    }

    @Test("F10 and Ctrl-D end the till, but not while a request is under way") func quit() {
        var till = till()
        #expect(till.take(.key(.function(10)), key: "a") == [.quit])
        #expect(till.take(.key(.control("d")), key: "a") == [.quit])
        _ = scan("ABC", &till)
        #expect(till.take(.key(.function(10)), key: "a") == [])
    }

    @Test("F9 asks before it closes the day, and F9 again ends the till with its leases given back")
    func close() {
        var till = till()
        #expect(till.take(.key(.function(9)), key: "a") == [])
        #expect(till.panel == .confirmingClose && !till.isClosing)
        #expect(till.take(.key(.function(9)), key: "b") == [.quit])
        #expect(till.isClosing)
        var typed = self.till()
        #expect(typed.take(.typed("/close"), key: "a") == [.quit])
        #expect(typed.isClosing)
    }

    @Test(
        "Whatever else is pressed or scanned after F9 closes nothing",
        arguments: [.escape, .function(1), .function(2), .function(3)] as [Key])
    func closeKept(key: Key) {
        var till = till()
        _ = till.take(.key(.function(9)), key: "a")
        #expect(till.take(.key(key), key: "b") == [])
        #expect(till.panel != .confirmingClose)
        #expect(till.take(.key(.function(9)), key: "c") == [])
        #expect(till.panel == .confirmingClose && !till.isClosing)
        #expect(scan("ABC", &till, key: "d") == [.send(request("ABC", key: "d"))])
        #expect(till.take(.key(.function(9)), key: "e") == [])
        #expect(!till.isClosing && till.panel == .working(code: "ABC"))
        var ended = self.till()
        #expect(ended.take(.key(.function(10)), key: "a") == [.quit])
        #expect(!ended.isClosing)
    }

    @Test("The earlier answer again is not counted twice") func replayed() {
        var till = till()
        var again = redeemed
        again.isReplayed = true
        _ = scan("ABC", &till)
        _ = till.take(.success(.redeemed(again)), key: "n")
        #expect(till.totals.accepted == 0)
    }
}
