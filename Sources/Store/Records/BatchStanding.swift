package import Payload
package import Promotion

/// How all coupons of a batch stand at one moment, two bits each.
package struct BatchStanding: Sendable, Hashable {
    package let batch: BatchRecord
    /// Whether tills accept the batch's campaign.
    package let campaign: Campaign.State
    /// Each coupon at its serial; a revoked batch hides what was used before, a used coupon that its campaign is paused.
    package private(set) var list: StatusList

    /// Begins with a batch of which no coupon is used.
    ///
    /// - Parameters:
    ///   - batch: The batch with how many coupons it has.
    ///   - campaign: Whether its campaign is paused.
    package init(_ batch: BatchRecord, campaign: Campaign.State) {
        self.batch = batch
        self.campaign = campaign
        let status: StatusList.Status =
            batch.state == .revoked ? .invalid : campaign == .paused ? .suspended : .valid
        list = StatusList(count: Int(batch.issued) + 1, filledWith: status)
    }

    /// Whether it matters which coupons are used up: of a revoked batch none is any good.
    package var needsUses: Bool { batch.state == .issued }

    /// Says that all that is left of a coupon is leased to a terminal, which alone may give it for a while.
    package mutating func markLeased(_ serial: UInt32) {
        guard needsUses, serial <= batch.issued, list[Int(serial)] == .valid else { return }
        list.set(.suspended, at: Int(serial))
    }

    /// Says that a coupon has no use left; serials beyond the batch are left out.
    package mutating func markUsedUp(_ serial: UInt32) {
        guard needsUses, serial <= batch.issued else { return }
        list.set(.usedUp, at: Int(serial))
    }
}
