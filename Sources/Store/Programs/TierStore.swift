package import Membership
package import Vocabulary

/// The tiers of members, what they are reviewed by, and how they came about.
package protocol TierStore: Sendable {
    /// Returns the tiers of the members in the program after one of them or from the first, at most `limit`, by id.
    func memberTiers(
        after id: MemberID?, limit: Int, home: Home
    ) async throws(StoreError) -> [MemberTier]

    /// Returns the tier of a member, or `nil` if there is none of this id in the program.
    func memberTier(_ id: MemberID, home: Home) async throws(StoreError) -> MemberTier?

    /// Returns what members did, from one of them through another.
    ///
    /// What a merged member did counts for the one who stays. Reversals count on the day of what they reverse. Of coupons
    /// that were redeemed together the purchase counts once.
    ///
    /// - Parameters:
    ///   - first: The first member.
    ///   - last: The last member.
    ///   - days: The days of the stores' calendars that are wanted.
    ///   - currency: Purchases in another one count as redemptions alone.
    ///   - home: Whose.
    /// - Returns: The days of those who did anything, in order.
    /// - Throws: `StoreError`.
    func activity(
        from first: MemberID, through last: MemberID, on days: ClosedRange<CalendarDate>, currency: Currency,
        home: Home
    ) async throws(StoreError) -> [MemberID: [DayActivity]]

    /// Returns the points that members earned, by the day of earning, from one of them through another.
    ///
    /// What a merged member earned counts for the one who stays; an earning that was taken back does not count, whatever
    /// became of its points.
    ///
    /// - Parameters:
    ///   - first: The first member.
    ///   - last: The last member.
    ///   - days: The days that are wanted.
    ///   - home: Whose.
    /// - Returns: The days of those who earned any.
    /// - Throws: `StoreError`.
    func pointsEarned(
        from first: MemberID, through last: MemberID, on days: ClosedRange<CalendarDate>, home: Home
    ) async throws(StoreError) -> [MemberID: [CalendarDate: Int64]]

    /// Writes tiers in one transaction.
    ///
    /// - Parameters:
    ///   - updates: Each member once.
    ///   - audit: An entry that is written along with them.
    ///   - home: Whose.
    /// - Returns: The members who left the program or whose tier is not as it was read any more: theirs is not written.
    /// - Throws: `StoreError`; then nothing is written.
    func write(
        _ updates: [TierUpdate], audit: AuditRecord?, home: Home
    ) async throws(StoreError) -> Set<MemberID>

    /// How a member's tier changed, oldest first.
    func tierChanges(of member: MemberID, home: Home) async throws(StoreError) -> [TierChangeRecord]
}

/// How tiers are read and written.
package enum TierPage {
    /// 500 members: with a use on each day of three years, what they did is some ten megabytes.
    package static let memberCount = 500
}

/// The tier of a member.
package struct MemberTier: Sendable, Hashable {
    package var member: MemberID
    /// By whose calendar their days count.
    package var homeStore: StoreID?
    /// Without days if the tier came otherwise than by a review: with a list, a form or a merge.
    package var standing: TierStanding

    package init(member: MemberID, homeStore: StoreID?, standing: TierStanding) {
        self.member = member
        self.homeStore = homeStore
        self.standing = standing
    }
}

/// A tier that is to be written.
package struct TierUpdate: Sendable, Hashable {
    package var member: MemberID
    /// As it was read; if it is another by now, nothing is written.
    package var expected: TierStanding
    package var standing: TierStanding
    package var at: Instant
    /// Why, as JSON; `nil` if the history needs no line for it.
    package var reason: String?

    package init(
        member: MemberID, expected: TierStanding, standing: TierStanding, at: Instant, reason: String?
    ) {
        self.member = member
        self.expected = expected
        self.standing = standing
        self.at = at
        self.reason = reason
    }

    /// The line of the history, if it needs one.
    package var change: TierChangeRecord? {
        reason.map {
            TierChangeRecord(member: member, former: expected.tier, tier: standing.tier, at: at, reason: $0)
        }
    }
}

/// That a member's tier changed, or was given by hand; never changed, never removed.
package struct TierChangeRecord: Sendable, Hashable {
    package var member: MemberID
    package var former: String
    package var tier: String
    package var at: Instant
    /// Why, as JSON.
    package var reason: String

    package init(member: MemberID, former: String, tier: String, at: Instant, reason: String) {
        self.member = member
        self.former = former
        self.tier = tier
        self.at = at
        self.reason = reason
    }
}
