import Membership
package import Vocabulary

/// What an engine reads and writes inside the transaction in which a coupon is granted.
package protocol GrantRows {
    /// Returns a member; nobody else changes them until the transaction ends.
    mutating func lockedMember(_ id: MemberID) throws(StoreError) -> MemberRecord?
    /// What was granted for a reason to a member, or to anyone who is one with them.
    func grant(_ reason: GrantReason, of member: MemberID) throws(StoreError) -> GrantRecord?
    /// Adds the coupon of a claim; `nil` if all its serials are taken.
    mutating func take(_ claim: CouponClaim) throws(StoreError) -> ClaimedCoupon?
    mutating func append(_ grant: GrantRecord) throws(StoreError)
}

/// The steps of granting a coupon, the same for every engine.
package enum GrantProcedure {
    /// Grants a coupon, unless the reason was granted before or the member is in the program no more.
    ///
    /// - Parameters:
    ///   - order: Who, why and what.
    ///   - rows: The engine's, in its transaction.
    /// - Returns: What became of it; but for `granted`, nothing was written.
    /// - Throws: `StoreError`.
    package static func run(
        _ order: GrantOrder, _ rows: inout some GrantRows
    ) throws(StoreError) -> GrantAnswer {
        guard var member = try rows.lockedMember(order.member) else { return .refused(.unknownMember) }
        if let other = member.mergedInto {
            guard let owner = try rows.lockedMember(other) else { return .refused(.unknownMember) }
            member = owner
        }
        if let earlier = try rows.grant(order.reason, of: member.id) {
            return .grantedBefore(earlier)
        }
        guard member.state.isActive else { return .refused(.inactiveMember) }
        var claim = order.claim
        claim.holder = member.id
        guard let coupon = try rows.take(claim) else { return .overtaken }
        let grant = GrantRecord(
            member: member.id, askedFor: order.member, reason: order.reason, offer: order.offer,
            coupon: coupon, at: order.at)
        try rows.append(grant)
        return .granted(grant)
    }
}
