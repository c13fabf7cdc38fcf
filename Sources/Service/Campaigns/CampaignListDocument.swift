import Promotion
package import Store
import Vocabulary

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
        package let offers: [OfferItem]

        /// Writes a campaign in one language.
        package init(_ record: CampaignRecord, language: String) {
            id = record.campaign.id.text
            title = record.campaign.title.text(in: language)
            state = record.state.rawValue
            from = record.campaign.validity.firstDay.description
            until = record.campaign.validity.lastDay.description
            offers = record.campaign.offers.map {
                OfferItem(id: $0.id.text, title: $0.title.text(in: language))
            }
        }
    }

    /// An offer by its id and title.
    package struct OfferItem: Sendable, Hashable, Encodable {
        package let id: String
        package let title: String
    }

    /// Lists campaigns in the issuer's language.
    package init(_ records: [CampaignRecord], language: String) {
        campaigns = records.map { Item($0, language: language) }
    }
}
