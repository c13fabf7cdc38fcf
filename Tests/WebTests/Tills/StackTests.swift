import Payload
import Service
import Testing

@Suite struct StackTests {
    /// A tea and a cup, 100.00 together.
    private static let items =
        #","items":[\#(TestServer.item("TEA-1", 2, "30.00")),\#(TestServer.item("CUP-1", 1, "40.00"))]"#

    private func code(_ server: TestServer, _ offer: String) async throws -> String {
        try await server.issue(1, offer: offer)[0].code.text
    }

    @Test("Offers on items come first, then percentages, then sums; each is spread over the items")
    func order() async throws {
        try await TestServer.run(campaigns: TradeCampaigns.all) { server in
            let codes = [
                try await code(server, "ten"), try await code(server, "fifth"), try await code(server, "tea"),
            ]
            let body = TestServer.stack(codes, amount: nil, more: Self.items)
            let validation = try await server.post("/v1/validations", body)
            #expect(validation.status == 200 && validation.at("discount/amount") == "46.00")
            #expect(validation.count(of: "validations") == 3)
            let answer = try await server.post("/v1/redemptions", body, key: "k")
            #expect(answer.status == 201 && answer.at("discount/amount") == "46.00")
            let discounts = (0..<3).map { answer.at("redemptions/\($0)/benefit/discount/amount") }
            #expect(discounts == ["10.00", "16.00", "20.00"])
            #expect((0..<3).map { answer.at("redemptions/\($0)/coupon") } == codes)
            let tea = (0..<3).map { answer.at("redemptions/\($0)/items/0/discount/amount") }
            let cup = (0..<3).map { answer.at("redemptions/\($0)/items/1/discount/amount") }
            #expect(tea == ["5.00", "8.00", "20.00"] && cup == ["5.00", "8.00", "0.00"])
            #expect(answer.at("items/0/sku") == "TEA-1" && answer.at("items/0/discount/amount") == "33.00")
            #expect(answer.at("items/1/discount/amount") == "13.00")
            let rows = try await server.ledger()
            #expect(
                rows.compactMap { $0["stack"] as? String } == Array(repeating: answer["redemption"], count: 3)
            )
            #expect(
                rows.compactMap { $0["id"] as? String }
                    == (0..<3).map { answer.at("redemptions/\($0)/redemption") })
        }
    }

    @Test("All or nothing: one used coupon keeps the others, and each is told what stands against it")
    func allOrNothing() async throws {
        try await TestServer.run(campaigns: TradeCampaigns.all) { server in
            let used = try await code(server, "fifth")
            _ = try await server.redeem(used, key: "k0")
            let good = try await code(server, "ten")
            let english = ["Accept-Language": "en"]
            let answer = try await server.redeem([good, used], key: "k1", headers: english)
            #expect(answer.status == 409 && answer["reason"] == "already_redeemed")
            #expect(answer.at("uses/0/store") == "SH01" && answer.count(of: "coupons") == 2)
            #expect(answer.at("coupons/0/coupon") == good && answer.at("coupons/0/reason") == nil)
            #expect(answer.at("coupons/1/pointer") == "/codes/1" && answer.at("coupons/1/coupon") == used)
            #expect(answer.at("coupons/1/reason") == "already_redeemed")
            let detail = try #require(answer.at("coupons/1/detail"))
            #expect(answer["detail"] == "Coupon 2: " + detail)
            let unknown = try await server.redeem([good, "HELLO", used], key: "k2")
            #expect(unknown.status == 404 && unknown["reason"] == "unknown_code")
            #expect(unknown.at("coupons/1/reason") == "unknown_code")
            #expect(unknown.at("coupons/1/coupon") == nil && unknown.at("coupons/2/reason") == nil)
            let coupon = try await server.send("GET", "/v1/coupons/\(good)", token: server.till)
            #expect(coupon.at("uses_taken") == "0")
            let rows = try await server.ledger()
            #expect(rows.count == 1)
        }
    }

    @Test("Too many codes, none, one coupon twice, and code beside codes are refused with their places")
    func badInput() async throws {
        try await TestServer.run(campaigns: TradeCampaigns.all) { server in
            let coupons = try await server.issue(11)
            let codes = coupons.map(\.code.text)
            let cases = [
                (TestServer.stack(codes), "/codes"), (TestServer.stack([]), "/codes"),
                (TestServer.stack([codes[0], coupons[0].code.grouped.lowercased()]), "/codes/1"),
                (TestServer.stack([codes[0], codes[1], coupons[0].url]), "/codes/2"),
                (#"{"code":"\#(codes[0])","codes":["\#(codes[1])"]}"#, "/code"),
                (#"{"codes":"\#(codes[0])"}"#, "/codes"), (#"{"codes":["\#(codes[0])",7]}"#, "/codes/1"),
                (#"{"amount":\#(TestServer.money("1.00"))}"#, "/code"),
            ]
            for (number, (body, pointer)) in cases.enumerated() {
                for path in ["/v1/redemptions", "/v1/validations", "/v1/reservations"] {
                    let answer = try await server.post(path, body, key: "k\(number)")
                    #expect(answer.status == 400 && answer.pointers == [pointer], "\(path) \(body)")
                }
            }
            let ten = try await server.redeem(Array(codes.prefix(10)), key: "ten", amount: "500.00")
            #expect(ten.status == 201 && ten.count(of: "redemptions") == 10)
            #expect(ten.at("discount/amount") == "100.00")
        }
    }

    @Test("A retry gets the whole answer again, byte for byte, and another order is another request")
    func replays() async throws {
        try await TestServer.run(campaigns: TradeCampaigns.all) { server in
            let coupons = [
                try await server.issue(1, offer: "ten")[0], try await server.issue(1, offer: "fifth")[0],
            ]
            let codes = coupons.map(\.code.text)
            let first = try await server.post(
                "/v1/redemptions", TestServer.stack(codes, amount: nil, more: Self.items), key: "k")
            #expect(first.status == 201 && !first.isReplay)
            for spelling in [codes, coupons.map(\.url), coupons.map { $0.code.grouped.lowercased() }] {
                let body = TestServer.stack(spelling, amount: nil, more: Self.items)
                let again = try await server.post("/v1/redemptions", body, key: "k")
                #expect(again.status == 201 && again.isReplay && again.body == first.body)
            }
            let turned = TestServer.stack(codes.reversed(), amount: nil, more: Self.items)
            let reused = try await server.post("/v1/redemptions", turned, key: "k")
            #expect(reused.status == 422 && reused["reason"] == "key_reused")
            let refused = try await server.redeem(codes + ["HELLO"], key: "r")
            let again = try await server.redeem(codes + ["HELLO"], key: "r")
            #expect(refused.status == 404 && again.isReplay && again.body == refused.body)
            let one = try await server.redeem(codes[0], key: "one")
            let listed = try await server.redeem([codes[0]], key: "one")
            #expect(one.status == 201 && listed.isReplay && listed.body == one.body)
        }
    }

    @Test("An offer that stands alone does so, in a stack and on a purchase")
    func alone() async throws {
        try await TestServer.run(campaigns: TradeCampaigns.all) { server in
            let lonely = try await server.issue(2, offer: "lonely").map(\.code.text)
            let ten = try await code(server, "ten")
            let stack = try await server.redeem([ten, lonely[0]], key: "k1")
            #expect(stack.status == 422 && stack["reason"] == "cannot_stack")
            #expect(stack.at("coupons/0/reason") == nil && stack.at("coupons/1/reason") == "cannot_stack")
            let purchase = #","purchase":"P1""#
            let first = try await server.redeem(lonely[0], key: "k2", more: purchase)
            #expect(first.status == 201)
            let after = try await server.redeem([ten], key: "k3", more: purchase)
            #expect(after.status == 422 && after["reason"] == "cannot_stack")
            let elsewhere = try await server.redeem([ten], key: "k4", more: #","purchase":"P2""#)
            #expect(elsewhere.status == 201)
        }
    }

    @Test("Each redemption of a stack is reversed by itself")
    func reversals() async throws {
        try await TestServer.run(campaigns: TradeCampaigns.all) { server in
            let codes = [try await code(server, "ten"), try await code(server, "fifth")]
            let answer = try await server.redeem(codes, key: "k", amount: "100.00")
            #expect(
                (0..<2).map { answer.at("redemptions/\($0)/benefit/discount/amount") } == ["10.00", "20.00"])
            let second = try #require(answer.at("redemptions/1/redemption"))
            let half = try await server.reverse(second, "return", key: "r1", amount: "50.00")
            #expect(half.status == 201 && half.at("discount/amount") == "10.00")
            #expect(half.at("use_restored") == "false")
            let first = try await server.reverse(try #require(answer["redemption"]), key: "v1")
            #expect(first.status == 201 && first.at("use_restored") == "true")
            let rest = try await server.reverse(second, "return", key: "r2")
            #expect(rest.at("discount/amount") == "10.00" && rest.at("use_restored") == "true")
            let again = try await server.redeem(codes, key: "k2", amount: "100.00")
            #expect(again.status == 201 && again.at("redemptions/0/use") == "1")
        }
    }
}
