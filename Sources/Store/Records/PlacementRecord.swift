package import Vocabulary

/// One spot that carries one code: store × fixture × creative × run.
package struct PlacementRecord: Sendable, Hashable {
    package var id: PlacementID
    package var title: String
    package var store: StoreID?
    /// What it hangs on, such as `till` or `tin`.
    package var fixture: String
    /// The design variant, such as `a`.
    package var creative: String
    /// The run that it belongs to.
    package var campaign: CampaignID?
    /// Where a scan leads; `nil` lands on our own page.
    package var target: String?
    package var createdAt: Instant

    package init(
        id: PlacementID, title: String, store: StoreID?, fixture: String, creative: String,
        campaign: CampaignID?, target: String?, createdAt: Instant
    ) {
        self.id = id
        self.title = title
        self.store = store
        self.fixture = fixture
        self.creative = creative
        self.campaign = campaign
        self.target = target
        self.createdAt = createdAt
    }
}
