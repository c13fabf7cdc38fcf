package import Promotion
package import Vocabulary

/// Why a member is given a coupon: given once, however often it is asked for.
///
/// Written as `series:occasion`, such as `stamp:u1` or `birthday.cake:2026`.
package struct GrantReason: Sendable, Hashable, CustomStringConvertible {
    /// What kind of reason it is: `stamp`, `referral`, `referral.friend`, or a trigger's.
    package let series: String
    /// Which one of its kind.
    package let occasion: String

    package init(series: String, occasion: String) {
        self.series = series
        self.occasion = occasion
    }

    package static let stampSeries = "stamp"
    package static let referralSeries = "referral"
    package static let friendSeries = "referral.friend"

    /// A full stamp card, by the entry of the unit ledger that took its stamps.
    package static func stamp(_ entry: UnitEntryID) -> GrantReason {
        GrantReason(series: stampSeries, occasion: entry.text)
    }

    /// For bringing in a friend.
    package static func referral(of friend: MemberID) -> GrantReason {
        GrantReason(series: referralSeries, occasion: friend.text)
    }

    /// For having been brought in.
    package static func broughtIn(_ friend: MemberID) -> GrantReason {
        GrantReason(series: friendSeries, occasion: friend.text)
    }

    package var description: String { "\(series):\(occasion)" }
}
