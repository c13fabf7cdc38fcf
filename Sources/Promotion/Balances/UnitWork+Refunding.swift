import Vocabulary

extension UnitWork {
    /// Gives back money of a top-up: what is left of its paid part, with the same part of its bonus taken back.
    ///
    /// A bonus that was spent already is kept from the money; one that ended is not.
    ///
    /// - Parameter wanted: How much of the paid part; `nil` for what is left of it.
    /// - Throws: `Stop` for an entry that is no top-up or has less left.
    mutating func refund(_ wanted: Int64?) throws(Stop) {
        guard let target = facts.target else { throw Stop(.unknownEntry) }
        guard target.kind == .topUp else { throw Stop(.notReversible(kind: target.kind)) }
        let (paid, bonus) = parts(of: target)
        let left = paid.map { lots[$0].remaining } ?? 0
        let amount = wanted ?? left
        guard let paid, amount > 0, amount <= left else { throw Stop(.alreadyReversed(left: left)) }
        let kept = takeBonus(bonus, for: amount, of: target, into: lots[paid].unit)
        let retained = min(kept, amount)
        move(-amount, lot: paid)
        book(amount - retained, lots[paid].unit, on: .refunded)
        book(retained, lots[paid].unit, on: .retained)
        close(.refund, amount: amount, reverses: target.id, note: order.note)
    }

    /// Takes back a bonus in proportion, and returns what of it is spent and must be kept from the money.
    private mutating func takeBonus(
        _ bonus: Int?, for amount: Int64, of target: UnitEntry, into paid: BalanceUnit
    ) -> Int64 {
        guard let bonus else { return 0 }
        let lot = lots[bonus]
        let done = facts.corrections.reduce(0) { $0 + $1.amount }
        let taken = facts.corrections.reduce(0) { sum, entry in
            sum + entry.sum(of: lot.unit, on: .given) + entry.sum(of: paid, on: .retained)
        }
        let share =
            BalanceLimits.share(of: lot.amount, done + amount, per: target.amount)
            - BalanceLimits.share(of: lot.amount, done, per: target.amount)
        let due = min(share, max(0, lot.amount - lot.expired - taken))
        let back = min(due, lot.remaining)
        move(-back, lot: bonus)
        book(back, lot.unit, on: .given)
        return due - back
    }

    private func parts(of target: UnitEntry) -> (paid: Int?, bonus: Int?) {
        let own = lots.indices.filter { lots[$0].source == target.id }
        let paid = own.first { if case .paidValue = lots[$0].unit { true } else { false } }
        let bonus = own.first { if case .bonusValue = lots[$0].unit { true } else { false } }
        return (paid, bonus)
    }
}
