import Membership
import Vocabulary

/// The rules of tiers in words.
package struct TierRulesDocument: Sendable, Hashable, Encodable {
    /// From the lowest to the highest.
    package let tiers: [Rule]

    /// How one tier is had.
    package struct Rule: Sendable, Hashable, Encodable {
        package let tier: String
        /// The ways to earn it; empty for the lowest and for one that is given by hand.
        package let when: [String]
        package let graceDays: Int
        package let byHand: Bool
        fileprivate let text: String

        private enum CodingKeys: CodingKey {
            case tier, when, graceDays, byHand
        }
    }

    init(_ program: TierProgram, currency: Currency) {
        let lowest = Rule(
            tier: program.tiers[0], when: [], graceDays: 0, byHand: false,
            text: "whoever has no other tier")
        tiers =
            [lowest]
            + program.rules.map { rule in
                Rule(
                    tier: rule.tier,
                    when: rule.alternatives.map { $0.map { $0.text(currency) }.joined(separator: " and ") },
                    graceDays: rule.graceDays, byHand: rule.isByHand, text: rule.text(currency))
            }
    }

    /// A line for each tier.
    package var text: String {
        TextTable(rows: tiers.map { [$0.tier, $0.text] }).lines.joined(separator: "\n")
    }
}
