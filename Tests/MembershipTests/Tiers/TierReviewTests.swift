import Membership
import Support
import Testing
import Vocabulary

@Suite struct TierReviewTests {
    private let today = CalendarDate(daysSince1970: 20_000)
    private let spend = TierMeasure(fact: .spend, window: .months(12))

    /// Silver for 1,000 yuan a year, gold for 5,000 with thirty days of grace, black by hand.
    private func program() throws -> TierProgram {
        try TierProgram(
            [
                TierRule(
                    tier: "silver", alternatives: [[TierCondition(.spend, atLeast: 100_000, in: .months(12))]]
                ),
                TierRule(
                    tier: "gold", alternatives: [[TierCondition(.spend, atLeast: 500_000, in: .months(12))]],
                    graceDays: 30), TierRule(tier: "black", alternatives: []),
            ], tiers: ["member", "silver", "gold", "black"])
    }

    private func review(_ standing: TierStanding, spent: Int64?, after days: Int = 0) throws -> TierReview {
        let facts = TierFacts(spent.map { [spend: $0] } ?? [:])
        return try program().review(standing, facts, today: today.advanced(byDays: days))
    }

    @Test("The highest tier whose rule holds is theirs at once, with the number that earned it")
    func raised() throws {
        let review = try review(TierStanding(tier: "member"), spent: 500_000)
        #expect(review.standing == TierStanding(tier: "gold", since: today))
        #expect(review.verdict == .raised && review.until == nil)
        let yuan = try #require(Currency(parsing: "CNY"))
        #expect(
            review.findings.map { $0.text(yuan) } == ["spend 5000.00 CNY in 12 months, at least 5000.00 CNY"])
        #expect(try self.review(TierStanding(tier: "bygone"), spent: 99_999).standing.tier == "member")
    }

    @Test("A tier is kept for its days of grace, to the day, and a purchase in time keeps it for good")
    func grace() throws {
        let gold = TierStanding(tier: "gold", since: today.advanced(byDays: -400))
        let first = try review(gold, spent: 400_000)
        #expect(first.verdict == .grace && first.until == today.advanced(byDays: 29))
        #expect(first.standing.since == gold.since)
        let last = try review(first.standing, spent: 400_000, after: 29)
        #expect(last.standing == first.standing)
        let lowered = try review(last.standing, spent: 400_000, after: 30)
        #expect(lowered.verdict == .lowered)
        #expect(lowered.standing == TierStanding(tier: "silver", since: today.advanced(byDays: 30)))
        let saved = try review(first.standing, spent: 500_000, after: 10)
        #expect(saved.verdict == .held && saved.standing == gold)
        // Silver has no grace.
        #expect(try review(TierStanding(tier: "silver"), spent: 0).standing.tier == "member")
    }

    @Test("What was given by hand is left alone through its last day, and has no grace after it")
    func pinned() throws {
        let pinned = TierStanding(tier: "gold", since: today, pinnedUntil: today.advanced(byDays: 7))
        #expect(try review(pinned, spent: 0, after: 7).standing == pinned)
        #expect(try review(pinned, spent: 0, after: 7).until == today.advanced(byDays: 7))
        #expect(try review(pinned, spent: 0, after: 8).standing.tier == "member")
        #expect(
            try review(pinned, spent: 500_000, after: 8).standing == TierStanding(tier: "gold", since: today))
        let low = TierStanding(tier: "member", pinnedUntil: today)
        #expect(try review(low, spent: 500_000).standing == low)
        let black = TierStanding(tier: "black", pinnedUntil: today)
        #expect(try review(black, spent: 0, after: 1).standing.tier == "member")
        let forGood = try review(TierStanding(tier: "black"), spent: 0)
        #expect(forGood.standing == TierStanding(tier: "black") && forGood.verdict == .byHand)
    }

    @Test("What nobody knows is not met")
    func unknown() throws {
        #expect(try review(TierStanding(tier: "member"), spent: nil).standing.tier == "member")
        let points = TierMeasure(fact: .pointsEarned, window: .days(2))
        let none = TierFacts([points], of: [], points: nil, today: today)
        #expect(none[points] == nil)
        let known = TierFacts(
            [points], of: [], points: [today: 3, today.advanced(byDays: -2): 9], today: today)
        #expect(known[points] == 3)
    }

    @Test("What was done counts on the days of the window alone, and a sum stays at its limit")
    func facts() {
        let days = [
            DayActivity(day: today, redemptions: 2, spent: .max - 5),
            DayActivity(day: today.advanced(byDays: -2), redemptions: 1, spent: 10),
            DayActivity(day: today.advanced(byDays: -3), redemptions: 4, spent: 100),
            DayActivity(day: today.advanced(byDays: 1), redemptions: 8, spent: 1_000),
        ]
        let uses = TierMeasure(fact: .redemptions, window: .days(3))
        let spent = TierMeasure(fact: .spend, window: .days(3))
        let facts = TierFacts([uses, spent], of: days, today: today)
        #expect(facts[uses] == 3 && facts[spent] == .max)
    }
}
