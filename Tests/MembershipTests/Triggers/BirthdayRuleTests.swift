import Membership
import Support
import Testing
import Vocabulary

/// When a birthday's coupon is given.
@Suite struct BirthdayRuleTests {
    private func day(_ text: String) throws -> CalendarDate { try #require(CalendarDate(parsing: text)) }

    /// The day on which the birthday is kept, if its window is open.
    private func kept(_ number: Int, on today: String, _ rule: BirthdayRule) throws -> String? {
        rule.celebration(of: number, on: try day(today))?.date.description
    }

    @Test("A window of one day is the birthday itself")
    func oneDay() throws {
        let rule = BirthdayRule(daysBefore: 0, windowDays: 1)
        #expect(try kept(517, on: "2026-05-16", rule) == nil)
        #expect(try kept(517, on: "2026-05-17", rule) == "2026-05-17")
        #expect(try kept(517, on: "2026-05-18", rule) == nil)
    }

    @Test("A window begins so many days before, and a late run is still in it")
    func late() throws {
        let rule = BirthdayRule(daysBefore: 7, windowDays: 10)
        for (today, isOpen) in [
            ("2026-05-09", false), ("2026-05-10", true), ("2026-05-17", true), ("2026-05-19", true),
            ("2026-05-20", false),
        ] {
            #expect(try (kept(517, on: today, rule) != nil) == isOpen, "\(today)")
        }
    }

    @Test("Across New Year the window belongs to the year of the birthday")
    func newYear() throws {
        let rule = BirthdayRule(daysBefore: 7, windowDays: 14)
        let joined = try day("2020-01-01")
        for (number, today, year) in [
            (102, "2026-12-28", "2027"), (102, "2027-01-05", "2027"), (1_231, "2026-12-26", "2026"),
            (1_231, "2027-01-05", "2026"),
        ] {
            let celebration = try #require(rule.celebration(of: number, on: try day(today)))
            #expect(rule.occasion(of: celebration, joinedOn: joined) == .due(occasion: year), "\(today)")
        }
    }

    @Test(
        "29 February is 28 February or 1 March in a common year, as the rule says",
        arguments: [
            (BirthdayRule.LeapDay.february28, "2027-02-28", "2027-02-28"), (.february28, "2027-03-01", nil),
            (.march1, "2027-02-28", nil), (.march1, "2027-03-01", "2027-03-01"),
            (.february28, "2028-02-28", nil), (.february28, "2028-02-29", "2028-02-29"),
            (.march1, "2028-02-29", "2028-02-29"), (.march1, "2028-03-01", nil),
            (.february28, "2100-02-28", "2100-02-28"),
        ] as [(BirthdayRule.LeapDay, String, String?)])
    func leapDay(leapDay: BirthdayRule.LeapDay, today: String, kept date: String?) throws {
        let rule = BirthdayRule(daysBefore: 0, windowDays: 1, leapDay: leapDay)
        #expect(try kept(229, on: today, rule) == date)
        // Whoever was born on the day that stands in keeps it too.
        #expect(try kept(228, on: "2027-02-28", rule) == "2027-02-28")
        #expect(try kept(301, on: "2027-03-01", rule) == "2027-03-01")
    }

    @Test("Who joined on the day or before gets it, who joined after waits a year")
    func joined() throws {
        let rule = BirthdayRule(daysBefore: 0, windowDays: 5)
        let celebration = try #require(rule.celebration(of: 517, on: try day("2026-05-19")))
        for (joinedOn, decision) in [
            ("2020-01-01", TriggerDecision.due(occasion: "2026")), ("2026-05-17", .due(occasion: "2026")),
            ("2026-05-18", .skipped(.joinedAfter)),
        ] {
            #expect(rule.occasion(of: celebration, joinedOn: try day(joinedOn)) == decision)
        }
    }

    @Test("Over years every birthday has as many open days a year as the window, and one occasion each")
    func every() throws {
        let seed = UInt64.random(in: .min ... .max)
        var generator = SplitMix64(seed: seed)
        let start = try day("2023-01-01")
        for _ in 0..<20 {
            let rule = BirthdayRule(
                daysBefore: Int.random(in: 0...TriggerLimits.daysBefore, using: &generator),
                windowDays: Int.random(in: 1...TriggerLimits.windowDays, using: &generator),
                leapDay: Bool.random(using: &generator) ? .february28 : .march1)
            let month = Int.random(in: 1...12, using: &generator)
            let length = CalendarDate.length(ofMonth: month, year: 2_000)
            let number =
                Bool.random(using: &generator)
                ? 229 : month * 100 + Int.random(in: 1...length, using: &generator)
            var open: [CalendarDate: Int] = [:]
            for offset in -200..<(8 * 366) {
                let today = start.advanced(byDays: offset)
                guard let celebration = rule.celebration(of: number, on: today) else { continue }
                open[celebration.date, default: 0] += 1
            }
            // Those at the ends are cut off.
            let whole = open.keys.sorted().dropFirst().dropLast()
            #expect(whole.allSatisfy { open[$0] == rule.windowDays }, "seed \(seed), \(rule), \(number)")
            #expect(Set(whole.map(\.year)).count == whole.count, "seed \(seed), \(rule), \(number)")
        }
    }
}
