/// What a rule of a tier counts; raw values are words of the rules.
package enum TierFact: String, Sendable, Hashable, CaseIterable, Codable {
    /// Purchases on which something was redeemed, before the discount, less what came back; minor units.
    case spend
    /// Redemptions that still stand.
    case redemptions
    /// Points that were earned, whatever became of them.
    case pointsEarned = "points_earned"
}
