package import Vocabulary

/// What is counted in lots: whole points, whole stamps of one card, or minor units of money.
///
/// What was paid for and what was given on top of it are two units, so that a refund can tell them apart.
package enum BalanceUnit: Sendable, Hashable {
    case points
    case stamps(StampCardID)
    case paidValue(Currency)
    case bonusValue(Currency)

    /// The name that is stored and shown: `points`, `stamps.CARD`, `value.paid.CNY`, `value.bonus.CNY`.
    package var text: String {
        switch self {
        case .points: "points"
        case .stamps(let card): Self.stampPrefix + card.text
        case .paidValue(let currency): Self.paidPrefix + currency.code
        case .bonusValue(let currency): Self.bonusPrefix + currency.code
        }
    }

    /// Reads a name, or returns `nil` if it names no unit.
    package init?(parsing text: String) {
        if text == "points" {
            self = .points
        } else if text.hasPrefix(Self.stampPrefix) {
            guard let card = try? StampCardID(parsing: text.dropFirst(Self.stampPrefix.count)) else {
                return nil
            }
            self = .stamps(card)
        } else if text.hasPrefix(Self.paidPrefix) {
            guard let currency = Currency(parsing: text.dropFirst(Self.paidPrefix.count)) else { return nil }
            self = .paidValue(currency)
        } else if text.hasPrefix(Self.bonusPrefix) {
            guard let currency = Currency(parsing: text.dropFirst(Self.bonusPrefix.count)) else { return nil }
            self = .bonusValue(currency)
        } else {
            return nil
        }
    }

    /// The currency of stored value; `nil` for what is no money.
    package var currency: Currency? {
        switch self {
        case .points, .stamps: nil
        case .paidValue(let currency), .bonusValue(let currency): currency
        }
    }

    private static let stampPrefix = "stamps."
    private static let paidPrefix = "value.paid."
    private static let bonusPrefix = "value.bonus."
}

extension BalanceUnit: Comparable, Codable, CustomStringConvertible {
    package var description: String { text }

    package static func < (left: BalanceUnit, right: BalanceUnit) -> Bool { left.text < right.text }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let unit = BalanceUnit(parsing: text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no unit: \(text)")
        }
        self = unit
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
