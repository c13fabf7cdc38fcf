import Payload
import Service
import Testing

@Suite struct IdempotencyTests {
    @Test("A retry gets the first answer byte for byte, however the same request is spelt")
    func replays() async throws {
        try await TestServer.run { server in
            let coupon = try await server.issue(1)[0]
            let first = try await server.redeem(coupon.code.text, key: "k1")
            #expect(first.status == 201 && first.headers["idempotent-replayed"] == nil)
            for spelling in [coupon.code.text, coupon.code.grouped.lowercased(), coupon.url] {
                let again = try await server.redeem(spelling, key: "k1")
                #expect(again.status == 201 && again.body == first.body)
                #expect(again.headers["idempotent-replayed"] == "true")
            }
            let spaced = #"{ "amount" : {"currency":"CNY","amount":"80.00"}, "code":"\#(coupon.code.text)" }"#
            let again = try await server.post("/v1/redemptions", spaced, key: "k1")
            #expect(again.body == first.body)
        }
    }

    @Test("Refusals are replayed too, also after what was refused has become possible")
    func refusals() async throws {
        try await TestServer.run { server in
            let code = try await server.issue(1)[0].code.text
            let first = try await server.redeem(code, key: "k1", amount: "10.00")
            let again = try await server.redeem(code, key: "k1", amount: "10.00")
            #expect(first.status == 422 && again.status == 422 && again.body == first.body)
            #expect(again.headers["idempotent-replayed"] == "true")
        }
    }

    @Test("A key that comes with another request is refused and changes nothing")
    func keyReused() async throws {
        try await TestServer.run { server in
            let codes = try await server.issue(2).map(\.code.text)
            _ = try await server.redeem(codes[0], key: "k1")
            for other in [
                try await server.redeem(codes[1], key: "k1"),
                try await server.redeem(codes[0], key: "k1", amount: "81.00"),
            ] {
                #expect(other.status == 422 && other["reason"] == "key_reused")
            }
            let later = try await server.redeem(codes[1], key: "k2")
            #expect(later.status == 201)
        }
    }

    @Test("A thousand parallel requests with one key are one redemption and a thousand equal answers")
    func thousandAtOnce() async throws {
        try await TestServer.run { server in
            let code = try await server.issue(1)[0].code.text
            let answers = try await withThrowingTaskGroup(of: Answer.self) { group in
                for _ in 0..<1_000 { group.addTask { try await server.redeem(code, key: "one") } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(answers.count == 1_000)
            #expect(Set(answers.map(\.status)) == [201])
            #expect(Set(answers.map(\.body)).count == 1)
            #expect(answers.count { $0.headers["idempotent-replayed"] == nil } == 1)
            let rows = try await server.ledger()
            #expect(rows.count == 1)
        }
    }

    @Test("Fifty tills with keys of their own get a coupon's two uses between them")
    func race() async throws {
        try await TestServer.run { server in
            let code = try await server.issue(1, uses: 2)[0].code.text
            let answers = try await withThrowingTaskGroup(of: Answer.self) { group in
                for index in 0..<50 { group.addTask { try await server.redeem(code, key: "k\(index)") } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            let won = answers.filter { $0.status == 201 }
            #expect(Set(won.compactMap { $0.json["use"] as? Int }) == [1, 2] && won.count == 2)
            #expect(answers.count { $0.status == 409 } == 48)
        }
    }
}
