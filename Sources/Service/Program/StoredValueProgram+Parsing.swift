import Promotion
import Vocabulary

extension StoredValueProgram {
    /// 50 steps of bonuses: a table that fits a poster.
    fileprivate static let maximumBonusCount = 50
}

extension DocumentValue {
    /// Returns how stored value is sold and drawn down.
    func storedValueProgram(_ currency: Currency) -> StoredValueProgram? {
        guard let fields = fields(["draw", "bonuses", "bonus_lifetime"]) else { return nil }
        let draw: DrawOrder? = fields.optional("draw").map { $0.word() } ?? .paidFirst
        let bonuses = fields.optional("bonuses").map { $0.bonuses(currency) } ?? []
        let lifetime = fields.optional("bonus_lifetime").map { $0.unitLifetime() } ?? .unlimited
        guard let draw, let bonuses, let lifetime else { return nil }
        return StoredValueProgram(draw: draw, bonuses: bonuses, bonusLifetime: lifetime)
    }

    private func bonuses(_ currency: Currency) -> [StoredValueProgram.Bonus]? {
        guard let values = list(of: 1...StoredValueProgram.maximumBonusCount, "bonuses") else { return nil }
        var steps: Set<Int64> = []
        let bonuses = values.compactMap { value -> StoredValueProgram.Bonus? in
            guard let fields = value.fields(["for", "bonus"]) else { return nil }
            let least = fields.required("for")?.money(currency)
            let bonus = fields.required("bonus")?.money(currency)
            guard let least, let bonus else { return nil }
            if !steps.insert(least.minorUnits).inserted {
                value.fault("There are two bonuses for \(least).")
            }
            return StoredValueProgram.Bonus(least: least, bonus: bonus)
        }
        return bonuses.sorted { $0.least.minorUnits < $1.least.minorUnits }
    }
}
