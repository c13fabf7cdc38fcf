package import Promotion
package import Vocabulary

extension MemoryStore: CampaignStore {
    package func apply(
        _ campaign: Campaign, at instant: Instant
    ) async throws(StoreError) -> CampaignChange {
        let old = state.campaigns[campaign.id]
        guard old?.campaign != campaign else { return .unchanged }
        let ids = Set(campaign.offers.map(\.id))
        guard ids.allSatisfy({ (state.owners[$0] ?? campaign.id) == campaign.id }) else { return .offerTaken }
        let removed = Set(old?.campaign.offers.map(\.id) ?? []).subtracting(ids)
        if let batch = state.batches.values.first(where: { removed.contains($0.offer) }) {
            throw .constraint("offer \(batch.offer) has coupons and cannot leave campaign \(campaign.id)")
        }
        for id in removed { state.owners[id] = nil }
        for id in ids { state.owners[id] = campaign.id }
        state.campaigns[campaign.id] = CampaignRecord(
            campaign: campaign, state: old?.state ?? .active, revision: (old?.revision ?? 0) + 1,
            appliedAt: instant)
        state.revisions[campaign.id, default: [:]][(old?.revision ?? 0) + 1] = campaign
        return old == nil ? .created : .updated
    }

    package func campaigns() async throws(StoreError) -> [CampaignRecord] {
        state.campaigns.values.sorted { $0.campaign.id < $1.campaign.id }
    }

    package func campaign(_ id: CampaignID) async throws(StoreError) -> CampaignRecord? {
        state.campaigns[id]
    }

    package func offer(_ id: OfferID) async throws(StoreError) -> OfferRecord? {
        try MemoryReader(state: state).offer(id)
    }

    package func setState(
        _ newState: Campaign.State, of campaign: CampaignID, at instant: Instant
    ) async throws(StoreError) -> Bool {
        guard let record = state.campaigns[campaign] else { return false }
        guard record.state != newState else { return true }
        state.campaigns[campaign]?.state = newState
        state.campaigns[campaign]?.revision += 1
        return true
    }
}
