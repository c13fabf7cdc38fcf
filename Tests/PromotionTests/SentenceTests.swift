import Promotion
import Testing
import Vocabulary

@Suite struct SentenceTests {
    @Test("Every refusal has one sentence in each language, without a gap or a programmer's word in it")
    func everyRefusalSpeaks() throws {
        for refusal in try refusals() {
            for language in SpokenLanguage.allCases {
                let sentence = refusal.sentence(in: language)
                let end: Character = language == .english ? "." : "。"
                #expect(sentence.last == end, "\(refusal)")
                #expect(!sentence.contains("Optional") && !sentence.contains("nil"), "\(refusal)")
                #expect(!sentence.contains("  ") && !sentence.contains("("), "\(refusal)")
            }
        }
    }

    @Test("Every reason code is the code of some refusal, so that none is dead")
    func everyReasonIsUsed() throws {
        let used = Set(try refusals().map(\.reason))
        #expect(used == Set(Refusal.Reason.allCases))
    }

    @Test("A used coupon is told with day, time and store")
    func tellsWhenAndWhere() throws {
        let noon = try Sample.moment("2027-03-05")
        let at = LocalMoment(instant: noon.instant, date: noon.date, secondOfDay: 9 * 3_600 + 5 * 60 + 59)
        let refusal = Refusal.alreadyRedeemed(earlier: [.init(at: at, store: try StoreID(parsing: "BJ01"))])
        #expect(refusal.sentence(in: .english) == "Already redeemed on 2027-03-05 09:05 at BJ01.")
        #expect(refusal.sentence(in: .simplifiedChinese) == "此券已于 2027-03-05 09:05 在 BJ01 核销。")
    }

    private func refusals() throws -> [Refusal] {
        let stores = try (1...8).map { try StoreID(parsing: "S\($0)") }
        let earlier = Redemption.EarlierUse(at: try Sample.moment("2027-03-05"), store: stores[0])
        let ten = try Sample.money(1_000)
        return [
            .unknownCode, .revoked, .notYetValid(firstDay: try Sample.date("2027-03-01")),
            .expired(lastDay: try Sample.date("2027-03-31")), .alreadyRedeemed(earlier: []),
            .alreadyRedeemed(earlier: [earlier]), .campaignPaused, .budgetExhausted(limit: 2_000),
            .wrongStore(.only(stores)), .wrongStore(.every), .wrongWeekday(allowed: Weekday.allCases),
            .memberRequired, .wrongMember, .memberLimit(limit: 1), .amountRequired,
            .wrongCurrency(expected: ten.currency), .belowMinimumSpend(minimum: ten, given: nil),
            .belowMinimumSpend(minimum: ten, given: ten), .cannotStack,
            .reserved(until: earlier.at), .budgetSpent(budget: ten), .stockExhausted,
            .storeLimit(limit: 3), .memberDayLimit(limit: 1), .itemsRequired,
            .noFittingItem(articles: (1...8).map { "TEA-\($0)" }),
        ]
    }
}
