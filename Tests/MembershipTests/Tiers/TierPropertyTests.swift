import Membership
import Support
import Testing
import Vocabulary

/// Random programs, members and days.
@Suite struct TierPropertyTests {
    private let tiers = ["t0", "t1", "t2", "t3", "t4"]
    private let start = CalendarDate(daysSince1970: 20_500)

    private func window(_ random: inout SplitMix64) -> TierWindow {
        [.days(1), .days(7), .days(90), .months(1), .months(6), .months(12), .calendarYear]
            .randomElement(using: &random) ?? .calendarYear
    }

    private func condition(_ random: inout SplitMix64) -> TierCondition {
        TierCondition(
            TierFact.allCases.randomElement(using: &random) ?? .spend,
            atLeast: Int64.random(in: 1...40, using: &random), in: window(&random))
    }

    /// A program that is sound, as a random one is about every other time.
    private func program(_ random: inout SplitMix64) -> TierProgram {
        while true {
            let rules = tiers.dropFirst().map { tier in
                let ways = (0..<Int.random(in: 0...3, using: &random)).map { _ in
                    (0..<Int.random(in: 1...2, using: &random)).map { _ in condition(&random) }
                }
                return TierRule(
                    tier: tier, alternatives: ways,
                    graceDays: [0, 1, 30, 366].randomElement(using: &random) ?? 0)
            }
            if let program = try? TierProgram(rules, tiers: tiers) { return program }
        }
    }

    private func activity(_ random: inout SplitMix64) -> [DayActivity] {
        (0..<Int.random(in: 0...12, using: &random)).map { _ in
            DayActivity(
                day: start.advanced(byDays: Int.random(in: -400...5, using: &random)),
                redemptions: Int64.random(in: 0...9, using: &random),
                spent: Int64.random(in: 0...20, using: &random))
        }
    }

    private func day(_ random: inout SplitMix64) -> CalendarDate? {
        Bool.random(using: &random) ? nil : start.advanced(byDays: Int.random(in: -40...40, using: &random))
    }

    private func standing(_ random: inout SplitMix64) -> TierStanding {
        TierStanding(
            tier: (tiers + ["gone"]).randomElement(using: &random) ?? "t0", since: day(&random),
            keptUntil: day(&random), pinnedUntil: day(&random))
    }

    @Test("Reviewing what a review gave changes nothing, whatever the rules")
    func fixedPoint() {
        var random = SplitMix64.forTests()
        var verdicts: [TierReview.Verdict: Int] = [:]
        for _ in 0..<200 {
            let program = program(&random)
            for _ in 0..<40 {
                let facts = TierFacts(
                    program.measures, of: activity(&random),
                    points: Bool.random(using: &random)
                        ? nil : [start: Int64.random(in: 0...60, using: &random)],
                    today: start)
                let first = program.review(standing(&random), facts, today: start)
                let second = program.review(first.standing, facts, today: start)
                #expect(second.standing == first.standing, "seed \(random.seed)")
                verdicts[first.verdict, default: 0] += 1
            }
        }
        #expect(Set(verdicts.keys) == Set(TierReview.Verdict.allCases) && verdicts.values.min() ?? 0 > 20)
    }

    @Test("Whoever does more never has a lower tier for it")
    func monotonous() {
        var random = SplitMix64.forTests()
        for _ in 0..<4_000 {
            let program = program(&random)
            let (known, before) = (activity(&random), standing(&random))
            let more = known + activity(&random)
            let ranks = [known, more].map { days in
                let facts = TierFacts(program.measures, of: days, points: [:], today: start)
                return program.rank(of: program.review(before, facts, today: start).standing.tier) ?? -1
            }
            #expect(ranks[0] <= ranks[1], "seed \(random.seed)")
        }
    }

    @Test(
        "Whoever does nothing any more has the lowest tier in the end: none is for ever but one given by hand"
    )
    func ending() {
        var random = SplitMix64.forTests()
        for _ in 0..<150 {
            let program = program(&random)
            let days = activity(&random)
            var standing = standing(&random)
            var changes = 0
            for day in stride(from: 0, through: 900, by: 3) {
                let today = start.advanced(byDays: day)
                let facts = TierFacts(program.measures, of: days, points: [:], today: today)
                let next = program.review(standing, facts, today: today).standing
                if next.tier != standing.tier { changes += 1 }
                standing = next
            }
            let rank = program.rank(of: standing.tier) ?? -1
            #expect(
                rank == 0 || (rank > 0 && program.rules[rank - 1].isByHand),
                "seed \(random.seed): \(standing)")
            // Up once at most for each tier as days come into no window, and down.
            #expect(changes <= 2 * tiers.count, "seed \(random.seed)")
        }
    }
}
