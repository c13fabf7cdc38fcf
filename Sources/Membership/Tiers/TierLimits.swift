/// How large rules of tiers may be.
package enum TierLimits {
    /// Three years and a leap day: whoever earned a tier longer ago than that is another customer by now.
    package static let windowDays = 1_096
    /// Three years, in months.
    package static let windowMonths = 36
    /// A year and a leap day: a tier that is kept longer than it takes to earn one never ends.
    package static let graceDays = 366
    /// Three years and a leap day: a tier given by hand for longer is one that nobody looks after.
    package static let pinDays = 1_096
    /// 16 ways to one tier: more than anyone could explain to a member.
    package static let alternatives = 16
    /// 8 conditions at once.
    package static let conditions = 8
    /// 16 different windows in all rules: each is summed for each member.
    package static let windows = 16
    /// 500 characters: eight conditions, twice over.
    package static let characters = 500
    /// A million redemptions or ten thousand million points: above what anyone reaches, and sums stay far below 64 bits.
    package static let redemptions: Int64 = 1_000_000
    package static let points: Int64 = 10_000_000_000
}
