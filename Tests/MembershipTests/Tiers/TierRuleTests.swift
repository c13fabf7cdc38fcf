import Membership
import Support
import Testing
import Vocabulary

@Suite struct TierRuleTests {
    private let yuan = Currency(parsing: "CNY")

    @Test("A rule is read with its signs close or apart, and says itself as it was meant")
    func reading() throws {
        let yuan = try #require(yuan)
        let conditions = try TierRuleParser.conditions(
            of:
                "Spend>=2000 CNY in 12 months AND redemptions ≥ 10 in 90 days and points_earned >= 5 in calendar year",
            currency: yuan)
        #expect(
            conditions == [
                TierCondition(.spend, atLeast: 200_000, in: .months(12)),
                TierCondition(.redemptions, atLeast: 10, in: .days(90)),
                TierCondition(.pointsEarned, atLeast: 5, in: .calendarYear),
            ])
        let rule = TierRule(tier: "gold", alternatives: [conditions], graceDays: 30)
        #expect(
            rule.text(yuan)
                == "spend >= 2000.00 CNY in 12 months and redemptions >= 10 in 90 days and points_earned >= 5 in "
                + "calendar year; kept for 30 days after that")
    }

    @Test(
        "What is no rule is refused with what was given",
        arguments: [
            ("", TierRuleFault.empty), ("  ", .empty),
            (String(repeating: "x", count: 501), .tooLong(count: 501)),
            ("tier >= gold", .refersToTier), ("tiers >= 2 in 3 days", .refersToTier),
            ("spent >= 5 in 3 days", .unknownFact("spent")),
            ("spend > 5 in 3 days", .notAtLeast(">")), ("spend <= 5 in 3 days", .notAtLeast("<=")),
            ("spend 5", .notAtLeast("5")), ("spend", .notAtLeast("")),
            ("spend >= 0 in 3 days", .badAmount(.spend, "0")),
            ("spend >= -5 in 3 days", .badAmount(.spend, "-5")),
            ("spend >= 1.234 in 3 days", .badAmount(.spend, "1.234")),
            ("redemptions >= 1.5 in 3 days", .badAmount(.redemptions, "1.5")),
            ("redemptions >= 1000001 in 3 days", .badAmount(.redemptions, "1000001")),
            ("redemptions >= +1 in 3 days", .badAmount(.redemptions, "+1")),
            ("spend >= 5 USD in 3 days", .wrongCurrency(given: "USD", issuers: "CNY")),
            ("spend >= 5 CNY", .endless(.spend)),
            ("spend >= 5 and redemptions >= 1 in 3 days", .endless(.spend)),
            ("redemptions >= 5 ever", .endless(.redemptions)),
            ("spend >= 5 in ever", .badWindow("ever")), ("spend >= 5 in 0 days", .badWindow("0 days")),
            ("spend >= 5 in 1097 days", .badWindow("1097 days")),
            ("spend >= 5 in 37 months", .badWindow("37 months")),
            ("spend >= 5 in 3 weeks", .badWindow("3 weeks")),
            ("spend >= 5 in 3 days or spend >= 6 in 9 days", .alternative),
            ("spend >= 5 in 3 days redemptions >= 1", .unexpected("redemptions")),
            (
                Array(repeating: "spend >= 5 in 3 days", count: 9).joined(separator: " and "),
                .tooManyConditions
            ),
        ])
    func faults(text: String, fault: TierRuleFault) throws {
        let yuan = try #require(yuan)
        #expect(throws: fault) { try TierRuleParser.conditions(of: text, currency: yuan) }
        #expect(fault.sentence(currency: "CNY").hasSuffix("."))
    }

    @Test("Random lines are read or refused, and what is read says itself so that it is read the same")
    func fuzz() throws {
        let yuan = try #require(yuan)
        var random = SplitMix64.forTests()
        let pieces = [
            "spend", "redemptions", "points_earned", "tier", ">=", ">", "<", "=", "≥", "in", "and", "or",
            "days",
            "month", "calendar", "year", "CNY", "USD", "0", "1", "30", "2000.00", "-1",
            "99999999999999999999", "'",
            "\u{0}", "é", "今", " ", "\n", ";--",
        ]
        var readCount = 0
        for round in 0..<20_000 {
            let usual = "redemptions >= 3 in 2 months and spend >= 7.50 CNY in calendar year".split(
                separator: " ")
            var words = round.isMultiple(of: 2) ? usual.map(String.init) : []
            for _ in 0..<Int.random(in: 0...(words.isEmpty ? 14 : 2), using: &random) {
                let piece = pieces.randomElement(using: &random) ?? ""
                let place = Int.random(in: 0...words.count, using: &random)
                if place < words.count, Bool.random(using: &random) {
                    words[place] = piece
                } else {
                    words.insert(piece, at: place)
                }
            }
            let text = words.joined(separator: Bool.random(using: &random) ? " " : "  ")
            do {
                let conditions = try TierRuleParser.conditions(of: text, currency: yuan)
                readCount += 1
                let said = conditions.map { $0.text(yuan) }.joined(separator: " and ")
                #expect(
                    try TierRuleParser.conditions(of: said, currency: yuan) == conditions,
                    "seed \(random.seed): \(text)")
                #expect(conditions.allSatisfy { $0.least > 0 })
            } catch {
                #expect(!error.sentence(currency: "CNY").isEmpty)
            }
        }
        #expect(readCount > 500 && readCount < 19_000, "seed \(random.seed): \(readCount)")
    }

    @Test("A window has the days that a calendar shows")
    func windows() throws {
        let leapDay = try #require(CalendarDate(year: 2028, month: 2, day: 29))
        let first = try #require(CalendarDate(year: 2028, month: 1, day: 1))
        #expect(TierWindow.days(1).days(today: leapDay) == leapDay...leapDay)
        #expect(TierWindow.calendarYear.days(today: leapDay) == first...leapDay)
        #expect(
            TierWindow.months(1).days(today: leapDay).lowerBound
                == CalendarDate(year: 2028, month: 1, day: 30))
        #expect(
            TierWindow.months(12).days(today: leapDay).lowerBound
                == CalendarDate(year: 2027, month: 3, day: 1))
    }
}
