package import Store
package import Vocabulary

/// What a batch should be; the same order again resumes an unfinished one.
package struct BatchOrder: Sendable, Hashable {
    package var offer: OfferID
    package var count: UInt32
    package var profile: BatchRecord.Profile
    package var placement: PlacementID?
    /// 1 to a million, with signed codes to 255; `nil` takes the offer's own.
    package var usesPerCoupon: UInt32?
    /// `nil` makes a new name from the offer's.
    package var id: BatchID?

    package init(
        offer: OfferID, count: UInt32, profile: BatchRecord.Profile = .short, placement: PlacementID? = nil,
        usesPerCoupon: UInt32? = nil, id: BatchID? = nil
    ) {
        self.offer = offer
        self.count = count
        self.profile = profile
        self.placement = placement
        self.usesPerCoupon = usesPerCoupon
        self.id = id
    }
}
