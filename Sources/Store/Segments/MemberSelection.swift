package import Membership
package import Vocabulary

/// Which members are meant: a rule, with the day from which it counts.
package struct MemberSelection: Sendable, Hashable {
    package var rule: SegmentRule
    package var today: CalendarDate
    package var home: Home

    package init(_ rule: SegmentRule, today: CalendarDate, home: Home) {
        self.rule = rule
        self.today = today
        self.home = home
    }

    /// Who is looked at: members, and followers too where the rule asks for the state.
    package var states: [MemberState] { rule.asksForState ? [.follower, .member] : [.member] }

    /// How the members are found.
    package enum Access: String, Sendable, Hashable {
        /// By their cells, through an index.
        case cells
        /// By their home stores, through an index.
        case stores
        /// By their day of joining, through an index.
        case joining
        /// Every member is looked at once.
        case scan
    }

    /// The best index that a test on the rule's first level allows.
    package var access: Access {
        let tests = rule.conjuncts.compactMap { if case .test(let test) = $0 { test } else { nil } }
        for test in tests { if case .place = test { return .cells } }
        for test in tests { if case .attribute(.homeStore, .oneOf) = test { return .stores } }
        for test in tests { if case .joined(let span) = test, isRecent(span) { return .joining } }
        return .scan
    }

    /// 92 days: a quarter's new members are few beside all, and looking each up costs less than passing over the others.
    private static let recentDayCount = 92

    /// Whether a span of joining days is worth an index.
    func isRecent(_ span: DaySpan) -> Bool {
        span.days(today: today).lowerBound >= today.advanced(byDays: -Self.recentDayCount)
    }
}

/// How many members a segment has, and how many of them a message may reach.
package struct MemberTally: Sendable, Hashable {
    package var members = 0
    /// How many agreed to marketing.
    package var agreed = 0
    /// How many of those who agreed have an identity of a kind.
    package var reachable: [Identity.Kind: Int] = [:]

    package init() {}
}

extension Identity.Kind {
    /// The kind's bit in the column `identity_kinds`; stored, so never changed.
    package var bit: Int64 {
        switch self {
        case .phone: 1
        case .wechatOpenID: 2
        case .cardNumber: 4
        case .wechatUnionID: 8
        case .email: 16
        }
    }
}

extension MemberRecord {
    /// The state as engines keep it.
    package var stateWord: String { state.rawValue }

    /// Takes a state as an engine kept it.
    ///
    /// - Throws: `StoreError.corrupt` for a word that is none.
    package mutating func setState(_ word: String) throws(StoreError) {
        guard let known = MemberState(rawValue: word) else {
            throw .corrupt("member \(id) has the state \(word)")
        }
        state = known
    }

    /// The bits of the identities that the member has, as engines keep them beside the other attributes.
    package var identityKinds: Int64 {
        identities.compactMap { Identity.Kind(rawValue: $0.kind)?.bit }.reduce(0, |)
    }
}
