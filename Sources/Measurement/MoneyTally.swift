package import Vocabulary

/// Sums of money in several currencies, which are never added to each other.
package struct MoneyTally: Sendable, Hashable {
    private var minorUnits: [Currency: Int64] = [:]

    package init() {}

    package init(_ amounts: [Money]) {
        for amount in amounts { add(amount) }
    }

    /// Adds an amount; a negative one takes away, as a reversal does.
    ///
    /// A sum stops at the ends of 64 bits instead of wrapping: nine thousand amounts of the largest size fit.
    package mutating func add(_ amount: Money) {
        let sum = minorUnits[amount.currency, default: 0].addingReportingOverflow(amount.minorUnits)
        let limit = amount.minorUnits < 0 ? Int64.min : Int64.max
        minorUnits[amount.currency] = sum.overflow ? limit : sum.partialValue
    }

    package mutating func add(_ other: MoneyTally) {
        for amount in other.amounts { add(amount) }
    }

    /// The sums in the order of their currencies' codes; none for a currency that never occurred.
    package var amounts: [Money] {
        minorUnits.map { Money(minorUnits: $0.value, currency: $0.key) }
            .sorted { $0.currency.code < $1.currency.code }
    }
}
