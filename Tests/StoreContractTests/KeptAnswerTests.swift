import Foundation
import Promotion
import Store
import Testing
import Vocabulary

@Suite struct KeptAnswerTests {
    private static let earlier = (0..<3).map { number in
        Redemption.EarlierUse(
            at: LocalMoment(
                instant: Instant(millisecondsSince1970: 1_803_873_600_250 + Int64(number)),
                utcOffsetSeconds: 28_800),
            store: Fixture.store)
    }

    private static let redeemed = ["r-1", "r-1-2"].map { name in
        KeptRedemption(
            redemption: RedemptionID(unchecked: name), usesLeft: 7, revision: 12,
            byLine: name == "r-1" ? [] : [100, 0, 25])
    }

    @Test(
        "What is written without an encoder is what an encoder writes",
        arguments: [
            KeptAnswer.Content.redeemed([redeemed[0]]), .redeemed(redeemed), .redeemed([]),
            .refused([.unknownCode]), .refused([.revoked, nil]), .refused([nil, .campaignPaused]),
            .refused([.memberRequired]), .refused([.budgetExhausted(limit: 10_000)]),
            .refused([.alreadyRedeemed(earlier: [])]), .refused([.alreadyRedeemed(earlier: earlier)]),
        ] + limits.map { .refused([$0]) })
    func plainJSON(content: KeptAnswer.Content) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let encoded = String(decoding: try encoder.encode(content), as: UTF8.self)
        #expect(content.plainJSON == encoded)
    }

    /// With and without what an earlier version did not keep.
    private static let limits: [Refusal] = {
        let (budget, store, day) = (Fixture.money(2_505), Fixture.store, Fixture.moment().date)
        return [
            .memberDayLimit(limit: 1, again: .on(day: day)), .memberDayLimit(limit: 2, again: .never),
            .memberDayLimit(limit: 3, again: nil),
            .storeLimit(limit: 4, again: .on(day: day), isGoodElsewhere: true),
            .storeLimit(limit: 5, again: .never, isGoodElsewhere: false),
            .storeLimit(limit: 6, again: nil, isGoodElsewhere: nil),
            .stockExhausted(had: 2, others: [store, StoreID(unchecked: "SH02")]),
            .stockExhausted(had: 0, others: []), .stockExhausted(had: nil, others: nil),
            .budgetSpent(budget: budget, left: Fixture.money(5), discount: Fixture.money(1_000)),
            .budgetSpent(budget: budget, left: Fixture.money(0), discount: nil),
            .budgetSpent(budget: budget, left: nil, discount: nil),
        ]
    }()

    @Test(
        "Every refusal is read again as it was kept",
        arguments: limits + [
            .nothingLeft, .itemsBelowMinimumSpend(minimum: Fixture.money(1), given: Fixture.money(2)),
        ])
    func readAgain(refusal: Refusal) throws {
        let kept = KeptAnswer.Content.refused([refusal, nil])
        let json = try JSONEncoder().encode(kept)
        #expect(try JSONDecoder().decode(KeptAnswer.Content.self, from: json) == kept)
        if let plain = kept.plainJSON {
            #expect(try JSONDecoder().decode(KeptAnswer.Content.self, from: Data(plain.utf8)) == kept)
        }
    }

    @Test("What was kept before refusals said when, where and how much there is more is still read")
    func keptEarlier() throws {
        let json = """
            {"refused":{"_0":[{"stockExhausted":{}},{"storeLimit":{"limit":3}},null,{"memberDayLimit":{"limit":1}},
            {"budgetSpent":{"budget":{"amount":"25.00","currency":"CNY"}}}]}}
            """
        let kept = try JSONDecoder().decode(KeptAnswer.Content.self, from: Data(json.utf8))
        #expect(
            kept
                == .refused([
                    .stockExhausted(had: nil, others: nil),
                    .storeLimit(limit: 3, again: nil, isGoodElsewhere: nil),
                    nil, .memberDayLimit(limit: 1, again: nil),
                    .budgetSpent(budget: Fixture.money(2_500), left: nil, discount: nil),
                ]))
    }

    @Test("Other refusals are left to the encoder")
    func others() {
        #expect(KeptAnswer.Content.refused([.wrongMember]).plainJSON == nil)
        #expect(KeptAnswer.Content.refused([.unknownCode, .wrongStore(.every)]).plainJSON == nil)
    }
}
