import Promotion
import Vocabulary

extension PointsProgram {
    /// A million points for the smallest step: more are a mistake of units.
    fileprivate static let maximumPoints = 1_000_000
    /// A hundred times: no program is that generous.
    fileprivate static let maximumFactor = 100
}

extension DocumentValue {
    /// Returns how points come, last and what they are worth.
    func pointsProgram(in setting: ProgramSetting) -> PointsProgram? {
        guard let fields = fields(["earn", "lifetime", "worth", "at_redemption"]) else { return nil }
        let rule = fields.required("earn")?.earnRule(in: setting)
        let lifetime = fields.optional("lifetime").map { $0.unitLifetime() } ?? .unlimited
        let worth = fields.optional("worth").map { $0.pointsWorth(setting.currency) }
        let first = fields.optional("at_redemption").map { $0.fields(["from"])?.required("from")?.date() }
        guard let rule, let lifetime else { return nil }
        return PointsProgram(
            earn: rule, lifetime: lifetime, worth: worth ?? nil, redemptionsFrom: first ?? nil)
    }

    private func earnRule(in setting: ProgramSetting) -> EarnRule? {
        guard let fields = fields(["per", "points", "rounding", "tiers"]) else { return nil }
        let per = fields.required("per")?.money(setting.currency)
        let points = fields.required("points")?.integer(in: 1...PointsProgram.maximumPoints)
        let rounding: EarnRule.Rounding? = fields.optional("rounding").map { $0.word() } ?? .down
        let tiers = fields.optional("tiers").map { $0.tierFactors(setting.tiers) } ?? [:]
        guard let per, let points, let rounding, let tiers else { return nil }
        return EarnRule(per: per, points: Int64(points), rounding: rounding, hundredthsByTier: tiers)
    }

    /// Factors by tier, in hundredths.
    private func tierFactors(_ tiers: [String]) -> [String: Int64]? {
        guard let fields = fields(tiers) else { return nil }
        var factors: [String: Int64] = [:]
        for tier in tiers {
            guard let factor = fields.optional(tier) else { continue }
            factors[tier] = factor.hundredths(atMost: PointsProgram.maximumFactor)
        }
        return factors
    }

    private func pointsWorth(_ currency: Currency) -> PointsProgram.Worth? {
        guard let fields = fields(["points", "value"]) else { return nil }
        let points = fields.required("points")?.integer(in: 1...PointsProgram.maximumPoints)
        let value = fields.required("value")?.money(currency)
        guard let points, let value else { return nil }
        return PointsProgram.Worth(points: Int64(points), value: value)
    }
}
