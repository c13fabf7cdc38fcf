package import Promotion

/// How often an offer is given; what is missing is without limit.
///
/// Not in the answers to redemptions: there it would be written again and again for nobody.
package struct LimitsDocument: Sendable, Hashable, Encodable {
    package let usesPerCoupon: UInt32
    package let usesPerMember: UInt32?
    package let usesPerMemberAndDay: UInt32?
    package let usesPerStoreAndDay: UInt32?
    package let usesInCampaign: UInt32?
    /// How many each store has to give; one that is not listed has none.
    package let stock: [StoreStock]?

    /// Writes limits, or returns `nil` where there is none but one use of each coupon.
    package init?(_ limits: Limits) {
        guard limits != Limits() else { return nil }
        usesPerCoupon = limits.usesPerCoupon
        (usesPerMember, usesPerMemberAndDay) = (limits.usesPerMember, limits.usesPerMemberAndDay)
        (usesPerStoreAndDay, usesInCampaign) = (limits.usesPerStoreAndDay, limits.usesInCampaign)
        stock = limits.stock
    }
}
