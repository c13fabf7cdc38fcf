/// The most that the unit ledger counts.
package enum BalanceLimits {
    /// A hundred thousand million yuan in fen, as `Money`; so many points or stamps nobody gives at once.
    package static let maximumAmount: Int64 = 10_000_000_000_000

    /// A hundred times that in one hand: sums of a family of merged members still fit 64 bits.
    package static let maximumBalance: Int64 = 1_000_000_000_000_000

    /// 5,000 open lots of a unit: one an hour for half a year; a decision reads them all.
    package static let maximumLotCount = 5_000

    /// 100 stamps at once: more are a mistake at the till.
    package static let maximumStampCount: Int64 = 100

    /// 100 full cards from one entry, should a goal be lowered under what people hold.
    package static let maximumRewardCount = 100

    /// 30 days: whoever brings goods back after their points ended can still come once more and spend them.
    package static let graceDays = 30

    /// Returns `value * numerator / denominator` rounded down, for three numbers that are not negative.
    static func share(of value: Int64, _ numerator: Int64, per denominator: Int64) -> Int64 {
        guard denominator > 0 else { return 0 }
        return Int64(clamping: Int128(value) * Int128(numerator) / Int128(denominator))
    }
}
