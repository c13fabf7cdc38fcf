public import Vocabulary

/// What a benefit takes off any purchase from a least one on, as a table: whoever has it looks up and computes nothing.
///
/// Every discount grows by whole minor units, by the same number over every `period` of the purchase. So one period is the
/// whole table: with `from` and `discount` as its beginning, a purchase of `from` + *n* · `period` + *r* gets `discount` +
/// *n* · `growth` + as many as there are `rises` up to *r*, and never more than `most`. All of it is in minor units.
public struct DiscountTable: Sendable, Hashable {
    /// The least purchase that it is for.
    public let from: Int64
    /// What is taken off that.
    public let discount: Int64
    /// After how much more of a purchase the table begins anew, 1 or more.
    public let period: Int64
    /// How much more is taken off after each period.
    public let growth: Int64
    /// How far into a period the discount rises by one, ascending, between 1 and `period` - 1.
    public let rises: [Int64]
    /// The most that is ever taken off; `nil` sets no bound.
    public let most: Int64?

    /// Reads the table off a benefit.
    ///
    /// A share of *b* basis points is the same over each 10,000 / gcd(*b*, 10,000) minor units, because that many times *b*
    /// is a whole number of units and the rounding begins anew.
    ///
    /// - Parameters:
    ///   - benefit: Whose discounts they are.
    ///   - least: The least purchase, in the benefit's currency; not negative.
    /// - Complexity: O(*p*) in the period, at most 10,000.
    public init(of benefit: Benefit, from least: Money) {
        let uncapped: Benefit
        switch benefit {
        case .amountOff(let amount):
            (period, growth, most) = (1, 1, amount.minorUnits)
            uncapped = benefit
        case .percentOff(let points, let cap):
            let divisor = Self.greatestCommonDivisor(points, Benefit.maximumBasisPoints)
            period = Int64(Benefit.maximumBasisPoints / divisor)
            growth = Int64(points / divisor)
            most = cap?.minorUnits
            uncapped = .percentOff(basisPoints: points, cap: nil)
        }
        func discount(_ more: Int64) -> Int64 {
            let purchase = Money(minorUnits: least.minorUnits + more, currency: least.currency)
            return uncapped.discount(on: purchase)?.minorUnits ?? 0
        }
        from = least.minorUnits
        self.discount = discount(0)
        rises = (1..<max(period, 1)).filter { discount($0) > discount($0 - 1) }
    }

    private static func greatestCommonDivisor(_ one: Int, _ other: Int) -> Int {
        var (larger, smaller) = (one, other)
        while smaller != 0 { (larger, smaller) = (smaller, larger % smaller) }
        return larger
    }
}
