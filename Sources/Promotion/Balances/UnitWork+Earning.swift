import Vocabulary

extension UnitWork {
    /// Gives units: what is owed is paid first, the rest becomes a lot.
    mutating func earn(
        _ amount: Int64, _ unit: BalanceUnit, _ lifetime: UnitLifetime,
        from account: UnitAccount.IssuerAccount
    ) throws(Stop) {
        try checkRoom(for: amount, unit)
        book(-amount, unit, on: account)
        add(payDebts(of: unit, from: amount), unit, lifetime)
    }

    /// Adds stamps, and turns every full card into what it is good for.
    mutating func stamp(_ card: StampCard, _ count: Int64) throws(Stop) {
        if let limit = card.atMostPerDay, facts.stampsToday + count > limit {
            throw Stop(.stampLimit(perDay: limit, today: facts.stampsToday))
        }
        let unit = BalanceUnit.stamps(card.id)
        try earn(count, unit, card.lifetime, from: .issued)
        close(.earn, amount: count, note: order.note)
        for number in 1...BalanceLimits.maximumRewardCount where available(unit) >= card.goal {
            try spend(card.goal, unit, into: .redeemed)
            close(
                .spend, as: order.id.following("reward\(number)"), amount: card.goal, reward: card.reward)
        }
    }

    /// Sells stored value; what is given on top is a lot of its own beside the paid one.
    mutating func topUp(_ money: Money, bonus: Int64, _ lifetime: UnitLifetime) throws(Stop) {
        // What was paid for never ends.
        try earn(money.minorUnits, .paidValue(money.currency), .unlimited, from: .sold)
        if bonus > 0 { try earn(bonus, .bonusValue(money.currency), lifetime, from: .given) }
        close(.topUp, amount: money.minorUnits, note: order.note)
    }

    /// Corrects a balance by hand.
    mutating func adjust(_ amount: Int64, _ unit: BalanceUnit, _ lifetime: UnitLifetime) throws(Stop) {
        if amount < 0 {
            try spend(-amount, unit, into: .adjusted)
        } else {
            try earn(amount, unit, lifetime, from: .adjusted)
        }
        close(.adjust, amount: amount, note: order.note)
    }

    private func checkRoom(for amount: Int64, _ unit: BalanceUnit) throws(Stop) {
        let held = lots.filter { $0.unit == unit && $0.remaining > 0 }
        guard held.reduce(amount, { $0 + $1.remaining }) <= BalanceLimits.maximumBalance else {
            throw Stop(.balanceLimit(limit: BalanceLimits.maximumBalance))
        }
        guard held.count < BalanceLimits.maximumLotCount else {
            throw Stop(.tooManyLots(limit: BalanceLimits.maximumLotCount))
        }
    }
}
