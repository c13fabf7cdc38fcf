import Promotion
package import Vocabulary

/// How much of an entry is to be taken back or refunded.
package enum UnitPart: Sendable, Hashable {
    /// As its unit is written: money for stored value, else a whole number.
    case written(String)
    /// Points or stamps.
    case count(Int64)
    /// Stored value.
    case money(Money)

    /// The part in units of an entry.
    ///
    /// - Throws: `ServiceError.invalidInput` for what is no part of such an entry.
    func amount(of entry: UnitEntry) throws(ServiceError) -> Int64 {
        let currency = entry.units.last?.currency
        guard let count = count(in: currency), count > 0, count <= BalanceLimits.maximumAmount else {
            let form = currency.map { "an amount of \($0) such as 12.80" } ?? "a whole number"
            throw .invalidInput([
                InputFault(pointer: "amount", detail: "This is \(form), above 0, not \"\(text)\".")
            ])
        }
        return count
    }

    private func count(in currency: Currency?) -> Int64? {
        switch (self, currency) {
        case (.written(let text), let currency?): try? Money(parsing: text, currency: currency).minorUnits
        case (.written(let text), nil): Int64(text)
        case (.count(let count), nil): count
        case (.money(let money), let currency?): money.currency == currency ? money.minorUnits : nil
        case (.count, .some), (.money, nil): nil
        }
    }

    private var text: String {
        switch self {
        case .written(let text): String(text.prefix(40))
        case .count(let count): String(count)
        case .money(let money): money.description
        }
    }
}
