package import Vocabulary

/// A rule that selects members, as `SegmentReader` understood it.
///
/// It has two values, true and false: a test of something that is not known of a member is false, and `not` of it is
/// true. Whoever wants only members of whom it is known says so with `known`.
package indirect enum SegmentRule: Sendable, Hashable {
    /// All of them hold; every member for an empty list.
    case all([SegmentRule])
    /// One of them holds; no member for an empty list.
    case any([SegmentRule])
    case not(SegmentRule)
    case test(MemberTest)

    /// The rule that selects every member.
    package static let everyone = SegmentRule.all([])

    /// The rules that all must hold, which are what an index can serve.
    package var conjuncts: [SegmentRule] {
        if case .all(let rules) = self { rules.flatMap(\.conjuncts) } else { [self] }
    }

    /// Whether a test asks how somebody stands to the program; without one a rule is about members alone.
    package var asksForState: Bool {
        switch self {
        case .all(let rules), .any(let rules): rules.contains(where: \.asksForState)
        case .not(let rule): rule.asksForState
        case .test(.attribute(.state, _)), .test(.known(.state)): true
        case .test: false
        }
    }

    /// How many names, days and ends of ranges the rule compares with.
    package var valueCount: Int {
        switch self {
        case .all(let rules), .any(let rules): rules.reduce(0) { $0 + $1.valueCount }
        case .not(let rule): rule.valueCount
        case .test(let test): test.valueCount
        }
    }

    /// Says whether the rule selects a member.
    ///
    /// - Parameters:
    ///   - facts: What is known of the member.
    ///   - today: The day from which `30 days ago` counts.
    /// - Returns: Whether the member is in the segment.
    /// - Complexity: O(*n*) in the rule's tests.
    package func selects(_ facts: MemberFacts, today: CalendarDate) -> Bool {
        switch self {
        case .all(let rules): rules.allSatisfy { $0.selects(facts, today: today) }
        case .any(let rules): rules.contains { $0.selects(facts, today: today) }
        case .not(let rule): !rule.selects(facts, today: today)
        case .test(let test): test.holds(for: facts, today: today)
        }
    }
}
