import Foundation
import Measurement
import Payload
import Promotion
import StoreSQLite
import Support
import Testing
import Vocabulary

@testable import Service

/// A register that adds up: whatever was redeemed, returned and voided, its sums are those of the answers, of the
/// coupons, of the report and of the counters.
@Suite struct RegisterTests {
    static let stepCount = 160

    /// What the tills were told.
    private struct Told {
        var redeemed: [(id: String, coupon: String, amount: Int, discount: Int)] = []
        /// By redemption: what came back of the purchase, and whether the use did.
        var returned: [String: (amount: Int, discount: Int, isWhole: Bool)] = [:]
        var reversalCount = 0

        var discount: Int {
            redeemed.map(\.discount).reduce(0, +) - returned.values.map(\.discount).reduce(0, +)
        }

        func uses(of coupon: String) -> Int {
            redeemed.count { $0.coupon == coupon && returned[$0.id]?.isWhole != true }
        }
    }

    private func fen(_ money: Any?) throws -> Int {
        let amount = try #require((money as? [String: Any])?["amount"] as? String)
        return try #require(Int(amount.replacing(".", with: "")))
    }

    private func yuan(_ fen: Int) -> String { "\(fen / 100).\(fen % 100 < 10 ? "0" : "")\(fen % 100)" }

    private func redeem(
        _ server: TestServer, _ codes: [String], _ fen: Int, key: String, _ told: inout Told
    ) async throws {
        let answer = try await server.redeem(codes, key: key, amount: yuan(fen))
        guard answer.status == 201 else {
            // 422 for a code for which the other one leaves nothing.
            let isUseless = answer.status == 422 && codes.count > 1
            #expect(
                isUseless ? answer["reason"] == "not_applicable" : answer.status == 409, "\(answer.text)")
            return
        }
        let parts = answer.json["redemptions"] as? [[String: Any]] ?? [answer.json]
        for part in parts {
            let benefit = part["benefit"] as? [String: Any]
            told.redeemed.append(
                (
                    id: try #require(part["redemption"] as? String),
                    coupon: try #require(part["coupon"] as? String), amount: fen,
                    discount: try self.fen(benefit?["discount"])
                ))
        }
    }

    private func reverse(
        _ server: TestServer, _ generator: inout SplitMix64, key: String, _ told: inout Told
    ) async throws {
        guard let one = told.redeemed.randomElement(using: &generator) else { return }
        let before = told.returned[one.id]
        let isVoid = Bool.random(using: &generator)
        let isPart = !isVoid && Bool.random(using: &generator)
        let part = isPart ? Int.random(in: 1...one.amount, using: &generator) : nil
        let answer = try await server.reverse(
            one.id, isVoid ? "void" : "return", key: key, amount: part.map(yuan))
        let left = one.amount - (before?.amount ?? 0)
        let isPossible = before?.isWhole != true && (part ?? left) <= left
        #expect((answer.status == 201) == isPossible, "\(answer.text)")
        guard answer.status == 201 else { return }
        told.reversalCount += 1
        told.returned[one.id] = (
            amount: (before?.amount ?? 0) + (try fen(answer.json["returned"])),
            discount: (before?.discount ?? 0) + (try fen(answer.json["discount"])),
            isWhole: answer.at("use_restored") == "true"
        )
        let now = told.returned[one.id]?.discount ?? 0
        #expect(now <= one.discount && (answer.at("use_restored") != "true" || now == one.discount))
    }

    @Test("The register's sums are those of answers, coupons, report and counters after random trade")
    func addsUp() async throws {
        try await TestServer.run(campaigns: TradeCampaigns.all) { server in
            var generator = SplitMix64.forTests()
            let seed = generator.seed
            var codes: [String] = []
            for offer in ["ten", "fifth", "thrifty", "thrifty-tenth"] {
                codes += try await server.issue(4, offer: offer).map(\.code.text)
            }
            var told = Told()
            for step in 0..<Self.stepCount {
                if Int.random(in: 0..<10, using: &generator) < 6 {
                    let some = Array(
                        codes.shuffled(using: &generator).prefix(Int.random(in: 1...3, using: &generator)))
                    let fen = Int.random(in: 1...20_000, using: &generator)
                    try await redeem(server, some, fen, key: "k\(step)", &told)
                } else {
                    try await reverse(server, &generator, key: "v\(step)", &told)
                }
            }
            #expect(told.reversalCount > 10 && told.redeemed.count > 20, "seed \(seed): little happened")
            try await compare(server, told, codes, seed)
        }
    }

    private func compare(
        _ server: TestServer, _ told: Told, _ codes: [String], _ seed: UInt64
    ) async throws {
        let rows = try await server.ledger()
        let discounts = try rows.map { row in
            (row["kind"] as? String == "redemption" ? 1 : -1) * (try fen(row["discount"]))
        }
        #expect(discounts.reduce(0, +) == told.discount, "seed \(seed)")
        #expect(rows.count == told.redeemed.count + told.reversalCount, "seed \(seed)")
        for code in codes {
            let coupon = try await server.send("GET", "/v1/coupons/\(code)", token: server.till)
            #expect(coupon.json["uses_taken"] as? Int == told.uses(of: code), "seed \(seed), \(code)")
        }
        let thrift = try rows.filter { $0["campaign"] as? String == "thrift" }.map { row in
            (row["kind"] as? String == "redemption" ? 1 : -1) * (try fen(row["discount"]))
        }
        #expect((0...2_500).contains(thrift.reduce(0, +)), "seed \(seed)")
        let day = TestServer.noon..<TestServer.noon.advanced(bySeconds: 1)
        let report = try await RedemptionsReport.make(in: day, context: server.context)
        #expect(
            report.total.redemptions == told.redeemed.count && report.total.reversals == told.reversalCount)
        #expect(report.total.discount.amounts.map(\.minorUnits) == [Int64(told.discount)], "seed \(seed)")
        // The counters of coupons, offers, members, stores and budgets, counted anew from the register.
        #expect(try await server.store.findFaults() == [], "seed \(seed)")
    }
}
