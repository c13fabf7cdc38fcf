package import Vocabulary

/// The next coupon of a batch that grows with each claim, for one member.
package struct CouponClaim: Sendable, Hashable {
    package var batch: BatchID
    package var holder: MemberID
    /// The serial of the first key.
    package var firstSerial: UInt32
    /// The keys of the batch's next serials: more than one, since others may claim at the same time.
    package var keys: [CouponKey]

    package init(batch: BatchID, holder: MemberID, firstSerial: UInt32, keys: [CouponKey]) {
        self.batch = batch
        self.holder = holder
        self.firstSerial = firstSerial
        self.keys = keys
    }

    /// The serial that comes next, with its key.
    ///
    /// - Parameter issued: How many coupons the batch has.
    /// - Returns: `nil` if others have claimed all serials that there are keys for.
    package func next(afterIssued issued: UInt32) -> (serial: UInt32, key: CouponKey)? {
        let serial = issued + 1
        guard serial >= firstSerial, serial - firstSerial < keys.count, serial <= BatchRecord.maximumCount
        else { return nil }
        return (serial, keys[Int(serial - firstSerial)])
    }
}

/// One coupon of a batch that grows with each claim.
package struct ClaimedCoupon: Sendable, Hashable {
    package var batch: BatchID
    package var serial: UInt32

    package init(batch: BatchID, serial: UInt32) {
        self.batch = batch
        self.serial = serial
    }
}
