import Promotion
import Store
import Synchronization
import Vocabulary

/// Campaigns as they were decoded last; reading JSON for each redemption would cost more than the redemption.
///
/// An entry is good for one revision, which is read in the transaction that uses it. Only what reads fills the cache,
/// never `apply`: a revision that is rolled back is never kept.
final class OfferCache: Sendable {
    private struct Decoded: Sendable {
        let revision: Int64
        let campaign: Campaign
    }

    private let decoded = Mutex<[CampaignID: Decoded]>([:])

    /// Returns an offer as committed, or `nil` if there is none.
    func offer(_ id: OfferID, _ connection: Connection) throws(StoreError) -> OfferRecord? {
        let found = try connection.query(
            """
            SELECT campaign.id, campaign.revision, campaign.state
            FROM offer JOIN campaign ON campaign.id = offer.campaign WHERE offer.id = $1
            """, [.id(id)])
        guard let row = found.first else { return nil }
        let campaignID: CampaignID = try row.id(0)
        let campaign = try campaign(campaignID, revision: try row[1], connection)
        guard let offer = campaign.offers.first(where: { $0.id == id }) else {
            throw .corrupt("campaign \(campaignID) has lost its offer \(id)")
        }
        return OfferRecord(
            offer: offer, campaign: campaignID, state: try row.word(2), validity: campaign.validity)
    }

    private func campaign(
        _ id: CampaignID, revision: Int64, _ connection: Connection
    ) throws(StoreError) -> Campaign {
        if let known = decoded.withLock({ $0[id] }), known.revision == revision { return known.campaign }
        let found = try connection.query(
            "SELECT document, revision FROM campaign WHERE id = $1", [.id(id)])
        guard let row = found.first else { throw .corrupt("campaign \(id) is gone") }
        let campaign = try Document.decode(Campaign.self, from: try row[0])
        // Another verifier may have applied a newer one between the two statements.
        let entry = Decoded(revision: try row[1], campaign: campaign)
        decoded.withLock { $0[id] = entry }
        return campaign
    }
}
