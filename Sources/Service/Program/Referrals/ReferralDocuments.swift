import Membership
import Store
package import Vocabulary

/// A referral as commands show it.
package struct ReferralDocument: Sendable, Hashable, Encodable {
    package let friend: MemberID
    package let referrer: MemberID
    /// A word of `ReferralState`.
    package let state: String
    package let at: String
    package let stateAt: String
    package let rewardOffer: OfferID
    package let friendOffer: OfferID?
    /// The coupon that the member who was asked for was given for it.
    package let coupon: RewardDocument?

    init(_ referral: ReferralRecord, coupon: RewardDocument? = nil) {
        self.coupon = coupon
        friend = referral.friend
        referrer = referral.referrer
        state = referral.state.rawValue
        at = referral.at.rfc3339
        stateAt = referral.stateAt.rfc3339
        rewardOffer = referral.rewardOffer
        friendOffer = referral.friendOffer
    }

    /// The referral for people.
    package var text: String { "\(friend) was brought in by \(referrer): \(state) since \(stateAt)." }
}

/// Who brought in a member, and whom they brought in.
package struct ReferralListDocument: Sendable, Hashable, Encodable {
    package let member: MemberID
    /// Oldest first.
    package let referrals: [ReferralDocument]

    init(member: MemberID, referrals: [ReferralDocument]) {
        self.member = member
        self.referrals = referrals
    }

    /// A line for each.
    package var text: String {
        let rows = referrals.map {
            [$0.friend.text, $0.referrer.text, $0.state, $0.at, $0.coupon?.code ?? $0.rewardOffer.text]
        }
        return TextTable(rows: [["FRIEND", "BROUGHT IN BY", "STATE", "SINCE", "REWARD"]] + rows).lines
            .joined(separator: "\n")
    }
}

/// What a review of referrals came to.
package struct ReferralReviewReport: Sendable, Hashable, Encodable {
    package let dryRun: Bool
    package private(set) var reviewed = 0
    package private(set) var due = 0
    package private(set) var capped = 0
    package private(set) var void = 0
    package private(set) var waiting = 0
    /// What became of the rewards that are due: coupons.
    package var rewards = RewardTally()

    init(isDryRun: Bool) {
        dryRun = isDryRun
    }

    mutating func count(_ page: [ReviewedReferral]) {
        reviewed += page.count
        due += page.count { $0.state == .due }
        capped += page.count { $0.state == .capped }
        void += page.count { $0.state == .void }
        waiting += page.count { $0.state == .waiting }
    }

    /// The report for people.
    package var text: String {
        let head = "\(reviewed) referrals reviewed\(dryRun ? "; nothing was written" : "")"
        return """
            \(head)
            due \(due), over the most that one gets \(capped), void \(void), waiting \(waiting)
            rewards: \(rewards.text(isDryRun: dryRun))
            """
    }
}
