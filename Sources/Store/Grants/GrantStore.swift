package import Promotion
package import Vocabulary

/// Coupons that members are given for a reason, each reason once.
package protocol GrantStore: Sendable {
    /// Gives a member the next coupon of a claim, with its audit entry, in one transaction.
    ///
    /// A member who became part of another stands for the other: it is theirs, and what either was given for the reason
    /// counts.
    ///
    /// - Parameters:
    ///   - order: Who, why and what.
    ///   - audit: An entry that is written along with it.
    ///   - home: Whose.
    /// - Returns: What became of it.
    /// - Throws: `StoreError`; then nothing was written, or the error is `unknown`, and the same order tells.
    func grant(_ order: GrantOrder, audit: AuditRecord, home: Home) async throws(StoreError) -> GrantAnswer

    /// Returns what a member, or anyone who is one with them, was given for a reason; `nil` for nothing.
    func grant(
        _ reason: GrantReason, of member: MemberID, home: Home
    ) async throws(StoreError) -> GrantRecord?

    /// Returns grants, newest first.
    ///
    /// - Parameters:
    ///   - member: Whose, with those of members who became part of them; `nil` for everybody's.
    ///   - number: The grant before which the page ends; `nil` for the newest.
    ///   - limit: 1 to `GrantPage.maximumCount`.
    ///   - home: Their shard.
    /// - Returns: The grants with their numbers.
    /// - Throws: `StoreError`.
    func grants(
        of member: MemberID?, before number: Int64?, limit: Int, home: Home
    ) async throws(StoreError) -> [NumberedGrant]

    /// Returns full stamp cards for which nothing was granted yet, oldest first; those that were taken back are left out.
    ///
    /// - Parameters:
    ///   - number: The entry after which the page begins; 0 for the first.
    ///   - day: The first day of entries that are wanted.
    ///   - limit: 1 to `GrantPage.maximumCount`.
    ///   - home: Their shard.
    /// - Returns: The entries with their numbers; each has a reward.
    /// - Throws: `StoreError`.
    func owedCards(
        after number: Int64, since day: CalendarDate, limit: Int, home: Home
    ) async throws(StoreError) -> [OwedCard]
}

/// How grants are read.
package enum GrantPage {
    /// 1,000 grants: some hundred kilobytes.
    package static let maximumCount = 1_000

    package static func bounded(_ limit: Int) -> Int { min(max(limit, 1), maximumCount) }
}

/// A coupon that a member is to be given.
package struct GrantOrder: Sendable, Hashable {
    package var member: MemberID
    package var reason: GrantReason
    package var offer: OfferID
    /// The coupon; its holder is set to whom the member stands for.
    package var claim: CouponClaim
    package var at: Instant

    package init(member: MemberID, reason: GrantReason, offer: OfferID, claim: CouponClaim, at: Instant) {
        self.member = member
        self.reason = reason
        self.offer = offer
        self.claim = claim
        self.at = at
    }
}

/// A coupon that a member was given; never changed once written.
package struct GrantRecord: Sendable, Hashable {
    /// Whose coupon it became.
    package var member: MemberID
    /// For whom it was asked: the same, or one who had become part of them.
    package var askedFor: MemberID
    package var reason: GrantReason
    package var offer: OfferID
    package var coupon: ClaimedCoupon
    package var at: Instant

    package init(
        member: MemberID, askedFor: MemberID, reason: GrantReason, offer: OfferID, coupon: ClaimedCoupon,
        at: Instant
    ) {
        self.member = member
        self.askedFor = askedFor
        self.reason = reason
        self.offer = offer
        self.coupon = coupon
        self.at = at
    }
}

/// A grant with its place among them.
package struct NumberedGrant: Sendable, Hashable {
    /// Growing.
    package let number: Int64
    package let grant: GrantRecord

    package init(number: Int64, grant: GrantRecord) {
        self.number = number
        self.grant = grant
    }
}

/// A full stamp card for which nothing was granted yet.
package struct OwedCard: Sendable, Hashable {
    /// The place of its entry in the unit ledger.
    package let number: Int64
    package let entry: UnitEntryID
    package let member: MemberID
    package let offer: OfferID

    package init(number: Int64, entry: UnitEntryID, member: MemberID, offer: OfferID) {
        self.number = number
        self.entry = entry
        self.member = member
        self.offer = offer
    }
}

/// What became of a grant.
package enum GrantAnswer: Sendable, Hashable {
    /// It is on disk.
    case granted(GrantRecord)
    /// The same reason was granted before.
    case grantedBefore(GrantRecord)
    /// Others have taken all the serials of the claim, and nothing was written: read again and try again.
    case overtaken
    case refused(GrantRefusal)
}

/// Why a member is given nothing; raw values are wire format, so never rename one.
package enum GrantRefusal: String, Sendable, Hashable, CaseIterable, Codable {
    case unknownMember = "unknown_member"
    /// They left, were erased, or are no member yet.
    case inactiveMember = "inactive_member"
}
