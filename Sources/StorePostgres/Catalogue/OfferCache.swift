import Promotion
import Store
import Synchronization
import Vocabulary

/// Campaigns as they were decoded last; reading JSON for each redemption would cost more than the redemption.
///
/// A revision never changes once it is committed, and only what reads fills the cache.
final class OfferCache: Sendable {
    private struct Key: Hashable, Sendable {
        let campaign: CampaignID
        let revision: Int64
    }

    private let decoded = Mutex<[Key: Campaign]>([:])

    /// 500 revisions: more than an installation has campaigns; past it all are read again.
    private static let maximumCount = 500

    /// Returns an offer as committed now, or `nil` if there is none.
    func offer(_ id: OfferID, _ connection: Connection) throws(StoreError) -> OfferRecord? {
        let found = try connection.query(
            """
            SELECT campaign.id, campaign.revision, campaign.state
            FROM offer JOIN campaign ON campaign.id = offer.campaign WHERE offer.id = $1
            """, [.id(id)])
        guard let row = found.first else { return nil }
        return try offer(id, of: try row.id(0), revision: try row[1], state: try row.word(2), connection)
    }

    /// Returns an offer of a revision whose campaign's state was read with it.
    func offer(
        _ id: OfferID, of campaign: CampaignID, revision: Int64, state: Campaign.State,
        _ connection: Connection
    ) throws(StoreError) -> OfferRecord {
        guard let known = try self.campaign(campaign, revision: revision, connection),
            let offer = OfferRecord(id, in: known, state: state, revision: revision)
        else { throw .corrupt("campaign \(campaign) has lost its offer \(id)") }
        return offer
    }

    /// Returns a campaign as it was in a revision, or `nil` if there is none.
    func campaign(
        _ id: CampaignID, revision: Int64, _ connection: Connection
    ) throws(StoreError) -> Campaign? {
        let key = Key(campaign: id, revision: revision)
        if let known = decoded.withLock({ $0[key] }) { return known }
        let found = try connection.query(
            "SELECT document FROM campaign_revision WHERE campaign = $1 AND revision = $2",
            [.id(id), .integer(revision)])
        guard let row = found.first else { return nil }
        let campaign = try Document.decode(Campaign.self, from: try row[0])
        decoded.withLock { decoded in
            if decoded.count >= Self.maximumCount { decoded = [:] }
            decoded[key] = campaign
        }
        return campaign
    }
}
