import Promotion
package import Store
package import Vocabulary

/// `campaign list --json`: `{"campaigns":[{"id":"…","state":"…","offers":[{"id":"…","title":"…"}]}]}`.
package struct CampaignListDocument: Sendable, Hashable, Encodable {
    package let campaigns: [Item]

    /// One campaign with its offers.
    package struct Item: Sendable, Hashable, Encodable {
        package let id: String
        package let title: String
        /// `active` or `paused`.
        package let state: String
        package let from: String
        package let until: String
        /// The most that its offers together take off; missing is without limit.
        package let budget: Money?
        package let offers: [OfferItem]

        /// Writes a campaign in one language.
        package init(_ record: CampaignRecord, language: String) {
            id = record.campaign.id.text
            title = record.campaign.title.text(in: language)
            state = record.state.rawValue
            from = record.campaign.validity.firstDay.description
            until = record.campaign.validity.lastDay.description
            budget = record.campaign.budget
            offers = record.campaign.offers.map {
                OfferItem(
                    id: $0.id.text, title: $0.title.text(in: language), limits: LimitsDocument($0.limits))
            }
        }
    }

    /// An offer by its id and title, with its limits.
    package struct OfferItem: Sendable, Hashable, Encodable {
        package let id: String
        package let title: String
        package let limits: LimitsDocument?
    }

    /// Lists campaigns in the issuer's language.
    package init(_ records: [CampaignRecord], language: String) {
        campaigns = records.map { Item($0, language: language) }
    }
}
