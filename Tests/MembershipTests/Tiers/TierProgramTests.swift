import Membership
import Support
import Testing
import Vocabulary

@Suite struct TierProgramTests {
    private static let tiers = ["member", "silver", "gold", "black"]

    private func rule(_ tier: String, _ ways: String...) throws -> TierRule {
        let yuan = try #require(Currency(parsing: "CNY"))
        return TierRule(
            tier: tier, alternatives: try ways.map { try TierRuleParser.conditions(of: $0, currency: yuan) })
    }

    private func faults(_ rules: [TierRule]) -> [TierProgramFault] {
        do {
            _ = try TierProgram(rules, tiers: Self.tiers)
            return []
        } catch {
            return error.faults
        }
    }

    @Test("Rules in any order make a program, also where a higher tier asks for something else")
    func sound() throws {
        let rules = [
            try rule("gold", "spend >= 5000 in 12 months", "redemptions >= 20 in 12 months"),
            try rule(
                "silver", "spend >= 1000 in 12 months", "redemptions >= 30 in 90 days and spend >= 1 in 1 day"
            ),
            try rule("black"),
        ]
        #expect(faults(rules) == [])
        let program = try TierProgram(rules, tiers: Self.tiers)
        #expect(program.rules.map(\.tier) == ["silver", "gold", "black"] && program.measures.count == 4)
    }

    @Test("A tier without rule, of no name, the lowest, or twice is refused")
    func names() throws {
        let silver = try rule("silver", "spend >= 1 in 9 days")
        #expect(faults([silver]) == [.unreachable("gold"), .unreachable("black")])
        let more = [silver, try rule("gold"), try rule("black"), silver, try rule("member"), try rule("vip")]
        #expect(
            faults(more) == [.twice("silver"), .lowestTier("member"), .unknownTier("vip", known: Self.tiers)])
    }

    @Test("A tier whose earners have all earned a higher one is refused, and both are named")
    func upsideDown() throws {
        let black = try rule("black")
        func check(_ silver: String..., gold: String...) throws -> [TierProgramFault] {
            let yuan = try #require(Currency(parsing: "CNY"))
            let ways = try [silver, gold].map {
                try $0.map { try TierRuleParser.conditions(of: $0, currency: yuan) }
            }
            return faults([
                TierRule(tier: "silver", alternatives: ways[0]),
                TierRule(tier: "gold", alternatives: ways[1]), black,
            ])
        }
        let wrong = [TierProgramFault.upsideDown("silver", ["gold"])]
        #expect(try check("spend >= 2000 in 12 months", gold: "spend >= 1000 in 12 months") == wrong)
        #expect(try check("spend >= 1000 in 12 months", gold: "spend >= 1000 in 12 months") == wrong)
        // As much in less time is harder.
        #expect(try check("spend >= 1000 in 30 days", gold: "spend >= 1000 in 1 month") == [])
        #expect(try check("spend >= 1000 in 28 days", gold: "spend >= 1000 in 1 month") == wrong)
        #expect(try check("spend >= 1000 in calendar year", gold: "spend >= 1000 in 12 months") == wrong)
        #expect(try check("spend >= 1000 in 12 months", gold: "spend >= 1000 in calendar year") == [])
        #expect(
            try check("spend >= 9 in 9 days and redemptions >= 1 in 9 days", gold: "spend >= 9 in 9 days")
                == wrong)
        #expect(
            try check("spend >= 9 in 9 days", gold: "spend >= 9 in 9 days and redemptions >= 1 in 9 days")
                == [])
        // One way that leads no higher is enough.
        #expect(
            try check("spend >= 9 in 9 days", "redemptions >= 2 in 9 days", gold: "spend >= 8 in 9 days")
                == [])
        let detail = wrong[0].sentence
        #expect(
            detail.hasPrefix("Whoever earns silver has earned gold as well") && detail.contains("for ever"))
    }

    @Test("Every window that is said to lie in another does, and the others do not")
    func within() throws {
        let windows: [TierWindow] = [
            .calendarYear, .days(1), .days(28), .days(30), .days(31), .days(365), .days(366), .days(1_096),
            .months(1),
            .months(2), .months(12), .months(36),
        ]
        let start = try #require(CalendarDate(year: 2021, month: 1, day: 1))
        for inner in windows {
            for outer in windows {
                // Eight years, day for day.
                let isWithin = (0..<2_922).allSatisfy { day in
                    let today = start.advanced(byDays: day)
                    return inner.days(today: today).lowerBound >= outer.days(today: today).lowerBound
                }
                let inside = TierRule(
                    tier: "silver", alternatives: [[TierCondition(.spend, atLeast: 5, in: inner)]])
                let outside = TierRule(
                    tier: "gold", alternatives: [[TierCondition(.spend, atLeast: 5, in: outer)]])
                let found = faults([inside, outside, TierRule(tier: "black", alternatives: [])])
                #expect(found.isEmpty == !isWithin, "\(inner) in \(outer)")
            }
        }
    }

    @Test("More windows than a review sums are refused")
    func tooMany() throws {
        let ways = (1...16).map { [TierCondition(.redemptions, atLeast: 100 - Int64($0), in: .days($0))] }
        let gold = TierRule(tier: "gold", alternatives: [[TierCondition(.spend, atLeast: 9, in: .days(17))]])
        let rules = [
            TierRule(tier: "silver", alternatives: ways), gold, TierRule(tier: "black", alternatives: []),
        ]
        #expect(faults(rules) == [.tooManyWindows(17)])
    }
}
