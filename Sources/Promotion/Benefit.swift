public import Vocabulary

/// The machine-readable effect of an offer.
public enum Benefit: Sendable, Hashable, Codable {
    /// A fixed sum off, never more than the purchase.
    case amountOff(Money)
    /// A share off in basis points (1,500 is 15 %), 1 to 10,000, at most `cap`.
    case percentOff(basisPoints: Int, cap: Money?)

    /// A hundred percent; the whole purchase is the most that can be taken off it.
    public static let maximumBasisPoints = 10_000

    /// The currency that the benefit is bound to; a percentage without a cap has none.
    public var currency: Currency? {
        switch self {
        case .amountOff(let amount): amount.currency
        case .percentOff(_, let cap): cap?.currency
        }
    }

    /// Returns what is taken off a purchase, rounded half up to the minor unit, or `nil` if that needs the amount.
    ///
    /// - Parameter purchase: The purchase before the discount, in the benefit's currency; not negative.
    /// - Returns: The discount, never more than the purchase.
    public func discount(on purchase: Money?) -> Money? {
        switch self {
        case .amountOff(let amount):
            guard let purchase else { return amount }
            return Money(minorUnits: min(amount.minorUnits, purchase.minorUnits), currency: amount.currency)
        case .percentOff(let basisPoints, let cap):
            guard let purchase else { return nil }
            let share = Self.share(basisPoints, of: purchase.minorUnits)
            return Money(minorUnits: min(share, cap?.minorUnits ?? share), currency: purchase.currency)
        }
    }

    /// The share in basis points, rounded half up.
    ///
    /// The amount is 10,000 *q* + *r*, so its share is exactly *q* times the points and that of *r*: no product is
    /// larger than the amount itself, and none overflows.
    private static func share(_ basisPoints: Int, of amount: Int64) -> Int64 {
        let points = Int64(min(max(basisPoints, 0), maximumBasisPoints))
        let unit = Int64(maximumBasisPoints)
        let (quotient, remainder) = amount.quotientAndRemainder(dividingBy: unit)
        return quotient * points + (remainder * points + unit / 2) / unit
    }
}
