/// How soon, and how late, people may be erased by a rule.
package enum RetentionLimits {
    /// 90 days, as long as a rule may wait for a return (`ReferralLimits.returnDays`): goods that come back find whose they
    /// were, and a leaving by mistake can be undone.
    package static let minimumDays = ReferralLimits.returnDays

    /// A hundred years: more is a slip of the hand, and would be no rule.
    package static let maximumDays = 36_500
}
