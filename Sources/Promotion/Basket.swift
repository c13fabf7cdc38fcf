public import Vocabulary

/// What is bought, line by line, in one currency; only a purchase whose sum can be counted becomes one.
public struct Basket: Sendable, Hashable {
    /// One line of a purchase.
    public struct Line: Sendable, Hashable, Codable {
        /// The article's number at the till; `nil` if the till named none.
        public let article: String?
        /// How many of it, 1 or more.
        public let quantity: Int64
        /// What one of it costs before any discount; not negative.
        public let unitPrice: Money

        public init(article: String?, quantity: Int64, unitPrice: Money) {
            self.article = article
            self.quantity = quantity
            self.unitPrice = unitPrice
        }
    }

    /// In the order of the receipt, at least one.
    public let lines: [Line]
    /// What all lines cost before any discount.
    public let total: Money

    /// Makes a basket, or returns `nil` for no lines, two currencies, a quantity below 1, a negative price, or a sum
    /// that 64 bits do not hold.
    public init?(lines: [Line]) {
        guard let currency = lines.first?.unitPrice.currency else { return nil }
        var sum: Int64 = 0
        for line in lines {
            let price = line.unitPrice
            guard line.quantity >= 1, price.minorUnits >= 0, price.currency == currency else { return nil }
            let (amount, isTooLarge) = price.minorUnits.multipliedReportingOverflow(by: line.quantity)
            let (next, isFull) = sum.addingReportingOverflow(amount)
            guard !isTooLarge, !isFull else { return nil }
            sum = next
        }
        self.lines = lines
        total = Money(minorUnits: sum, currency: currency)
    }

    /// Makes a basket of one line without an article, for a till that gives only the sum; `nil` if it is negative.
    public init?(amount: Money) {
        self.init(lines: [Line(article: nil, quantity: 1, unitPrice: amount)])
    }

    public var currency: Currency { total.currency }

    /// Whether any line names its article: without one, an offer on certain items cannot be judged.
    public var namesArticles: Bool { lines.contains { $0.article != nil } }

    /// Whether any line is among the items that an offer looks at.
    ///
    /// - Complexity: O(*n*) in the lines.
    public func hasItem(in scope: ItemScope?) -> Bool { lines.contains { $0.isIncluded(in: scope) } }

    /// Sums up the items that an offer looks at; a minimum spend is judged by it.
    ///
    /// - Parameter scope: The items; `nil` is the whole purchase.
    /// - Returns: What they cost before any discount, zero if there is none.
    /// - Complexity: O(*n*) in the lines.
    public func subtotal(of scope: ItemScope?) -> Money {
        guard scope != nil else { return total }
        let sum = lines.reduce(0) { $1.isIncluded(in: scope) ? $0 + $1.amount : $0 }
        return Money(minorUnits: sum, currency: currency)
    }
}

extension Basket.Line {
    /// What the line costs before any discount, in minor units; a basket has proved that it fits 64 bits.
    var amount: Int64 { quantity * unitPrice.minorUnits }

    /// Whether an offer looks at the line; one without an article is no item of any list.
    func isIncluded(in scope: ItemScope?) -> Bool {
        guard let scope else { return true }
        return article.map(scope.includes) ?? false
    }
}

extension Basket: Codable {
    private enum CodingKeys: String, CodingKey {
        case lines
    }

    /// Reads the lines, and refuses those that make no basket.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        guard let basket = Basket(lines: try container.decode([Line].self, forKey: .lines)) else {
            throw DecodingError.dataCorruptedError(
                forKey: .lines, in: container, debugDescription: "the lines make no purchase")
        }
        self = basket
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(lines, forKey: .lines)
    }
}
