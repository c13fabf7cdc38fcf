package import Vocabulary

/// A coupon that is made out to a member, who alone redeems it.
package struct MemberCoupon: Sendable, Hashable {
    package var batch: BatchID
    package var serial: UInt32
    package var holder: MemberID
    package var usesAllowed: UInt32
    package var usesTaken: UInt32

    package init(batch: BatchID, serial: UInt32, holder: MemberID, usesAllowed: UInt32, usesTaken: UInt32) {
        self.batch = batch
        self.serial = serial
        self.holder = holder
        self.usesAllowed = usesAllowed
        self.usesTaken = usesTaken
    }

    /// 1,000 coupons: more than anybody is given.
    package static let maximumCount = 1_000
}
