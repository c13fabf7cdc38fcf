package import Promotion
package import Vocabulary

/// A campaign as applied, with whether tills accept it.
package struct CampaignRecord: Sendable, Hashable {
    package var campaign: Campaign
    package var state: Campaign.State
    /// 1 at first; one more with every change, so that engines may cache what they decoded.
    package var revision: Int64
    package var appliedAt: Instant

    package init(campaign: Campaign, state: Campaign.State, revision: Int64, appliedAt: Instant) {
        self.campaign = campaign
        self.state = state
        self.revision = revision
        self.appliedAt = appliedAt
    }
}

/// What applying a campaign did; raw values are wire format.
package enum CampaignChange: String, Sendable, Hashable, Codable {
    case created, updated, unchanged
    /// Nothing was applied: another campaign has an offer of this id already.
    case offerTaken = "offer_taken"
}

/// An offer with the campaign that it belongs to, as a redemption needs it.
package struct OfferRecord: Sendable, Hashable {
    package var offer: Offer
    package var campaign: CampaignID
    package var state: Campaign.State
    package var validity: Validity
    package var budget: Money?
    /// The campaign's revision that says so.
    package var revision: Int64

    /// Finds an offer in its campaign; `nil` if it is not there.
    package init?(_ id: OfferID, in campaign: Campaign, state: Campaign.State, revision: Int64) {
        guard let offer = campaign.offers.first(where: { $0.id == id }) else { return nil }
        self.offer = offer
        self.campaign = campaign.id
        self.state = state
        validity = campaign.validity
        budget = campaign.budget
        self.revision = revision
    }
}
