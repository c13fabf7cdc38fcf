package import Promotion
package import Vocabulary

/// An amount of a unit as documents show it: a whole number, or money.
package struct UnitAmount: Sendable, Hashable, Encodable, CustomStringConvertible {
    package let count: Int64
    package let currency: Currency?

    package init(_ count: Int64, of unit: BalanceUnit?) {
        self.count = count
        currency = unit?.currency
    }

    private var money: Money? { currency.map { Money(minorUnits: count, currency: $0) } }

    package var description: String { money?.description ?? String(count) }

    package func encode(to encoder: any Encoder) throws {
        if let money {
            try money.encode(to: encoder)
        } else {
            var container = encoder.singleValueContainer()
            try container.encode(count)
        }
    }
}
