package import Vocabulary

/// How many points a purchase earns.
package struct EarnRule: Sendable, Hashable, Codable {
    /// For how much money.
    package var per: Money
    /// How many points that earns.
    package var points: Int64
    package var rounding: Rounding
    /// By which factor a tier earns more, in hundredths: 200 is twice; tiers that are not here earn once.
    package var hundredthsByTier: [String: Int64]

    /// What becomes of a part of a point; raw values are words of `program.yaml`.
    package enum Rounding: String, Sendable, Hashable, CaseIterable, Codable {
        case down, up
        /// A half is rounded up.
        case nearest
    }

    package init(
        per: Money, points: Int64, rounding: Rounding = .down, hundredthsByTier: [String: Int64] = [:]
    ) {
        self.per = per
        self.points = points
        self.rounding = rounding
        self.hundredthsByTier = hundredthsByTier
    }

    /// Returns what a purchase earns, rounded once, after the tier's factor.
    ///
    /// - Parameters:
    ///   - purchase: What was paid, in the rule's currency.
    ///   - tier: A word of `Membership.Tier`.
    /// - Returns: Points, at most `BalanceLimits.maximumAmount`.
    package func points(for purchase: Money, tier: String) -> Int64 {
        guard purchase.currency == per.currency, purchase.minorUnits > 0, per.minorUnits > 0 else { return 0 }
        let factor = hundredthsByTier[tier] ?? 100
        let value = Int128(purchase.minorUnits) * Int128(points) * Int128(factor)
        let divisor = Int128(per.minorUnits) * 100
        let rounded =
            switch rounding {
            case .down: value / divisor
            case .up: (value + divisor - 1) / divisor
            case .nearest: (value + divisor / 2) / divisor
            }
        return min(Int64(clamping: rounded), BalanceLimits.maximumAmount)
    }
}
