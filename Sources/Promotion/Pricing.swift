public import Vocabulary

/// Prices a purchase on which several offers are used, in a fixed order and without losing a minor unit.
///
/// 1. Offers on certain items come before offers on the whole purchase.
/// 2. Of each kind, percentages come before fixed sums.
/// 3. Offers that are equal in both come in the order in which their codes were presented.
///
/// Each is computed on what those before it left of the items that it looks at, rounded half up to the minor unit once,
/// and spread over those items in proportion to what is left of each. It never takes off more than is left.
/// Whether an offer may be used at all is decided before, by `Redemption`.
public enum Pricing {
    /// What one offer takes off a purchase.
    public struct Reduction: Sendable, Hashable, Codable {
        /// The sum of all parts.
        public let discount: Money
        /// Each line's part in minor units, in the order of the basket; never more than the line.
        public let byLine: [Int64]

        init(discount: Money, byLine: [Int64]) {
            self.discount = discount
            self.byLine = byLine
        }
    }

    /// Returns the order in which offers are calculated, as indices into `offers`.
    ///
    /// - Complexity: O(*n* log *n*) in the offers.
    public static func order(of offers: [Offer]) -> [Int] {
        offers.indices.sorted { (offers[$0].turn, $0) < (offers[$1].turn, $1) }
    }

    /// Returns what each offer takes off, in the order of `offers`.
    ///
    /// An offer takes nothing off where it looks at items that the basket does not have, where those before it left
    /// nothing, and where it is bound to another currency. One offer alone on the whole purchase takes off exactly
    /// what `Benefit.discount(on:)` says.
    ///
    /// - Parameters:
    ///   - offers: In the order in which their codes were presented.
    ///   - basket: The purchase before any discount.
    /// - Returns: As many reductions as there are offers; on every line, all of them together are at most its amount.
    /// - Complexity: O(*o* *l* log *l*) in the offers and lines.
    public static func price(_ offers: [Offer], on basket: Basket) -> [Reduction] {
        var left = basket.lines.map(\.amount)
        let nothing = Reduction([Int64](repeating: 0, count: left.count), basket.currency)
        var reductions = [Reduction](repeating: nothing, count: offers.count)
        for index in order(of: offers) {
            let parts = parts(of: offers[index], on: basket, left: left)
            for line in left.indices { left[line] -= parts[line] }
            reductions[index] = Reduction(parts, basket.currency)
        }
        return reductions
    }

    /// What an offer takes off each line when `left` is left of it.
    private static func parts(of offer: Offer, on basket: Basket, left: [Int64]) -> [Int64] {
        let scope = offer.conditions.items
        let weights = zip(basket.lines, left).map { $0.isIncluded(in: scope) ? $1 : 0 }
        let sum = weights.reduce(0, +)
        let isInCurrency = offer.benefit.currency.map { $0 == basket.currency } ?? true
        let base = Money(minorUnits: sum, currency: basket.currency)
        let discount = isInCurrency ? offer.benefit.discount(on: base)?.minorUnits ?? 0 : 0
        // A benefit is never negative in a file; whoever makes one in code must not raise a price by it.
        return spread(min(max(discount, 0), sum), over: weights)
    }
}

extension Pricing.Reduction {
    fileprivate init(_ parts: [Int64], _ currency: Currency) {
        byLine = parts
        discount = Money(minorUnits: parts.reduce(0, +), currency: currency)
    }
}

extension Offer {
    /// Its place in the order of calculation; equal ones keep the order in which their codes were presented.
    fileprivate var turn: Int {
        switch (conditions.items, benefit) {
        case (.some, .percentOff): 0
        case (.some, .amountOff): 1
        case (nil, .percentOff): 2
        case (nil, .amountOff): 3
        }
    }
}
