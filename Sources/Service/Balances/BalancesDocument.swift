package import Promotion
package import Vocabulary

/// What a member has, for people and machines.
package struct BalancesDocument: Sendable, Hashable, Encodable {
    package let member: MemberID
    package let balances: [BalanceDocument]
    /// What the points are worth, where the program says so.
    package let worth: Money?
    /// What is left of stored value in all.
    package let total: Money?
    /// The stamp cards of the program.
    package let cards: [Card]?

    /// Which units are shown together.
    package enum Family: Sendable, Hashable {
        case points, stamps, value
        /// All of them.
        case every

        func contains(_ unit: BalanceUnit) -> Bool {
            switch (self, unit) {
            case (.every, _), (.points, .points), (.stamps, .stamps), (.value, .paidValue),
                (.value, .bonusValue):
                true
            default: false
            }
        }

        /// The units that the program has.
        func units(of program: Program, _ currency: Currency) -> [BalanceUnit] {
            switch self {
            case .points: [.points]
            case .stamps: program.stampCards.map { .stamps($0.id) }
            case .value: [.paidValue(currency), .bonusValue(currency)]
            case .every:
                (program.points == nil ? [] : [.points]) + Family.stamps.units(of: program, currency)
                    + (program.storedValue == nil ? [] : Family.value.units(of: program, currency))
            }
        }
    }

    /// How full a stamp card is.
    package struct Card: Sendable, Hashable, Encodable {
        package let card: StampCardID
        package let title: String
        package let stamps: Int64
        package let goal: Int64
        package let reward: OfferID
    }

    init(member: MemberID, balances: [UnitBalance], rules: Program, language: String) {
        self.member = member
        self.balances = balances.map(BalanceDocument.init)
        let points = balances.first { $0.unit == .points }
        worth = points.flatMap { rules.points?.worth(of: $0.available) }
        let value = balances.filter { $0.unit.currency != nil }
        total = value.first?.unit.currency.map { currency in
            Money(
                minorUnits: value.filter { $0.unit.currency == currency }.reduce(0) { $0 + $1.available },
                currency: currency)
        }
        let cards = rules.stampCards.compactMap { card -> Card? in
            guard let balance = balances.first(where: { $0.unit == .stamps(card.id) }) else { return nil }
            return Card(
                card: card.id, title: card.title.text(in: language), stamps: balance.available,
                goal: card.goal,
                reward: card.reward)
        }
        self.cards = cards.isEmpty ? nil : cards
    }

    /// What people read.
    package var lines: String {
        var lines = balances.map(\.text)
        if let worth { lines.append("worth \(worth)") }
        if let total { lines.append("in all: \(total)") }
        lines += (cards ?? []).map { "\($0.title): \($0.stamps) of \($0.goal) for \($0.reward)" }
        return lines.joined(separator: "\n")
    }
}
