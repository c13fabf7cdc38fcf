package import Vocabulary

/// A card that gives something once it is full.
package struct StampCard: Sendable, Hashable, Codable {
    package var id: StampCardID
    package var title: LocalizedText
    /// How many stamps make it full, 1 to `maximumGoal`.
    package var goal: Int64
    /// The offer that a full card is good for.
    package var reward: OfferID
    package var lifetime: UnitLifetime
    /// How many stamps it takes a day; `nil` for no limit.
    package var atMostPerDay: Int64?

    /// 1,000 stamps: nobody fills such a card.
    package static let maximumGoal = 1_000

    package init(
        id: StampCardID, title: LocalizedText, goal: Int64, reward: OfferID,
        lifetime: UnitLifetime = .unlimited, atMostPerDay: Int64? = nil
    ) {
        self.id = id
        self.title = title
        self.goal = goal
        self.reward = reward
        self.lifetime = lifetime
        self.atMostPerDay = atMostPerDay
    }
}
