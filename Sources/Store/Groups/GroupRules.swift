package import Promotion
package import Vocabulary

/// The pure rule that a store runs inside its transaction, on the facts of all coupons of one request.
package typealias RedemptionRule = @Sendable ([Redemption.Facts], Redemption.Request) -> Redemption.Decision

/// The pure rule of a reversal.
package typealias ReversalRule = @Sendable (Reversal.Facts, Reversal.Request) -> Reversal.Outcome

/// The pure rule of a lease, for one use and the lease's last day.
package typealias LeaseRule =
    @Sendable (Redemption.Facts, Redemption.Request, CalendarDate) throws(Redemption.LeaseDenial) -> Money?

/// The rules that a group is decided by; all of them pure, so that a group can be decided again after a conflict.
package struct GroupRules: Sendable {
    package var redeem: RedemptionRule
    /// The rule for what a reservation held until now.
    package var settle: RedemptionRule
    package var reverse: ReversalRule
    package var lease: LeaseRule
    /// Signs the statement of a checkpoint; the same statement always gets the same signature.
    package var seal: (@Sendable ([UInt8]) throws(StoreError) -> Seal)?

    package init(
        redeem: @escaping RedemptionRule = { Redemption.decide($0, $1) },
        settle: @escaping RedemptionRule = { Redemption.settle($0, $1) },
        reverse: @escaping ReversalRule = { Reversal.decide($0, $1) },
        lease: @escaping LeaseRule = { facts, request, lastDay throws(Redemption.LeaseDenial) in
            try Redemption.lease(facts, request, through: lastDay)
        },
        seal: (@Sendable ([UInt8]) throws(StoreError) -> Seal)? = nil
    ) {
        self.redeem = redeem
        self.settle = settle
        self.reverse = reverse
        self.lease = lease
        self.seal = seal
    }
}
