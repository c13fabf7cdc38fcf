package import Vocabulary

/// That something comes to at least so much over a window.
///
/// There is no other comparison: whoever does more never has a lower tier for it.
package struct TierCondition: Sendable, Hashable {
    package let fact: TierFact
    /// Minor units or a count; 1 or more.
    package let least: Int64
    package let window: TierWindow

    package init(_ fact: TierFact, atLeast least: Int64, in window: TierWindow) {
        self.fact = fact
        self.least = least
        self.window = window
    }

    /// What has to be known of a member.
    package var measure: TierMeasure { TierMeasure(fact: fact, window: window) }

    /// Returns the condition as a rule has it: `spend >= 2000.00 CNY in 12 months`.
    package func text(_ currency: Currency) -> String {
        "\(fact.rawValue) >= \(measure.text(least, currency)) in \(window)"
    }

    /// Whether whoever meets all of `conditions` meets this one, on whatever day.
    func follows(from conditions: [TierCondition]) -> Bool {
        conditions.contains { known in
            known.fact == fact && known.least >= least && known.window.isAlways(within: window)
        }
    }
}

/// A thing that is counted over a window.
package struct TierMeasure: Sendable, Hashable {
    package let fact: TierFact
    package let window: TierWindow

    package init(fact: TierFact, window: TierWindow) {
        self.fact = fact
        self.window = window
    }

    /// Returns an amount of it for people.
    package func text(_ amount: Int64, _ currency: Currency) -> String {
        fact == .spend ? Money(minorUnits: amount, currency: currency).description : "\(amount)"
    }
}
