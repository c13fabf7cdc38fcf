import Promotion
import Vocabulary

extension StampCard {
    /// 100 cards: nobody has so many in a pocket.
    fileprivate static let maximumCardCount = 100
}

extension DocumentValue {
    /// Returns the stamp cards of the program, each with a name of its own.
    func stampCards() -> [StampCard]? {
        guard let values = list(of: 1...StampCard.maximumCardCount, "stamp cards") else { return nil }
        var ids: Set<StampCardID> = []
        return values.compactMap { value in
            guard let card = value.stampCard() else { return nil }
            if !ids.insert(card.id).inserted { value.fault("The stamp card \(card.id) is listed twice.") }
            return card
        }
    }

    private func stampCard() -> StampCard? {
        guard let fields = fields(["id", "title", "goal", "reward", "lifetime", "at_most_per_day"]) else {
            return nil
        }
        let id = fields.required("id")?.identifier(StampCardID.self)
        let title = fields.required("title")?.localizedText()
        let goal = fields.required("goal")?.integer(in: 1...StampCard.maximumGoal)
        let reward = fields.required("reward")?.identifier(OfferID.self)
        let lifetime = fields.optional("lifetime").map { $0.unitLifetime() } ?? .unlimited
        let limit = fields.optional("at_most_per_day").map {
            $0.integer(in: 1...Int(BalanceLimits.maximumStampCount)).map(Int64.init)
        }
        guard let id, let title, let goal, let reward, let lifetime else { return nil }
        return StampCard(
            id: id, title: title, goal: Int64(goal), reward: reward, lifetime: lifetime,
            atMostPerDay: limit ?? nil)
    }
}
