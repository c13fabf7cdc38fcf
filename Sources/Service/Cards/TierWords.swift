/// A tier's name as a card shows it.
package struct TierWords: Sendable, Hashable {
    package let chinese: String
    package let english: String

    /// Names a tier: the usual ones in both languages, any other as the program spells it.
    init(tier: String) {
        (chinese, english) =
            switch tier.lowercased() {
            case "member", "basic", "standard": ("会员", "Member")
            case "vip": ("贵宾会员", "VIP member")
            case "bronze": ("铜卡会员", "Bronze member")
            case "silver": ("银卡会员", "Silver member")
            case "gold": ("金卡会员", "Gold member")
            case "platinum": ("白金会员", "Platinum member")
            case "diamond": ("钻石会员", "Diamond member")
            default: (tier, tier.allSatisfy(\.isASCII) ? "" : "Member")
            }
    }
}
