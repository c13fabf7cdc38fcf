package import Payload
package import Promotion
package import Vocabulary

/// What a till says to one scan without the server.
package enum OfflineVerdict: Sendable, Hashable {
    case accepted(OfflineAcceptance)
    case refused(OfflineRefusal)
    /// The same request under the same key was accepted before: the same answer, and no new entry.
    case repeated(OfflineUse)
    /// The same request under the same key was refused before, for this reason.
    case repeatedRefusal(reason: String)
}

/// A use that the till may give once it is in the journal.
package struct OfflineAcceptance: Sendable, Hashable {
    package let coupon: CouponCode
    package let campaign: CampaignID
    package let offer: Offer
    package let ground: OfflineGround
    /// What the customer gets; of a lease, uses are counted within the lease.
    package let acceptance: Redemption.Acceptance
    /// How old the status list is, for the cashier to see; `nil` where none was needed.
    package let statusAgeSeconds: Int64?

    /// What the journal keeps of it.
    package func event(_ wish: OfflineWish) -> JournalEvent {
        .accepted(
            OfflineUse(
                wish: wish, campaign: campaign, offer: offer.id, ground: ground, use: acceptance.use,
                usesLeft: acceptance.usesLeft, discount: acceptance.discount))
    }
}

/// When a scan is judged: what the clocks are worth, and the store's zone then.
package struct OfflineMoment: Sendable, Hashable {
    package let verdict: ClockVerdict
    /// The store's local time minus UTC at the believed instant.
    package let utcOffsetSeconds: Int

    package init(_ verdict: ClockVerdict, utcOffsetSeconds: Int) {
        self.verdict = verdict
        self.utcOffsetSeconds = utcOffsetSeconds
    }
}
