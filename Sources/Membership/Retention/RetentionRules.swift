package import Vocabulary

/// For how long people are kept who left, or who have not been heard of.
package struct RetentionRules: Sendable, Hashable {
    /// For who left; `nil` keeps them.
    package var left: Rule?
    /// For who is in the program and was not heard of; `nil` keeps them.
    package var inactive: Rule?

    package init(left: Rule? = nil, inactive: Rule? = nil) {
        self.left = left
        self.inactive = inactive
    }

    /// One rule.
    package struct Rule: Sendable, Hashable {
        /// After how many days, `RetentionLimits.minimumDays` or more.
        package var afterDays: Int
        package var action: Action

        package init(afterDays: Int, action: Action) {
            self.afterDays = afterDays
            self.action = action
        }
    }

    /// What becomes of them; raw values are those of the file.
    package enum Action: String, Sendable, Hashable, CaseIterable {
        case erase
        /// They are named, and a person decides.
        case list
    }

    /// Says what becomes of somebody today.
    ///
    /// - Parameters:
    ///   - facts: What is known of them.
    ///   - today: The day by the calendar of their home store.
    /// - Returns: The verdict.
    package func verdict(of facts: RetentionFacts, today: CalendarDate) -> RetentionVerdict {
        let due: RetentionDue
        switch facts.state {
        case .left:
            guard let left else { return .kept }
            due = RetentionDue(cause: .left, since: facts.lastSign(after: facts.changedOn), rule: left)
        case .member:
            guard let inactive else { return .kept }
            due = RetentionDue(cause: .inactive, since: facts.lastSign(after: facts.joinedOn), rule: inactive)
        // Whoever follows has not joined, and a record that became part of another goes with that one.
        case .follower, .merged, .erased: return .kept
        }
        guard due.since.advanced(byDays: due.rule.afterDays) <= today else { return .kept }
        if facts.isExcepted, due.cause == .inactive { return .excepted }
        return facts.holdsValue ? .heldForValue : .due(due)
    }
}

/// What a rule of retention goes by.
package struct RetentionFacts: Sendable, Hashable {
    package var state: MemberState
    package var joinedOn: CalendarDate
    /// The day of the last change of the record: of who left, that of leaving or of a consent taken back since.
    package var changedOn: CalendarDate
    /// The last day on which they redeemed, moved a balance or said what they allow; `nil` for none.
    package var lastActiveOn: CalendarDate?
    /// Whether money that they paid in, or were given on top, is left.
    package var holdsValue: Bool
    /// Whether the exception of the rule for the inactive is for them.
    package var isExcepted: Bool

    package init(
        state: MemberState, joinedOn: CalendarDate, changedOn: CalendarDate,
        lastActiveOn: CalendarDate? = nil,
        holdsValue: Bool = false, isExcepted: Bool = false
    ) {
        self.state = state
        self.joinedOn = joinedOn
        self.changedOn = changedOn
        self.lastActiveOn = lastActiveOn
        self.holdsValue = holdsValue
        self.isExcepted = isExcepted
    }

    fileprivate func lastSign(after day: CalendarDate) -> CalendarDate {
        lastActiveOn.map { max($0, day) } ?? day
    }
}

/// What becomes of somebody.
package enum RetentionVerdict: Sendable, Hashable {
    /// Their time is not over, or no rule is for them.
    case kept
    /// The exception is for them.
    case excepted
    /// Their time is over, and they have money with the brand: that is theirs until somebody settles it.
    case heldForValue
    case due(RetentionDue)
}

/// Somebody whose time is over.
package struct RetentionDue: Sendable, Hashable {
    package let cause: Cause
    /// The day from which the time counts.
    package let since: CalendarDate
    package let rule: RetentionRules.Rule

    package init(cause: Cause, since: CalendarDate, rule: RetentionRules.Rule) {
        self.cause = cause
        self.since = since
        self.rule = rule
    }

    /// Why; raw values are wire format.
    package enum Cause: String, Sendable, Hashable {
        case left, inactive
    }
}
