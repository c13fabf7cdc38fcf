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

    @Test("A limit that counts days says when it gives again, or that today is the last day")
    func tellsWhenAgain() throws {
        let tomorrow = Refusal.Again.on(day: try Sample.date("2027-03-11"))
        try expect(
            .memberDayLimit(limit: 2, again: tomorrow),
            "This member has had this offer 2 of 2 times today; it works again on 2027-03-11.",
            "该会员今日已享用此优惠 2 次，达到每日上限，2027-03-11 起可再用。")
        try expect(
            .memberDayLimit(limit: 1, again: .never),
            "This member has had this offer 1 of 1 times today, and today is its last day.",
            "该会员今日已享用此优惠 1 次，达到每日上限，且今天是最后一天。")
        try expect(
            .storeLimit(limit: 3, again: tomorrow, isGoodElsewhere: true),
            "All 3 for today have been given in this store; try another store, or here on 2027-03-11.",
            "本店今日 3 份已发完，可到其他门店，或于 2027-03-11 再来本店。")
        try expect(
            .storeLimit(limit: 3, again: .never, isGoodElsewhere: true),
            "All 3 for today have been given in this store; today is the last day, so try another store.",
            "本店今日 3 份已发完，今天是最后一天，可到其他门店。")
        try expect(
            .storeLimit(limit: 3, again: tomorrow, isGoodElsewhere: false),
            "All 3 for today have been given in this store; it works again on 2027-03-11.",
            "本店今日 3 份已发完，2027-03-11 起可再用。")
        try expect(
            .storeLimit(limit: 3, again: .never, isGoodElsewhere: false),
            "All 3 for today have been given in this store, and today is the last day.",
            "本店今日 3 份已发完，且今天是最后一天。")
    }

    @Test("A stock that is used up names other stores, six at most")
    func tellsWhereElse() throws {
        let stores = try (1...8).map { try StoreID(parsing: "S\($0)") }
        try expect(
            .stockExhausted(had: 2, others: Array(stores.prefix(Refusal.maximumNamedStores))),
            "This store has given all 2 it had; S1, S2, S3, S4, S5, S6, … may still have some.",
            "本店 2 份已发完，S1、S2、S3、S4、S5、S6、… 可能还有。")
        try expect(
            .stockExhausted(had: 0, others: [stores[0]]),
            "This store has none of this offer to give; it is given at S1.", "本店没有此优惠的份额，可到 S1。")
        try expect(
            .stockExhausted(had: 2, others: []),
            "This store has given all 2 it had, and no other store has any.",
            "本店 2 份已发完，其他门店也没有。")
        try expect(
            .stockExhausted(had: 0, others: []), "No store has any of this offer to give.", "各门店均无此优惠的份额。")
    }

    @Test("A budget says what is left of it, and a purchase what must be in it")
    func tellsWhatIsLeft() throws {
        let (budget, left) = (try Sample.money(2_500), try Sample.money(500))
        try expect(
            .budgetSpent(budget: budget, left: left, discount: try Sample.money(1_000)),
            "Only 5.00 CNY is left of the promotion's budget, less than this discount of 10.00 CNY.",
            "活动预算仅余 5.00 CNY，不足以支付本次优惠 10.00 CNY。")
        try expect(
            .budgetSpent(budget: budget, left: try Sample.money(0), discount: nil),
            "The promotion's budget of 25.00 CNY is spent; returns may free some of it.",
            "活动预算 25.00 CNY 已用完，如有退货，可能会再有余额。")
        try expect(
            .noFittingItem(articles: ["CUP-1", "TEA-*"]),
            "None of these items is in the offer; it is for CUP-1, TEA-….", "所购商品均不在优惠范围内，适用商品：CUP-1、TEA-…。")
        try expect(
            .itemsBelowMinimumSpend(minimum: budget, given: left),
            "The items in the offer must come to 25.00 CNY or more; they come to 5.00 CNY.",
            "优惠范围内的商品需满 25.00 CNY，目前为 5.00 CNY。")
        try expect(
            .nothingLeft, "The other coupons already pay for all of it; keep this one for another purchase.",
            "其他优惠券已全额抵扣，此券可留待下次使用。")
    }

    private func expect(_ refusal: Refusal, _ english: String, _ chinese: String) throws {
        #expect(refusal.sentence(in: .english) == english)
        #expect(refusal.sentence(in: .simplifiedChinese) == chinese)
    }

    /// With and without what an earlier version did not keep.
    private func limits(_ stores: [StoreID], _ ten: Money) throws -> [Refusal] {
        let days: [Refusal.Again?] = [.on(day: try Sample.date("2027-03-01")), .never, nil]
        return days.map { .memberDayLimit(limit: 1, again: $0) }
            + days.flatMap { day in
                [true, false, nil].map { .storeLimit(limit: 3, again: day, isGoodElsewhere: $0) }
            }
            + [
                .budgetSpent(budget: ten, left: ten, discount: ten),
                .budgetSpent(budget: ten, left: ten, discount: nil),
                .budgetSpent(budget: ten, left: nil, discount: nil), .stockExhausted(had: nil, others: nil),
                .stockExhausted(had: 0, others: []), .stockExhausted(had: 0, others: stores),
                .stockExhausted(had: 3, others: []), .stockExhausted(had: 3, others: stores),
            ]
    }

    private func refusals() throws -> [Refusal] {
        let stores = try (1...8).map { try StoreID(parsing: "S\($0)") }
        let earlier = Redemption.EarlierUse(at: try Sample.moment("2027-03-05"), store: stores[0])
        let ten = try Sample.money(1_000)
        return [
            .unknownCode, .keyExpired(since: earlier.at), .revoked,
            .notYetValid(firstDay: try Sample.date("2027-03-01")),
            .expired(lastDay: try Sample.date("2027-03-31")), .alreadyRedeemed(earlier: []),
            .alreadyRedeemed(earlier: [earlier]), .campaignPaused, .budgetExhausted(limit: 2_000),
            .wrongStore(.only(stores)), .wrongStore(.every),
            .outsideArea(areas: [AreaID(unchecked: "inner-ring")], stores: stores),
            .locationUnknown(areas: [AreaID(unchecked: "inner-ring")]),
            .wrongWeekday(allowed: Weekday.allCases),
            .memberRequired, .wrongMember, .memberLimit(limit: 1), .amountRequired,
            .wrongCurrency(expected: ten.currency), .belowMinimumSpend(minimum: ten, given: nil),
            .belowMinimumSpend(minimum: ten, given: ten), .cannotStack,
            .reserved(until: earlier.at), .itemsRequired, .nothingLeft,
            .noFittingItem(articles: (1...8).map { "TEA-\($0)" }),
            .itemsBelowMinimumSpend(minimum: ten, given: ten),
        ] + (try limits(stores, ten))
    }
}
