import Promotion
import Store
import Support
import Testing
import Vocabulary

@testable import Service

/// What is written without an encoder is what the encoder writes.
@Suite struct PlainJSONTests {
    private static let awkward = [
        "", "plain", "满50减10", "\"quoted\" \\ / back", "line\nfeed\ttab\r\u{8}\u{C}\u{0}\u{1F}\u{7F}",
        "\u{2028}\u{2029}\u{FFFD}", "😀 e\u{301}", "</script>",
    ]
    private static let currencies = ["CNY", "JPY", "KWD"].compactMap { Currency(parsing: $0) }

    private static func money(_ generator: inout SplitMix64) -> Money {
        let units = Int64.random(in: 0...12_345_678, using: &generator)
        return Money(minorUnits: units % 100 == 7 ? units % 10 : units, currency: currencies[Int(units % 3)])
    }

    private static func text(_ generator: inout SplitMix64) -> String {
        awkward[Int.random(in: 0..<awkward.count, using: &generator)]
    }

    private static func document(_ generator: inout SplitMix64) -> RedemptionDocument {
        let benefit: Benefit =
            Bool.random(using: &generator)
            ? .amountOff(money(&generator))
            : .percentOff(
                basisPoints: Int.random(in: 1...10_000, using: &generator),
                cap: Bool.random(using: &generator) ? money(&generator) : nil)
        let offer = OfferDocument(
            Offer(
                id: OfferID(unchecked: "thank-you"), title: LocalizedText(text(&generator)), benefit: benefit),
            language: .english)
        let items: [ItemDiscountDocument]? =
            Bool.random(using: &generator)
            ? (0..<Int.random(in: 0...3, using: &generator)).map { _ in
                ItemDiscountDocument(sku: text(&generator), discount: money(&generator))
            } : nil
        return RedemptionDocument(
            redemption: RedemptionID(unchecked: "r06H1MSDCF6RH6BWEZNSB06SB3"), outcome: .redeemed,
            coupon: "T9GA4GVJQGBABMK1", offer: offer,
            benefit: BenefitDocument(benefit, discount: money(&generator)),
            use: UInt32.random(in: 1...1_000, using: &generator),
            usesLeft: UInt32.random(in: 0...9, using: &generator),
            items: items, receipt: "R2.a-_.b", redeemedAt: "2026-11-27T08:26:40.633+08:00")
    }

    @Test("Redemptions of every shape")
    func redemptions() throws {
        var generator = SplitMix64.forTests()
        for _ in 0..<500 {
            let document = Self.document(&generator)
            let (ours, encoded) = (document.json, try JSONText.document(document))
            #expect(
                ours == encoded,
                "seed \(generator.seed): \(String(decoding: ours, as: UTF8.self)) \(String(decoding: encoded, as: UTF8.self))"
            )
        }
    }

    private static let moment = LocalMoment(
        instant: Instant(millisecondsSince1970: 1_803_873_600_250), utcOffsetSeconds: 28_800)

    @Test(
        "Problems of every kind",
        arguments: [
            Refusal.unknownCode, .revoked, .campaignPaused, .budgetExhausted(limit: 7),
            .memberLimit(limit: 1),
            .alreadyRedeemed(earlier: []), .expired(lastDay: moment.date), .keyExpired(since: moment),
            .wrongStore(.only([StoreID(unchecked: "SH01")])), .cannotStack,
            .outsideArea(areas: [AreaID(unchecked: "ring")], stores: [StoreID(unchecked: "SH01")]),
            .locationUnknown(areas: [AreaID(unchecked: "ring")]),
            .alreadyRedeemed(earlier: [
                .init(at: moment, store: StoreID(unchecked: "SH01")),
                .init(at: moment, store: StoreID(unchecked: "SH02")),
            ]), .noFittingItem(articles: ["a\"b"]), .reserved(until: moment), .amountRequired, .nothingLeft,
            .memberDayLimit(limit: 1, again: .on(day: moment.date)), .memberDayLimit(limit: 1, again: .never),
            .storeLimit(limit: 1, again: .on(day: moment.date), isGoodElsewhere: true),
            .stockExhausted(had: 1, others: [StoreID(unchecked: "SH01")]),
            .stockExhausted(had: 0, others: []),
        ])
    func problems(refusal: Refusal) throws {
        for language in [SpokenLanguage.english, .simplifiedChinese] {
            let problem = Problem(refusal, language: language)
            #expect(problem.json == (try JSONText.document(problem)))
        }
    }

    @Test("Problems that are no refusals")
    func otherProblems() throws {
        let all = [
            Problem.internalFault, .keyReused(language: .english),
            .invalidInput([InputFault(pointer: "/a", detail: "b")]),
            Problem(.busy("x")), Problem(status: 404, reason: "not_found", title: "Not \"found\""),
        ]
        for problem in all { #expect(problem.json == (try JSONText.document(problem))) }
    }
}
