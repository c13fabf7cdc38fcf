package import Vocabulary

/// What a look at a member's tier came to.
package struct TierReview: Sendable, Hashable {
    /// The tier from now on; equal to the one before if nothing has to be written.
    package let standing: TierStanding
    package let verdict: Verdict
    /// The numbers for which they have it, of the way by which they earned it; empty for a tier that needs none.
    package let findings: [TierFinding]

    /// How it stands with the tier; raw values are wire format, so never rename one.
    package enum Verdict: String, Sendable, Hashable, CaseIterable, Codable {
        case raised
        /// Its rule holds, or it is the lowest, which needs none.
        case held
        /// Its rule holds no more, and it is kept for a while.
        case grace
        case lowered
        /// Given by hand, for a time or until somebody says otherwise.
        case byHand = "by_hand"
    }

    /// The last day that the tier is sure of; `nil` while its rule holds.
    package var until: CalendarDate? { standing.pinnedUntil ?? standing.keptUntil }
}

/// A condition with what the member came to.
package struct TierFinding: Sendable, Hashable {
    package let condition: TierCondition
    package let amount: Int64

    /// Returns the finding for people: `spend 2345.00 CNY in 12 months, at least 2000.00 CNY`.
    package func text(_ currency: Currency) -> String {
        let measure = condition.measure
        return
            "\(condition.fact.rawValue) \(measure.text(amount, currency)) in \(condition.window), at least "
            + measure.text(condition.least, currency)
    }
}

extension TierProgram {
    /// Says which tier a member has.
    ///
    /// The highest tier whose rule holds is theirs at once. A tier whose rule holds no more is kept for its grace, counted
    /// from the day of the review that found it so, and then the highest that holds takes its place. What was given by
    /// hand is left alone through its last day and then has no grace.
    ///
    /// Reviewing what a review gave changes nothing on that day.
    ///
    /// - Parameters:
    ///   - standing: The tier as it is.
    ///   - facts: What the member did.
    ///   - today: The day, by the calendar of their home store.
    /// - Returns: The tier from now on, and why.
    package func review(_ standing: TierStanding, _ facts: TierFacts, today: CalendarDate) -> TierReview {
        if let last = standing.pinnedUntil, today <= last {
            return TierReview(standing: standing, verdict: .byHand, findings: [])
        }
        let earned = earned(facts)
        // A tier that the program no longer has is below all of them.
        let rank = rank(of: standing.tier) ?? -1
        guard earned.rank <= rank else { return replaced(by: earned, .raised, today) }
        guard earned.rank < rank else {
            let held = TierStanding(tier: standing.tier, since: standing.since)
            return TierReview(standing: held, verdict: .held, findings: earned.findings)
        }
        let rule = rules[rank - 1]
        // A pin that ended said the last day itself.
        let known = standing.pinnedUntil ?? standing.keptUntil
        let kept = known ?? (rule.isByHand ? nil : today.advanced(byDays: rule.graceDays - 1))
        guard let kept else { return TierReview(standing: standing, verdict: .byHand, findings: []) }
        guard today <= kept else { return replaced(by: earned, .lowered, today) }
        let staying = TierStanding(tier: standing.tier, since: standing.since, keptUntil: kept)
        return TierReview(standing: staying, verdict: .grace, findings: [])
    }

    private typealias Earned = (rank: Int, findings: [TierFinding])

    /// The highest tier whose rule holds.
    private func earned(_ facts: TierFacts) -> Earned {
        for (place, rule) in rules.enumerated().reversed() {
            guard let conditions = rule.met(by: facts) else { continue }
            let findings = conditions.map { condition in
                TierFinding(condition: condition, amount: facts[condition.measure] ?? 0)
            }
            return (place + 1, findings)
        }
        return (0, [])
    }

    private func replaced(
        by earned: Earned, _ verdict: TierReview.Verdict, _ today: CalendarDate
    ) -> TierReview {
        TierReview(
            standing: TierStanding(tier: tiers[earned.rank], since: today), verdict: verdict,
            findings: earned.findings)
    }
}
