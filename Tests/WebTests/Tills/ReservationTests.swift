import Payload
import Service
import StoreSQLite
import Testing

@Suite struct ReservationTests {
    private func id(_ answer: Answer) throws -> String {
        try #require(answer["reservation"], "\(answer.text)")
    }

    @Test("A hold keeps the last use from other tills, and settles with the purchase as it became")
    func settles() async throws {
        try await TestServer.run { server in
            let code = try await server.issue(1)[0].code.text
            let held = try await server.reserve([code], key: "h", seconds: 60)
            #expect(held.status == 201 && held["state"] == "held" && held["store"] == "SH01")
            #expect(held["expires_at"] == "2027-03-01T12:01:00.000+08:00")
            #expect(held.at("discount/amount") == "10.00" && held.at("coupons/0/coupon") == code)
            let other = try await server.enrol()
            for path in ["/v1/redemptions", "/v1/validations", "/v1/reservations"] {
                let refused = try await server.post(path, TestServer.order(code), key: path, token: other)
                #expect(refused.status == 409 && refused["reason"] == "reserved", "\(path)")
                #expect(refused["reserved_until"] == "2027-03-01T04:01:00.000Z")
            }
            let settled = try await server.settle(try id(held), key: "s", amount: "100.00", token: other)
            #expect(settled.status == 201 && settled["outcome"] == "redeemed" && settled["coupon"] == code)
            let rows = try await server.ledger()
            #expect(rows.count == 1 && rows[0]["reservation"] as? String == held["reservation"])
            #expect(rows[0]["amount"] as? [String: String] == ["amount": "100.00", "currency": "CNY"])
            let shown = try await server.send("GET", "/v1/reservations/\(try id(held))", token: server.till)
            #expect(shown.status == 200 && shown["state"] == "settled")
            let twice = try await server.settle(try id(held), key: "s2")
            #expect(twice.status == 409 && twice["reason"] == "reservation_settled")
        }
    }

    @Test("A settlement without a purchase is for the one that was reserved, items and all")
    func asReserved() async throws {
        try await TestServer.run(campaigns: TradeCampaigns.all) { server in
            let code = try await server.issue(1, offer: "tea")[0].code.text
            let items =
                #","items":[\#(TestServer.item("TEA-1", 2, "30.00")),\#(TestServer.item("CUP-1", 1, "40.00"))]"#
            let held = try await server.post(
                "/v1/reservations", TestServer.stack([code], amount: nil, more: items), key: "h")
            let settled = try await server.settle(try id(held), key: "s")
            #expect(settled.status == 201 && settled.at("benefit/discount/amount") == "20.00")
            #expect(settled.at("items/0/discount/amount") == "20.00")
            #expect(settled.at("items/1/sku") == "CUP-1")
            let again = try await server.settle(try id(held), key: "s")
            #expect(again.isReplay && again.body == settled.body)
            let rows = try await server.ledger()
            #expect(rows[0]["amount"] as? [String: String] == ["amount": "100.00", "currency": "CNY"])
        }
    }

    @Test("Of many that settle or release one hold at once, one wins")
    func settlesOnce() async throws {
        try await TestServer.run { server in
            let code = try await server.issue(1)[0].code.text
            let held = try id(try await server.reserve([code], key: "h"))
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for number in 0..<20 {
                    group.addTask {
                        number.isMultiple(of: 2)
                            ? try await server.settle(held, key: "s\(number)").status
                            : try await server.release(held, key: "r\(number)").status
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses.count { $0 < 300 } == 1 && statuses.count { $0 == 409 } == 19)
            let rows = try await server.ledger()
            #expect(rows.count == statuses.count { $0 == 201 })
        }
    }

    @Test("A release gives the use back at once")
    func releases() async throws {
        try await TestServer.run { server in
            let code = try await server.issue(1)[0].code.text
            let held = try await server.reserve([code], key: "h")
            let released = try await server.release(try id(held), key: "r")
            #expect(released.status == 200 && released["state"] == "released")
            let redeemed = try await server.redeem(code, key: "k")
            #expect(redeemed.status == 201)
            for late in [
                try await server.settle(try id(held), key: "s"),
                try await server.release(try id(held), key: "r2"),
            ] {
                #expect(late.status == 409 && late["reason"] == "reservation_released")
            }
        }
    }

    @Test("A hold ends by the server's clock, whether or not anybody came by")
    func expires() async throws {
        try await TestServer.run { server in
            let codes = try await server.issue(2).map(\.code.text)
            let first = try await server.reserve([codes[0]], key: "h1", seconds: 60)
            let second = try await server.reserve([codes[1]], key: "h2", seconds: 60)
            server.clock.advance(seconds: 59)
            let early = try await server.redeem(codes[0], key: "k1")
            #expect(early["reason"] == "reserved")
            server.clock.advance(seconds: 1)
            let shown = try await server.send("GET", "/v1/reservations/\(try id(second))", token: server.till)
            #expect(shown["state"] == "expired")
            let redeemed = try await server.redeem(codes[0], key: "k2")
            #expect(redeemed.status == 201)
            for (held, key) in [(first, "s1"), (second, "s2")] {
                let late = try await server.settle(try id(held), key: key)
                #expect(late.status == 409 && late["reason"] == "reservation_expired")
            }
            let late = try await server.release(try id(second), key: "r2")
            #expect(late.status == 409 && late["reason"] == "reservation_expired")
            #expect(try await server.store.findFaults() == [])
        }
    }

    @Test("A reservation is of its store: to another's till it does not exist")
    func otherStore() async throws {
        try await TestServer.run { server in
            let code = try await server.issue(1)[0].code.text
            let held = try id(try await server.reserve([code], key: "h"))
            let other = try await server.enrol("SH02")
            for name in [held, "h0", "no%20name"] {
                let token = name == held ? other : server.till
                let answers = [
                    try await server.settle(name, key: "s-\(name)", token: token),
                    try await server.release(name, key: "r-\(name)", token: token),
                    try await server.send("GET", "/v1/reservations/\(name)", token: token),
                ]
                for answer in answers {
                    #expect(answer.status == 404 && answer["reason"] == "unknown_reservation", "\(name)")
                }
            }
            let settled = try await server.settle(held, key: "s")
            #expect(settled.status == 201)
        }
    }

    @Test("Every answer is replayed byte for byte, also when the reservation has gone on since")
    func replays() async throws {
        try await TestServer.run { server in
            let codes = try await server.issue(3).map(\.code.text)
            func twice(_ send: () async throws -> Answer) async throws -> Answer {
                let (first, second) = (try await send(), try await send())
                #expect(second.isReplay && !first.isReplay && second.body == first.body)
                #expect(second.status == first.status)
                return first
            }
            let held = try await twice { try await server.reserve([codes[0]], key: "h") }
            let kept = try await twice { try await server.reserve([codes[0]], key: "h-refused") }
            #expect(kept["reason"] == "reserved")
            let small = try await twice {
                try await server.settle(try id(held), key: "s-small", amount: "1.00")
            }
            #expect(small.status == 422 && small["reason"] == "below_minimum_spend")
            let settled = try await twice { try await server.settle(try id(held), key: "s", amount: "90.00") }
            #expect(settled.status == 201)
            let other = try await server.reserve([codes[1]], key: "h2", seconds: 60)
            let released = try await twice { try await server.release(try id(other), key: "r") }
            #expect(released.status == 200)
            let again = try await server.reserve([codes[0]], key: "h")
            #expect(again.isReplay && again.body == held.body)
            server.clock.advance(seconds: 3_600)
            let late = try await server.settle(try id(held), key: "s", amount: "90.00")
            #expect(late.isReplay && late.body == settled.body)
        }
    }

    @Test("A key belongs to one request, whatever kind the other is of")
    func keys() async throws {
        try await TestServer.run { server in
            let codes = try await server.issue(2).map(\.code.text)
            let held = try id(try await server.reserve([codes[0]], key: "h"))
            let redemption = try #require(try await server.redeem(codes[1], key: "k")["redemption"])
            for key in ["h", "k"] {
                let others = [
                    try await server.redeem(codes[0], key: key, amount: "81.00"),
                    try await server.reserve([codes[0]], key: key, seconds: 61),
                    try await server.settle(held, key: key), try await server.release(held, key: key),
                    try await server.reverse(redemption, key: key),
                ]
                for (number, answer) in others.enumerated() {
                    #expect(answer.status == 422 && answer["reason"] == "key_reused", "\(key) \(number)")
                }
            }
            let settled = try await server.settle(held, key: "s")
            #expect(settled.status == 201)
        }
    }

    @Test("Several coupons are held and settled together or not at all")
    func stacks() async throws {
        try await TestServer.run(campaigns: TradeCampaigns.all) { server in
            let ten = try await server.issue(1, offer: "ten")[0].code.text
            let fifth = try await server.issue(1, offer: "fifth")[0].code.text
            let refused = try await server.reserve([ten, "HELLO"], key: "h0")
            #expect(refused.status == 404 && refused.at("coupons/1/reason") == "unknown_code")
            let held = try await server.reserve([ten, fifth], key: "h", amount: "100.00")
            #expect(held.status == 201 && held.at("discount/amount") == "30.00")
            #expect((0..<2).map { held.at("coupons/\($0)/discount/amount") } == ["10.00", "20.00"])
            let dollars = try await server.post(
                "/v1/reservations/\(try id(held))/settlements",
                #"{"amount":\#(TestServer.money("100.00", "USD"))}"#, key: "s0")
            #expect(dollars.status == 422 && dollars["reason"] == "not_applicable")
            #expect((0..<2).map { dollars.at("coupons/\($0)/coupon") } == [ten, fifth])
            let settled = try await server.settle(try id(held), key: "s", amount: "50.00")
            #expect(settled.status == 201 && settled.at("discount/amount") == "20.00")
            #expect(settled.count(of: "redemptions") == 2)
        }
    }

    @Test("What is held counts against limits until it is given back")
    func limits() async throws {
        try await TestServer.run(campaigns: TradeCampaigns.all) { server in
            let codes = try await server.issue(3, offer: "stocked").map(\.code.text)
            let holds = [
                try id(try await server.reserve([codes[0]], key: "h0")),
                try id(try await server.reserve([codes[1]], key: "h1")),
            ]
            let refused = try await server.redeem(codes[2], key: "k0")
            #expect(refused.status == 409 && refused["reason"] == "stock_exhausted")
            let settled = try await server.settle(holds[0], key: "s0")
            #expect(settled.status == 201)
            _ = try await server.release(holds[1], key: "r1")
            let redeemed = try await server.redeem(codes[2], key: "k1")
            #expect(redeemed.status == 201)
            #expect(try await server.store.findFaults() == [])
        }
    }

    @Test(
        "What cannot be understood is refused with its place",
        arguments: [
            (#","seconds":0"#, "/seconds"), (#","seconds":1801"#, "/seconds"),
            (#","seconds":"60""#, "/seconds"),
            (#","hold":1"#, "/hold"),
        ])
    func badInput(more: String, pointer: String) async throws {
        try await TestServer.run { server in
            let code = try await server.issue(1)[0].code.text
            let answer = try await server.post(
                "/v1/reservations", TestServer.order(code, more: more), key: "h")
            #expect(answer.status == 400 && answer.pointers == [pointer], "\(answer.text)")
            let settlement = try await server.post(
                "/v1/reservations/h0/settlements", #"{"code":"X"}"#, key: "s")
            #expect(settlement.status == 400 && settlement.pointers == ["/code"])
            let keyless = try await server.send("DELETE", "/v1/reservations/h0", token: server.till)
            #expect(keyless.status == 400)
        }
    }
}
