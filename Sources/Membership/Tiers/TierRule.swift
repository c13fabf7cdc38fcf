package import Vocabulary

/// How a tier is earned, and how long it is kept afterwards.
package struct TierRule: Sendable, Hashable {
    package let tier: String
    /// The ways to earn it: all conditions of any one of them; none for a tier that is only given by hand.
    package let alternatives: [[TierCondition]]
    /// How many days it is kept after the rule stopped holding, 0 to `TierLimits.graceDays`.
    package let graceDays: Int

    package init(tier: String, alternatives: [[TierCondition]], graceDays: Int = 0) {
        self.tier = tier
        self.alternatives = alternatives
        self.graceDays = graceDays
    }

    /// Whether nobody earns it and somebody gives it.
    package var isByHand: Bool { alternatives.isEmpty }

    /// Returns the first way that a member has gone, or `nil` if none.
    func met(by facts: TierFacts) -> [TierCondition]? {
        alternatives.first { conditions in
            conditions.allSatisfy { condition in
                // What is not known is not met.
                facts[condition.measure].map { $0 >= condition.least } ?? false
            }
        }
    }

    /// The rule for people, such as `spend >= 2000.00 CNY in 12 months; kept for 90 days after that`.
    package func text(_ currency: Currency) -> String {
        guard !isByHand else { return "given by hand" }
        let ways = alternatives.map { $0.map { $0.text(currency) }.joined(separator: " and ") }
        let kept = graceDays == 0 ? "" : "; kept for \(graceDays) days after that"
        return ways.joined(separator: ", or ") + kept
    }
}
