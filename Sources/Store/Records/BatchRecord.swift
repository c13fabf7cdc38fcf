package import Vocabulary

/// Codes made together: the unit of printing, export and revocation.
package struct BatchRecord: Sendable, Hashable {
    package var id: BatchID
    /// The batch's number in this installation, 1 to 2^24 - 1: what a signed code carries of it.
    package var number: UInt32
    package var campaign: CampaignID
    package var offer: OfferID
    package var placement: PlacementID?
    package var profile: Profile
    /// How many coupons were asked for.
    package var count: UInt32
    /// How many of them exist, serials 1 to this; less than `count` while an issue is unfinished.
    package var issued: UInt32
    package var usesPerCoupon: UInt32
    /// The last day in its signed codes, or an end of its own; `nil` leaves it to the campaign.
    package var lastDay: CalendarDate?
    package var state: State
    /// The batch's secret, sealed by the workspace's vault.
    package var sealedSecret: [UInt8]
    package var createdAt: Instant

    package init(
        id: BatchID, number: UInt32, campaign: CampaignID, offer: OfferID, placement: PlacementID?,
        profile: Profile, count: UInt32, issued: UInt32, usesPerCoupon: UInt32, lastDay: CalendarDate?,
        state: State, sealedSecret: [UInt8], createdAt: Instant
    ) {
        self.id = id
        self.number = number
        self.campaign = campaign
        self.offer = offer
        self.placement = placement
        self.profile = profile
        self.count = count
        self.issued = issued
        self.usesPerCoupon = usesPerCoupon
        self.lastDay = lastDay
        self.state = state
        self.sealedSecret = sealedSecret
        self.createdAt = createdAt
    }

    /// What the symbols of a batch hold; raw values are wire format.
    package enum Profile: String, Sendable, Hashable, Codable, CaseIterable {
        /// A short code that only the issuer's server can check.
        case short
        /// Claims with the issuer's signature, which anyone with the public key can check offline.
        case signed
    }

    /// Whether the coupons of a batch are alive; raw values are wire format.
    package enum State: String, Sendable, Hashable, Codable {
        case issued, revoked
    }

    /// Sixteen million coupons, below 2^24: a larger run is several batches, so that one can be revoked alone.
    package static let maximumCount: UInt32 = 16_000_000
}
