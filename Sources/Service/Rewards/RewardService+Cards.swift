import Promotion
import Store
import Vocabulary

/// What full stamp cards came to.
struct CardRewards: Sendable, Hashable {
    var coupons: [RewardDocument] = []
    var withheld: [WithheldReward] = []
}

extension RewardService {
    /// Gives the coupons of full stamp cards, each once.
    ///
    /// - Parameters:
    ///   - entries: What a request wrote; only those with a reward count.
    ///   - isReplay: Whether they were written by an earlier request.
    /// - Returns: The coupons, and what is not given now.
    /// - Throws: `ServiceError`; the same request again goes on.
    func giveCards(_ entries: [UnitEntry], isReplay: Bool) async throws(ServiceError) -> CardRewards {
        var rewards = CardRewards()
        var grants: [GrantRecord] = []
        for entry in entries {
            guard let offer = entry.reward else { continue }
            let reason = GrantReason.stamp(entry.id)
            if isReplay, try await isTakenBack(entry) {
                rewards.withheld.append(WithheldReward(reason, offer, .takenBack))
                continue
            }
            switch try await give(offer, to: entry.member, for: reason) {
            case .given(let grant, _): grants.append(grant)
            case .withheld(let why): rewards.withheld.append(WithheldReward(reason, offer, why))
            }
        }
        rewards.coupons = try await documents(grants)
        return rewards
    }

    /// Whether a full card was taken back before anything was given for it.
    private func isTakenBack(_ entry: UnitEntry) async throws(ServiceError) -> Bool {
        guard try await granted(.stamp(entry.id), to: entry.member) == nil else { return false }
        var last: Int64 = 0
        while true {
            let page = try await owedCards(after: last, since: entry.day)
            if page.contains(where: { $0.entry == entry.id }) { return false }
            guard page.count == GrantPage.maximumCount, let end = page.last else { return true }
            last = end.number
        }
    }

    func owedCards(after number: Int64, since day: CalendarDate) async throws(ServiceError) -> [OwedCard] {
        try await stored(
            await context.store.owedCards(
                after: number, since: day, limit: GrantPage.maximumCount, home: context.home()))
    }
}
