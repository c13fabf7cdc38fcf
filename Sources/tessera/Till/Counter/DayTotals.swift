import Vocabulary

/// What a till did on one day, for the cashier who counts up in the evening.
struct DayTotals: Sendable, Hashable, Codable {
    /// The day by the till's calendar, such as `2026-11-29`.
    private(set) var day: String
    /// Coupons accepted, the undone ones among them.
    private(set) var accepted = 0
    /// Those that the till gave by its own journal.
    private(set) var own = 0
    private(set) var voids = 0
    /// What was taken off and not undone, in minor units, by currency.
    private(set) var given: [String: Int64] = [:]
    /// Refusals by their stable word.
    private(set) var refusals: [String: Int] = [:]

    /// Begins a day.
    init(day: String) {
        self.day = day
    }

    /// Begins anew if the day is another one.
    mutating func turn(to day: String) {
        if day != self.day { self = DayTotals(day: day) }
    }

    /// Counts an accepted coupon; the same answer again counts nothing.
    mutating func count(_ answer: TillAnswer.Redeemed) {
        guard !answer.isReplayed else { return }
        accepted += 1
        if answer.isOwn { own += 1 }
        add(answer.discount, sign: 1)
    }

    /// Counts an undone one, and what it had taken off if that is known.
    mutating func countVoid(of discount: String?) {
        voids += 1
        if let discount { add(discount, sign: -1) }
    }

    /// Counts a refusal.
    mutating func countRefusal(_ reason: String) { refusals[reason, default: 0] += 1 }

    /// How many were refused.
    var refused: Int { refusals.values.reduce(0, +) }

    /// What was taken off, by currency.
    var money: [Money] {
        given.compactMap { code, units in
            Currency(parsing: code).map { Money(minorUnits: units, currency: $0) }
        }
        .sorted { $0.currency.code < $1.currency.code }
    }

    private mutating func add(_ amount: String, sign: Int64) {
        guard let money = Money(described: amount) else { return }
        given[money.currency.code, default: 0] += sign * money.minorUnits
    }
}

extension Money {
    /// Reads what `description` writes, such as `12.80 CNY`; `nil` for anything else.
    init?(described text: String) {
        let parts = text.split(separator: " ")
        guard parts.count == 2, let currency = Currency(parsing: String(parts[1])),
            let money = try? Money(parsing: parts[0], currency: currency)
        else { return nil }
        self = money
    }
}
