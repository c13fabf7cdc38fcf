import Payload
import Store
import StoreSQLite
import Testing
import Vocabulary

@testable import Service

/// Every counted limit as a till meets it: what it is told, and what gives it again.
@Suite struct LimitTests {
    private static let day: Int64 = 86_400

    private func redemption(_ answer: Answer) throws -> String {
        try #require(answer["redemption"], "\(answer.text)")
    }

    @Test("A member has an offer once a day: a void gives it again, and the next day does")
    func memberAndDay() async throws {
        try await TestServer.run(campaigns: TradeCampaigns.all) { server in
            let members = MemberService(server.context)
            let member = try await members.add(MemberDraft(), actor: "test").member.text
            let other = try await members.add(MemberDraft(), actor: "test").member.text
            let codes = try await server.issue(3, offer: "daily").map(\.code.text)
            func redeem(_ code: Int, _ key: String, _ member: String) async throws -> Answer {
                try await server.redeem(codes[code], key: key, more: #","member":"\#(member)""#)
            }
            let first = try await redeem(0, "k1", member)
            let second = try await redeem(1, "k2", member)
            #expect(second.status == 409 && second["reason"] == "member_limit" && second.at("limit") == "1")
            #expect(second.at("again_on") == "2027-03-02" && second["detail"]?.contains("2027-03-02") == true)
            let neighbour = try await redeem(1, "k3", other)
            #expect(neighbour.status == 201)
            let void = try await server.reverse(try redemption(first), key: "v1")
            #expect(void.at("use_restored") == "true")
            let again = try await redeem(1, "k4", member)
            #expect(again.status == 201)
            server.clock.advance(seconds: Self.day)
            let tomorrow = try await redeem(2, "k5", member)
            #expect(tomorrow.status == 201)
            // A return tomorrow frees yesterday, not today.
            _ = try await server.reverse(try redemption(again), "return", key: "r1")
            let twice = try await redeem(0, "k6", member)
            #expect(twice.status == 409 && twice["reason"] == "member_limit")
        }
    }

    @Test("A store gives two a day: a return gives one again, other stores and days have their own")
    func storeAndDay() async throws {
        try await TestServer.run(campaigns: TradeCampaigns.all) { server in
            let codes = try await server.issue(4, offer: "shop-day").map(\.code.text)
            let elsewhere = try await server.enrol("SH02")
            let first = try await server.redeem(codes[0], key: "k1")
            _ = try await server.redeem(codes[1], key: "k2")
            let third = try await server.redeem(codes[2], key: "k3")
            #expect(third.status == 409 && third["reason"] == "store_limit" && third.at("limit") == "2")
            #expect(third.at("again_on") == "2027-03-02" && third["detail"]?.contains("2027-03-02") == true)
            let other = try await server.redeem([codes[2]], key: "k4", token: elsewhere)
            #expect(other.status == 201)
            _ = try await server.reverse(try redemption(first), "return", key: "r1", token: elsewhere)
            let again = try await server.redeem(codes[3], key: "k5")
            #expect(again.status == 201)
            let full = try await server.redeem(codes[0], key: "k6")
            #expect(full["reason"] == "store_limit")
            server.clock.advance(seconds: Self.day)
            let tomorrow = try await server.redeem(codes[0], key: "k7")
            #expect(tomorrow.status == 201)
        }
    }

    @Test("A store gives what it has in stock; what comes back, wherever, is where it was given")
    func stock() async throws {
        try await TestServer.run(campaigns: TradeCampaigns.all) { server in
            let codes = try await server.issue(4, offer: "stocked").map(\.code.text)
            let (second, none) = (try await server.enrol("SH02"), try await server.enrol("BJ01"))
            let first = try await server.redeem(codes[0], key: "k1")
            _ = try await server.redeem(codes[1], key: "k2")
            let refused = try await server.redeem(codes[2], key: "k3")
            #expect(refused.status == 409 && refused["reason"] == "stock_exhausted")
            #expect(
                refused.at("limit") == "2" && refused.at("stores/0") == "SH02"
                    && refused.count(of: "stores") == 1)
            let never = try await server.redeem([codes[2]], key: "k4", token: none)
            #expect(never.status == 409 && never["reason"] == "stock_exhausted")
            #expect(
                never.at("limit") == "0" && never.at("stores/0") == "SH01" && never.at("stores/1") == "SH02")
            let other = try await server.redeem([codes[2]], key: "k5", token: second)
            #expect(other.status == 201)
            _ = try await server.reverse(try redemption(first), "return", key: "r1", token: second)
            let still = try await server.redeem([codes[3]], key: "k6", token: second)
            #expect(still["reason"] == "stock_exhausted")
            let again = try await server.redeem(codes[3], key: "k7")
            #expect(again.status == 201)
        }
    }

    @Test("An offer of two in all is given twice, and again after a void")
    func campaign() async throws {
        try await TestServer.run(campaigns: TradeCampaigns.all) { server in
            let codes = try await server.issue(3, offer: "few").map(\.code.text)
            let elsewhere = try await server.enrol("SH02")
            let first = try await server.redeem(codes[0], key: "k1")
            _ = try await server.redeem([codes[1]], key: "k2", token: elsewhere)
            let third = try await server.redeem(codes[2], key: "k3")
            #expect(third.status == 409 && third["reason"] == "budget_exhausted" && third.at("limit") == "2")
            _ = try await server.reverse(try redemption(first), key: "v1")
            let again = try await server.redeem(codes[2], key: "k4")
            #expect(again.status == 201)
        }
    }

    @Test("A budget is spent to its last cent over all offers, and a partial return frees its part at once")
    func budget() async throws {
        try await TestServer.run(campaigns: TradeCampaigns.all) { server in
            let tens = try await server.issue(3, offer: "thrifty").map(\.code.text)
            let tenths = try await server.issue(2, offer: "thrifty-tenth").map(\.code.text)
            let first = try await server.redeem(tens[0], key: "k1")
            _ = try await server.redeem(tens[1], key: "k2")
            let third = try await server.redeem(tens[2], key: "k3")
            #expect(third.status == 409 && third["reason"] == "budget_exhausted")
            #expect(third.at("budget/amount") == "25.00" && third.at("budget/currency") == "CNY")
            #expect(third.at("left/amount") == "5.00")
            let rest = try await server.redeem(tenths[0], key: "k4", amount: "50.00")
            #expect(rest.status == 201 && rest.at("benefit/discount/amount") == "5.00")
            let nothing = try await server.redeem(tenths[1], key: "k5", amount: "1.00")
            #expect(nothing["reason"] == "budget_exhausted")
            let half = try await server.reverse(try redemption(first), "return", key: "r1", amount: "40.00")
            #expect(half.at("discount/amount") == "5.00")
            let tooMuch = try await server.redeem(tenths[1], key: "k6", amount: "50.10")
            #expect(tooMuch["reason"] == "budget_exhausted")
            let fits = try await server.redeem(tenths[1], key: "k7", amount: "50.00")
            #expect(fits.status == 201)
            let dollars = try await server.post(
                "/v1/redemptions",
                #"{"code":"\#(tenths[1])","amount":\#(TestServer.money("1.00", "USD"))}"#, key: "k8")
            #expect(dollars.status == 409 || dollars.status == 422, "\(dollars.text)")
            #expect(try await server.store.findFaults() == [])
        }
    }

    @Test("Items that an offer is for are asked for, and named where none fits")
    func items() async throws {
        try await TestServer.run(campaigns: TradeCampaigns.all) { server in
            let code = try await server.issue(1, offer: "tea")[0].code.text
            let without = try await server.redeem(code, key: "k1")
            #expect(without.status == 422 && without["reason"] == "not_applicable")
            let cups = TestServer.stack(
                [code], amount: nil, more: #","items":[\#(TestServer.item("CUP-1", 1, "40.00"))]"#)
            let other = try await server.post("/v1/redemptions", cups, key: "k2")
            #expect(other.status == 422 && other.at("articles/0") == "TEA-*")
        }
    }
}
