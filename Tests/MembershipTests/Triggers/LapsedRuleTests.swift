import Membership
import Testing
import Vocabulary

/// When somebody who stays away is given a coupon.
@Suite struct LapsedRuleTests {
    private func day(_ text: String) throws -> CalendarDate { try #require(CalendarDate(parsing: text)) }

    private func decision(
        _ rule: LapsedRule, joined: String = "2026-01-01", redeemed: String? = nil, grants: Int = 0,
        granted: String? = nil, today: String
    ) throws -> TriggerDecision {
        rule.decision(
            LapsedRule.Facts(
                joinedOn: try day(joined), lastRedeemedOn: try redeemed.map(day), grantCount: grants,
                lastGrantedOn: try granted.map(day), today: try day(today)))
    }

    private let once = LapsedRule(days: 60, atMost: 2)
    private let again = LapsedRule(days: 60, againAfterDays: 30, atMost: 3)

    @Test("Days count from the last redemption, or from joining")
    func counting() throws {
        #expect(try decision(once, today: "2026-01-01") == .notConcerned)
        #expect(try decision(once, today: "2026-03-01") == .notConcerned)
        #expect(try decision(once, today: "2026-03-02") == .due(occasion: "2026-03-02.1"))
        #expect(try decision(once, redeemed: "2026-02-01", today: "2026-03-02") == .notConcerned)
        #expect(
            try decision(once, redeemed: "2026-02-01", today: "2026-12-31") == .due(occasion: "2026-04-02.1"))
    }

    @Test("Not again until they were back, unless the rule says after how long")
    func repeating() throws {
        let given = "2026-03-05"
        #expect(try decision(once, grants: 1, granted: given, today: "2026-03-05") == .givenBefore)
        #expect(try decision(once, grants: 1, granted: given, today: "2027-03-05") == .givenBefore)
        #expect(
            try decision(once, redeemed: "2026-03-06", grants: 1, granted: given, today: "2026-05-05")
                == .due(occasion: "2026-05-05.2"))
        #expect(try decision(again, grants: 1, granted: given, today: "2026-04-03") == .givenBefore)
        #expect(
            try decision(again, grants: 1, granted: given, today: "2026-04-04")
                == .due(occasion: "2026-03-02.2"))
    }

    @Test("Nobody gets it more often than the rule says, whether they come back or not")
    func capped() throws {
        #expect(
            try decision(again, grants: 3, granted: "2026-06-01", today: "2026-12-31") == .skipped(.capped))
        #expect(
            try decision(
                once, redeemed: "2026-06-01", grants: 2, granted: "2026-05-01", today: "2026-12-31")
                == .skipped(.capped))
        #expect(try decision(again, grants: 3, granted: "2026-06-01", today: "2026-06-02") == .givenBefore)
    }
}
