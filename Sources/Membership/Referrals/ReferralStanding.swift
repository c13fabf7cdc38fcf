package import Vocabulary

/// How far a referral is; raw values are stored, so never rename one.
package enum ReferralState: String, Sendable, Hashable, CaseIterable, Codable {
    /// The friend has not redeemed yet, or not for long enough.
    case waiting
    /// The reward is a right that nobody has taken yet.
    case due
    /// The reward was taken.
    case rewarded
    /// The friend redeemed, and the referrer has had as many rewards as one gets.
    case capped
    /// The two turned out to be one person, or one of them is in the program no more.
    case void

    /// Whether it may still become something else by itself.
    package var isOpen: Bool { self == .waiting }

    /// Whether it counts towards the most rewards that a member gets.
    package var isRewarding: Bool { self == .due || self == .rewarded }
}

/// What a review of a referral rests on; members are those that merged ones became part of.
package struct ReferralProgress: Sendable, Hashable {
    package var state: ReferralState
    package var friend: MemberID
    package var referrer: MemberID
    package var areActive: Bool
    /// The day of the friend's first redemption that still stands, by the calendar of the store; `nil` for none.
    package var redeemedOn: CalendarDate?
    package var today: CalendarDate
    /// How many rewards the referrer has, taken or not.
    package var rewards: Int

    package init(
        state: ReferralState, friend: MemberID, referrer: MemberID, areActive: Bool,
        redeemedOn: CalendarDate?, today: CalendarDate, rewards: Int
    ) {
        self.state = state
        self.friend = friend
        self.referrer = referrer
        self.areActive = areActive
        self.redeemedOn = redeemedOn
        self.today = today
        self.rewards = rewards
    }
}

extension ReferralRules {
    /// Says how far a referral is today; reviewing the answer changes nothing on that day.
    package func review(_ progress: ReferralProgress) -> ReferralState {
        guard progress.state.isOpen else { return progress.state }
        guard progress.friend != progress.referrer, progress.areActive else { return .void }
        guard let redeemedOn = progress.redeemedOn,
            progress.today >= redeemedOn.advanced(byDays: returnDays)
        else { return .waiting }
        return progress.rewards < capPerMember ? .due : .capped
    }
}
