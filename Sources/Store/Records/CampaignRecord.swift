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

/// An offer with the campaign that it belongs to, as a redemption needs it; an object, since all coupons of a group
/// share it.
package final class OfferRecord: Sendable, Hashable {
    package let offer: Offer
    package let campaign: CampaignID
    package let state: Campaign.State
    package let validity: Validity
    package let budget: Money?
    /// The campaign's revision that says so.
    package let revision: Int64

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

    package static func == (one: OfferRecord, other: OfferRecord) -> Bool {
        one.offer == other.offer && one.campaign == other.campaign && one.state == other.state
            && one.validity == other.validity && one.budget == other.budget && one.revision == other.revision
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(campaign)
        hasher.combine(offer.id)
        hasher.combine(revision)
    }
}
