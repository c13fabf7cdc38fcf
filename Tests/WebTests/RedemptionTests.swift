import Foundation
import Payload
import Store
import Testing
import Vocabulary

@testable import Service

@Suite struct RedemptionTests {
    @Test("A redemption answers 201 with the whole document and is in the register once")
    func redeems() async throws {
        try await TestServer.run { server in
            let code = try await server.issue(1)[0].code.text
            let answer = try await server.redeem(code, key: "k1", headers: ["Accept-Language": "en"])
            #expect(answer.status == 201)
            #expect(answer.headers["content-type"] == "application/json")
            #expect(answer["outcome"] == "redeemed" && answer["coupon"] == code)
            #expect(answer["redeemed_at"] == "2027-03-01T12:00:00.000+08:00")
            #expect(answer.json["use"] as? Int == 1 && answer.json["uses_left"] as? Int == 0)
            let offer = answer.json["offer"] as? [String: String]
            #expect(offer == ["id": "thank-you", "title": "10 yuan off 50"])
            let benefit = try #require(answer.json["benefit"] as? [String: Any])
            #expect(benefit["kind"] as? String == "amount_off")
            #expect(benefit["discount"] as? [String: String] == ["amount": "10.00", "currency": "CNY"])
            let rows = try await server.ledger()
            #expect(rows.count == 1)
            #expect(rows[0]["coupon"] as? String == code && rows[0]["key"] as? String == "k1")
            #expect(rows[0]["id"] as? String == answer["redemption"] && rows[0]["seq"] as? Int == 1)
        }
    }

    @Test("The receipt proves the redemption to whoever has the public key")
    func receipt() async throws {
        try await TestServer.run { server in
            let code = try await server.issue(1)[0].code.text
            let answer = try await server.redeem(code, key: "k1")
            let text = try #require(answer["receipt"])
            let receipt = try #require(Receipt(parsing: text))
            #expect(receipt.isTrue(by: server.context.keys.keyring))
            let claims = try #require(receipt.claims)
            #expect(claims.redemption == answer["redemption"] && claims.use == 1)
            #expect(claims.store == "SH01" && claims.discount == "10.00 CNY")
            let rows = try await server.ledger()
            #expect(rows.first?["hash"] as? String == claims.ledger)
            let forged = Receipt(
                issuer: receipt.issuer, payload: Array(receipt.payload.dropLast()) + [0], proof: receipt.proof
            )
            #expect(!forged.isTrue(by: server.context.keys.keyring))
        }
    }

    @Test("Every spelling of a code and both profiles lead to the coupon, answered by its short code")
    func spellings() async throws {
        try await TestServer.run { server in
            let short = try await server.issue(3)
            let signed = try await server.issue(2, profile: .signed)
            let spellings = [
                (short[0].code.grouped.lowercased(), short[0]), (short[1].url, short[1]),
                (short[2].url.lowercased() + "?utm=1", short[2]), (signed[0].text, signed[0]),
                (signed[1].url, signed[1]),
            ]
            for (index, (spelling, coupon)) in spellings.enumerated() {
                let answer = try await server.redeem(spelling, key: "k\(index)")
                #expect(answer.status == 201, "\(spelling)")
                #expect(answer["coupon"] == coupon.code.text)
            }
        }
    }

    @Test("A used coupon is refused with 409 and says when and where it was used")
    func alreadyRedeemed() async throws {
        try await TestServer.run { server in
            let code = try await server.issue(1)[0].code.text
            _ = try await server.redeem(code, key: "k1")
            let answer = try await server.redeem(code, key: "k2", headers: ["Accept-Language": "en-GB,en"])
            #expect(answer.status == 409 && answer["reason"] == "already_redeemed")
            #expect(answer.headers["content-type"] == "application/problem+json")
            #expect(answer["detail"] == "Already redeemed on 2027-03-01 12:00 at SH01.")
            let uses = answer.json["uses"] as? [[String: String]]
            #expect(uses == [["at": "2027-03-01T12:00:00.000+08:00", "store": "SH01"]])
            let chinese = try await server.redeem(code, key: "k3", headers: ["Accept-Language": "zh-CN"])
            #expect(chinese["detail"] == "此券已于 2027-03-01 12:00 在 SH01 核销。")
        }
    }

    @Test("Conditions are refused with 422 and their evidence")
    func conditions() async throws {
        try await TestServer.run { server in
            let code = try await server.issue(1)[0].code.text
            let small = try await server.redeem(code, key: "k1", amount: "49.99")
            #expect(small.status == 422 && small["reason"] == "below_minimum_spend")
            #expect(small.json["minimum"] as? [String: String] == ["amount": "50.00", "currency": "CNY"])
            let midweek = try await server.issue(1, offer: "midweek-fifteen")[0].code.text
            let elsewhere = try await server.redeem(midweek, key: "k2")
            #expect(elsewhere.status == 422, "\(elsewhere.text)")
            _ = try await BatchService(server.context).revoke(.init(unchecked: "thank-you-1"))
            let revoked = try await server.redeem(code, key: "k3")
            #expect(revoked.status == 422 && revoked["reason"] == "revoked")
        }
    }

    @Test("Unknown, mistyped, foreign and forged codes get one answer, byte for byte")
    func unknownCodes() async throws {
        try await TestServer.run { server in
            let token = try await server.issue(1, profile: .signed)[0].text
            let last = try #require(token.last)
            let unknown = [
                CouponCode(number: 42).text, "HELLO", " ", String(repeating: "A", count: 10_000),
                "https://example.com/c/ABC", String(token.dropLast()) + (last == "0" ? "1" : "0"),
            ]
            var answers: Set<String> = []
            for (index, code) in unknown.enumerated() {
                let answer = try await server.redeem(code, key: "k\(index)")
                #expect(answer.status == 404 && answer["reason"] == "unknown_code", "\(code.prefix(40))")
                answers.insert(answer.text)
            }
            #expect(answers.count == 1)
            let rows = try await server.ledger()
            #expect(rows.isEmpty)
        }
    }

    @Test("The sum of the items stands for the amount, and must agree with it")
    func items() async throws {
        try await TestServer.run { server in
            let codes = try await server.issue(2).map(\.code.text)
            let price = #"{"amount":"25.50","currency":"CNY"}"#
            let items = #""items":[{"sku":"LJ-100","quantity":2,"unit_price":\#(price)}]"#
            let summed = try await server.post(
                "/v1/redemptions", #"{"code":"\#(codes[0])",\#(items)}"#, key: "k1")
            #expect(summed.status == 201)
            let rows = try await server.ledger()
            #expect(rows.first?["amount"] as? [String: String] == ["amount": "51.00", "currency": "CNY"])
            let wrong = try await server.redeem(codes[1], key: "k2", amount: "52.00", more: "," + items)
            #expect(wrong.status == 400 && wrong.pointers == ["/amount"])
        }
    }
}
