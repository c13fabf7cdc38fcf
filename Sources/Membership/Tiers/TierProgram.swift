/// The tiers of a program with a rule for each but the lowest, which everyone has who has no other.
package struct TierProgram: Sendable, Hashable {
    /// From the lowest to the highest.
    package let tiers: [String]
    /// One for each tier above the lowest, in their order.
    package let rules: [TierRule]

    /// Takes rules, in any order.
    ///
    /// - Parameters:
    ///   - rules: One for each tier above the lowest.
    ///   - tiers: The program's tiers, from the lowest to the highest.
    /// - Throws: `TierProgramFaults` with everything for which tiers would not come to rest or could not be had.
    package init(_ rules: [TierRule], tiers: [String]) throws(TierProgramFaults) {
        let faults = Self.faults(of: rules, tiers: tiers)
        guard faults.isEmpty else { throw TierProgramFaults(faults) }
        self.tiers = tiers
        self.rules = tiers.dropFirst().compactMap { tier in rules.first { $0.tier == tier } }
    }

    /// Returns the place of a tier, 0 for the lowest, or `nil` if the program has none of this name.
    package func rank(of tier: String) -> Int? { tiers.firstIndex(of: tier) }

    /// What has to be known of a member.
    package var measures: Set<TierMeasure> {
        Set(rules.flatMap { $0.alternatives.flatMap { $0.map(\.measure) } })
    }
}

extension TierProgram {
    private static func faults(of rules: [TierRule], tiers: [String]) -> [TierProgramFault] {
        var faults: [TierProgramFault] = []
        for (place, rule) in rules.enumerated() {
            if !tiers.contains(rule.tier) {
                faults.append(.unknownTier(rule.tier, known: tiers))
            } else if rule.tier == tiers.first {
                faults.append(.lowestTier(rule.tier))
            } else if rules[..<place].contains(where: { $0.tier == rule.tier }) {
                faults.append(.twice(rule.tier))
            }
        }
        for tier in tiers.dropFirst() where !rules.contains(where: { $0.tier == tier }) {
            faults.append(.unreachable(tier))
        }
        guard faults.isEmpty else { return faults }
        let windows = Set(rules.flatMap { $0.alternatives.flatMap { $0.map(\.window) } })
        if windows.count > TierLimits.windows { faults.append(.tooManyWindows(windows.count)) }
        let sorted = tiers.dropFirst().compactMap { tier in rules.first { $0.tier == tier } }
        return faults + upsideDown(sorted)
    }

    /// Tiers that nobody could have for longer than a look, since whoever earns them has earned a higher one too.
    ///
    /// Conditions are all of the form "at least", so whether one way follows from another is seen at the least that meets
    /// the other.
    private static func upsideDown(_ rules: [TierRule]) -> [TierProgramFault] {
        rules.enumerated().compactMap { place, rule in
            guard !rule.isByHand else { return nil }
            var above: Set<String> = []
            for conditions in rule.alternatives {
                let easier = rules[(place + 1)...].filter { higher in
                    higher.alternatives.contains { way in
                        way.allSatisfy { $0.follows(from: conditions) }
                    }
                }
                guard !easier.isEmpty else { return nil }
                above.formUnion(easier.map(\.tier))
            }
            return .upsideDown(rule.tier, above.sorted())
        }
    }
}
