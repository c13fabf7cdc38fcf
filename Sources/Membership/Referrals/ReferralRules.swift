package import Vocabulary

/// What is given for bringing in a friend, and when.
package struct ReferralRules: Sendable, Hashable {
    /// What the one who brought the friend gets.
    package let rewardOffer: OfferID
    /// What the friend gets; `nil` for nothing.
    package let friendOffer: OfferID?
    /// How many rewards a member gets at most, 1 to `ReferralLimits.cap`.
    package let capPerMember: Int
    /// Within how many days of joining the friend must say who brought them, 1 to `ReferralLimits.windowDays`.
    package let windowDays: Int
    /// How many days the friend's first redemption must have stood, 0 to `ReferralLimits.returnDays`.
    package let returnDays: Int

    package init(
        rewardOffer: OfferID, friendOffer: OfferID?, capPerMember: Int, windowDays: Int, returnDays: Int = 0
    ) {
        self.rewardOffer = rewardOffer
        self.friendOffer = friendOffer
        self.capPerMember = capPerMember
        self.windowDays = windowDays
        self.returnDays = returnDays
    }
}

/// Why a member is not taken for brought in by another; raw values are wire format, so never rename one.
package enum ReferralRefusal: String, Error, Sendable, Hashable, CaseIterable, Codable {
    /// Both are one person: the same record, or records that became one.
    case selfReferral = "self_referral"
    /// One of them left, was erased, or is no member yet.
    case notActive = "member_not_active"
    /// Somebody else brought them in.
    case alreadyReferred = "already_referred"
    /// They joined too long ago.
    case tooLate = "too_late"
    /// The friend brought in, over others or directly, the one who says to have brought them.
    case cycle
    /// Too many brought each other in.
    case chainTooLong = "chain_too_long"

    /// A sentence for whoever asked.
    package func sentence(_ rules: ReferralRules) -> String {
        switch self {
        case .selfReferral: "Nobody brings in themselves: both are one person."
        case .notActive: "Both have to be in the program."
        case .alreadyReferred: "Somebody brought this member in already."
        case .tooLate: "This member joined more than \(rules.windowDays) days ago."
        case .cycle:
            "This member brought in, directly or over others, the one who is said to have brought them."
        case .chainTooLong:
            "More than \(ReferralLimits.chainLength) members brought each other in, one after another."
        }
    }
}
