import Promotion
import Vocabulary

/// The rules of the article on the order of calculation again, as plainly and slowly as they can be written.
///
/// Fractions are exact and nothing is shared with the code that it checks: not the order, the sorting, the
/// articles' fit nor the rounding.
enum PricingModel {
    /// A fraction; 128 bits hold every product of two amounts.
    struct Ratio {
        var top: Int128
        var bottom: Int128

        var floor: Int128 { top / bottom }
        var roundedHalfUp: Int128 { Ratio(top: 2 * top + bottom, bottom: 2 * bottom).floor }
        /// What rounding down loses.
        var loss: Ratio { Ratio(top: top - floor * bottom, bottom: bottom) }

        static func < (left: Ratio, right: Ratio) -> Bool {
            left.top * right.bottom < right.top * left.bottom
        }
    }

    /// Returns each offer's part of each line.
    static func price(_ offers: [Offer], on basket: Basket) -> [[Int64]] {
        var left = basket.lines.map { Int128($0.quantity) * Int128($0.unitPrice.minorUnits) }
        var parts = offers.map { _ in left.map { _ in Int64(0) } }
        for isOnItems in [true, false] {
            for isPercent in [true, false] {
                for (index, offer) in offers.enumerated()
                where (offer.conditions.items != nil) == isOnItems && offer.benefit.isPercent == isPercent {
                    for (line, part) in self.parts(of: offer, on: basket, left: left) {
                        parts[index][line] = Int64(part)
                        left[line] -= part
                    }
                }
            }
        }
        return parts
    }

    private static func parts(of offer: Offer, on basket: Basket, left: [Int128]) -> [Int: Int128] {
        let patterns = offer.conditions.items?.articles
        let lines = basket.lines.indices.filter { fits(basket.lines[$0].article, patterns) }
        let sum = lines.map { left[$0] }.reduce(0, +)
        let discount = discount(offer.benefit, on: sum, basket.currency)
        guard sum > 0 else { return [:] }
        let exact = lines.map { (line: $0, share: Ratio(top: discount * left[$0], bottom: sum)) }
        var parts = Dictionary(uniqueKeysWithValues: exact.map { ($0.line, $0.share.floor) })
        var waiting = exact
        while parts.values.reduce(0, +) < discount, var next = waiting.first {
            for other in waiting where next.share.loss < other.share.loss { next = other }
            parts[next.line, default: 0] += 1
            waiting.removeAll { $0.line == next.line }
        }
        return parts
    }

    private static func discount(_ benefit: Benefit, on sum: Int128, _ currency: Currency) -> Int128 {
        switch benefit {
        case .amountOff(let amount):
            return amount.currency == currency ? min(Int128(amount.minorUnits), sum) : 0
        case .percentOff(let basisPoints, let cap):
            let share = Ratio(top: sum * Int128(basisPoints), bottom: 10_000).roundedHalfUp
            guard let cap else { return share }
            return cap.currency == currency ? min(share, Int128(cap.minorUnits)) : 0
        }
    }

    private static func fits(_ article: String?, _ patterns: [String]?) -> Bool {
        guard let patterns else { return true }
        guard let article else { return false }
        return patterns.contains { pattern in
            pattern.hasSuffix("*") ? article.hasPrefix(String(pattern.dropLast())) : article == pattern
        }
    }
}

extension Benefit {
    var isPercent: Bool {
        guard case .percentOff = self else { return false }
        return true
    }
}
