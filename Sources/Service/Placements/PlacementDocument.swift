package import Payload
package import Store
package import Vocabulary

/// A placement as answers show it.
package struct PlacementDocument: Sendable, Hashable, Encodable {
    package let id: PlacementID
    package let title: String
    package let store: StoreID?
    package let fixture: String
    package let creative: String
    package let campaign: CampaignID?
    package let target: String?
    /// Exactly what the symbol of the placement holds.
    package let url: String
    /// RFC 3339, UTC.
    package let createdAt: String

    package init(_ record: PlacementRecord, host: PublicHost) {
        (id, title, store) = (record.id, record.title, record.store)
        (fixture, creative) = (record.fixture, record.creative)
        (campaign, target) = (record.campaign, record.target)
        url = host.placementURL(record.id.text)
        createdAt = record.createdAt.rfc3339
    }
}
