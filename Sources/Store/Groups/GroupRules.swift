package import Promotion

/// The pure rule that a store runs inside its transaction, on the facts of all coupons of one request.
package typealias RedemptionRule = @Sendable ([Redemption.Facts], Redemption.Request) -> Redemption.Decision

/// The pure rule of a reversal.
package typealias ReversalRule = @Sendable (Reversal.Facts, Reversal.Request) -> Reversal.Outcome

/// The rules that a group is decided by; all of them pure, so that a group can be decided again after a conflict.
package struct GroupRules: Sendable {
    package var redeem: RedemptionRule
    /// The rule for what a reservation held until now.
    package var settle: RedemptionRule
    package var reverse: ReversalRule
    /// Signs the statement of a checkpoint; the same statement always gets the same signature.
    package var seal: (@Sendable ([UInt8]) throws(StoreError) -> Seal)?

    package init(
        redeem: @escaping RedemptionRule = { Redemption.decide($0, $1) },
        settle: @escaping RedemptionRule = { Redemption.settle($0, $1) },
        reverse: @escaping ReversalRule = { Reversal.decide($0, $1) },
        seal: (@Sendable ([UInt8]) throws(StoreError) -> Seal)? = nil
    ) {
        self.redeem = redeem
        self.settle = settle
        self.reverse = reverse
        self.seal = seal
    }
}
