/// How far referrals go.
package enum ReferralLimits {
    /// 32 who brought each other in, one after another: a longer chain is a trade in rewards, and walking it costs.
    package static let chainLength = 32
    /// A year: whoever joined longer ago was not brought by this.
    package static let windowDays = 366
    /// Ninety days: no shop takes things back for longer as a rule.
    package static let returnDays = 90
    /// A thousand rewards: more is a business and not a friend.
    package static let cap = 1_000
}
