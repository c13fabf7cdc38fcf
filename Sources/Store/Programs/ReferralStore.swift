package import Membership
package import Vocabulary

/// Who brought in whom, and what became of it.
package protocol ReferralStore: Sendable {
    /// Keeps that a member was brought in by another, with its audit entry, unless the rule refuses.
    ///
    /// The rule decides inside the transaction: of two that would make a circle together, one is refused.
    ///
    /// - Parameters:
    ///   - referral: Two members that there are; kept for those whom they are part of.
    ///   - audit: An entry that is written along with it.
    ///   - home: Whose.
    ///   - rule: Pure; may run again after a conflict.
    /// - Returns: Why nothing was written, or `nil`.
    /// - Throws: `StoreError`; then nothing was written.
    func add(
        _ referral: ReferralDraft, audit: AuditRecord, home: Home,
        rule: @escaping @Sendable (ReferralFacts) -> ReferralRefusal?
    ) async throws(StoreError) -> ReferralRefusal?

    /// Looks at a page of those who wait, in one transaction, by the friends' ids.
    ///
    /// - Parameters:
    ///   - friend: The last one of the page before; `nil` for the first page.
    ///   - limit: How many at most.
    ///   - instant: The time of the review; `nil` to write nothing.
    ///   - home: Whose.
    ///   - rule: Says what becomes of one; pure.
    /// - Returns: Those of the page, with what became of them.
    /// - Throws: `StoreError`; then nothing of the page was written.
    func reviewReferrals(
        after friend: MemberID?, limit: Int, at instant: Instant?, home: Home,
        rule: @escaping @Sendable (ReferralWork) -> ReferralState
    ) async throws(StoreError) -> [ReviewedReferral]

    /// Returns the referrals of a member and of those who became part of them, as friend and as the one who brought others,
    /// oldest first, at most `limit`.
    func referrals(of member: MemberID, limit: Int, home: Home) async throws(StoreError) -> [ReferralRecord]

    /// Returns referrals whose reward is due, after a friend's id or from the first, by those ids, at most `limit`.
    func dueReferrals(
        after friend: MemberID?, limit: Int, home: Home
    ) async throws(StoreError) -> [ReferralRecord]

    /// Says that the reward of a friend's referral was taken; changes nothing unless it was due.
    func settleReferral(of friend: MemberID, at instant: Instant, home: Home) async throws(StoreError)
}

/// How referrals are read and written.
package enum ReferralPage {
    /// 500 referrals: some hundred kilobytes.
    package static let count = 500
}

/// A referral that somebody asks for.
package struct ReferralDraft: Sendable, Hashable {
    package var friend: MemberID
    package var referrer: MemberID
    /// By the friend's home store's calendar.
    package var today: CalendarDate
    package var at: Instant
    package var rewardOffer: OfferID
    package var friendOffer: OfferID?

    package init(
        friend: MemberID, referrer: MemberID, today: CalendarDate, at: Instant, rewardOffer: OfferID,
        friendOffer: OfferID?
    ) {
        self.friend = friend
        self.referrer = referrer
        self.today = today
        self.at = at
        self.rewardOffer = rewardOffer
        self.friendOffer = friendOffer
    }
}

/// That a member was brought in by another.
package struct ReferralRecord: Sendable, Hashable {
    package var friend: MemberID
    package var referrer: MemberID
    package var state: ReferralState
    package var at: Instant
    /// When the state became what it is.
    package var stateAt: Instant
    /// What the one who brought them gets: with the state `due`, a right that nobody has taken yet.
    package var rewardOffer: OfferID
    /// What the friend gets.
    package var friendOffer: OfferID?

    package init(
        friend: MemberID, referrer: MemberID, state: ReferralState = .waiting, at: Instant, stateAt: Instant,
        rewardOffer: OfferID, friendOffer: OfferID?
    ) {
        self.friend = friend
        self.referrer = referrer
        self.state = state
        self.at = at
        self.stateAt = stateAt
        self.rewardOffer = rewardOffer
        self.friendOffer = friendOffer
    }

    /// What a draft becomes for those whom its members are part of.
    package init(_ draft: ReferralDraft, _ facts: ReferralFacts) {
        self.init(
            friend: facts.friend, referrer: facts.referrer, at: draft.at, stateAt: draft.at,
            rewardOffer: draft.rewardOffer, friendOffer: draft.friendOffer)
    }
}

/// What is known of a referral that waits; members are those that merged ones became part of.
package struct ReferralWork: Sendable, Hashable {
    /// As the referral is kept.
    package var key: MemberID
    package var friend: MemberID
    package var friendStore: StoreID?
    package var referrer: MemberID
    package var areActive: Bool
    /// The day of the friend's first redemption that still stands.
    package var redeemedOn: CalendarDate?
    /// How many rewards the referrer has, taken or not.
    package var rewards: Int

    package init(
        key: MemberID, friend: MemberID, friendStore: StoreID?, referrer: MemberID, areActive: Bool,
        redeemedOn: CalendarDate?, rewards: Int
    ) {
        self.key = key
        self.friend = friend
        self.friendStore = friendStore
        self.referrer = referrer
        self.areActive = areActive
        self.redeemedOn = redeemedOn
        self.rewards = rewards
    }
}

/// A referral with what a review made of it.
package struct ReviewedReferral: Sendable, Hashable {
    package var work: ReferralWork
    package var state: ReferralState
}
