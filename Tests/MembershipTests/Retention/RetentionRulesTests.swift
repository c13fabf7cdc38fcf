import Membership
import Support
import Testing
import Vocabulary

/// For how long people are kept.
@Suite struct RetentionRulesTests {
    private let today = CalendarDate(daysSince1970: 20_000)
    private let rules = RetentionRules(
        left: .init(afterDays: 365, action: .erase), inactive: .init(afterDays: 1_095, action: .list))

    private func ago(_ days: Int) -> CalendarDate { today.advanced(byDays: -days) }

    private func facts(
        _ state: MemberState, joined: Int = 5_000, changed: Int = 0, active: Int? = nil,
        edit: (inout RetentionFacts) -> Void = { _ in }
    ) -> RetentionFacts {
        var facts = RetentionFacts(
            state: state, joinedOn: ago(joined), changedOn: ago(changed), lastActiveOn: active.map(ago))
        edit(&facts)
        return facts
    }

    private func due(_ facts: RetentionFacts) -> RetentionDue? {
        guard case .due(let due) = rules.verdict(of: facts, today: today) else { return nil }
        return due
    }

    @Test("Who left is due on the day their time is over, counted from the last change")
    func left() throws {
        #expect(due(facts(.left, changed: 364)) == nil)
        let found = try #require(due(facts(.left, changed: 365)))
        #expect(found.cause == .left && found.since == ago(365) && found.rule.action == .erase)
        #expect(due(facts(.left, changed: 900, active: 364)) == nil, "a return after leaving counts")
    }

    @Test("Who is in the program is due by the last sign of them, and by joining if there was none")
    func inactive() throws {
        #expect(due(facts(.member, joined: 1_094)) == nil)
        #expect(due(facts(.member, joined: 1_095))?.cause == .inactive)
        #expect(due(facts(.member, active: 1_094)) == nil)
        // What a review of tiers changes is no sign of them.
        let found = try #require(due(facts(.member, changed: 1, active: 1_095)))
        #expect(found.since == ago(1_095) && found.rule.action == .list)
    }

    @Test(
        "Followers, parts of others and the erased are left alone",
        arguments: [
            MemberState.follower, .merged, .erased,
        ])
    func others(state: MemberState) {
        #expect(rules.verdict(of: facts(state, changed: 9_000), today: today) == .kept)
    }

    @Test("Without a rule nobody is due", arguments: [MemberState.left, .member])
    func noRule(state: MemberState) {
        let verdict = RetentionRules().verdict(of: facts(state, joined: 9_000, changed: 9_000), today: today)
        #expect(verdict == .kept)
    }

    @Test("Stored value holds whoever is due, and the exception is for the inactive alone")
    func held() {
        for state in [MemberState.left, .member] {
            let rich = facts(state, changed: 4_000) { $0.holdsValue = true }
            #expect(rules.verdict(of: rich, today: today) == .heldForValue)
        }
        let excepted = facts(.member) { ($0.isExcepted, $0.holdsValue) = (true, true) }
        #expect(rules.verdict(of: excepted, today: today) == .excepted)
        #expect(due(facts(.left, changed: 4_000) { $0.isExcepted = true }) != nil)
        let young = facts(.member, active: 3) { ($0.isExcepted, $0.holdsValue) = (true, true) }
        #expect(rules.verdict(of: young, today: today) == .kept)
    }

    @Test("A later sign never makes anybody due sooner, and nobody is due before the least days")
    func later() {
        var generator = SplitMix64.forTests()
        for _ in 1...2_000 {
            let state: MemberState = Bool.random(using: &generator) ? .left : .member
            let days = (0..<4).map { _ in Int.random(in: 0...3_000, using: &generator) }
            let early = facts(state, joined: days[0], changed: days[1], active: max(days[2], days[3]))
            let late = facts(state, joined: days[0], changed: days[1], active: min(days[2], days[3]))
            if due(late) != nil { #expect(due(early) != nil, "\(early) \(late)") }
            if let found = due(early) {
                #expect(found.since <= ago(RetentionLimits.minimumDays))
                #expect(early.lastActiveOn.map { $0 <= found.since } ?? true)
            }
        }
    }
}
