import Membership
import Vocabulary

extension ReferralRules {
    /// Reads the section `referral`, or notes what is wrong with it.
    init?(_ document: DocumentValue) {
        let keys = ["reward_offer", "friend_offer", "cap_per_member", "window_days", "after", "return_days"]
        guard let fields = document.fields(keys) else { return nil }
        let reward = fields.required("reward_offer")?.identifier(OfferID.self)
        let friend = fields.optional("friend_offer").map { $0.identifier(OfferID.self) }
        let cap = fields.required("cap_per_member")?.integer(in: 1...ReferralLimits.cap)
        let window = fields.required("window_days")?.integer(in: 1...ReferralLimits.windowDays)
        // A word for what there is no other of yet, so that a file says what it means.
        let after = fields.optional("after").map { $0.choice(["redemption": true]) } ?? true
        let days = fields.optional("return_days").map { $0.integer(in: 0...ReferralLimits.returnDays) } ?? 0
        guard let reward, let cap, let window, let days, after != nil, friend != .some(nil) else {
            return nil
        }
        self.init(
            rewardOffer: reward, friendOffer: friend ?? nil, capPerMember: cap, windowDays: window,
            returnDays: days)
    }
}
