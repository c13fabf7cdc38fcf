import Vocabulary

extension UnitWork {
    /// Takes units from the lots that end first, then from the oldest.
    mutating func spend(
        _ amount: Int64, _ unit: BalanceUnit, into account: UnitAccount.IssuerAccount
    ) throws(Stop) {
        let there = available(unit)
        guard there >= amount else {
            throw Stop(.insufficientBalance(available: there, wanted: amount))
        }
        take(amount, from: openPlaces(unit))
        book(amount, unit, on: account)
    }

    /// Pays with stored value, its two parts in the order that the program names.
    mutating func spend(_ money: Money, _ draw: DrawOrder) throws(Stop) {
        let (paid, bonus) = (BalanceUnit.paidValue(money.currency), BalanceUnit.bonusValue(money.currency))
        let amount = money.minorUnits
        let (paidThere, bonusThere) = (available(paid), available(bonus))
        guard paidThere + bonusThere >= amount else {
            throw Stop(.insufficientBalance(available: paidThere + bonusThere, wanted: amount))
        }
        let fromBonus =
            switch draw {
            case .paidFirst: amount - min(amount, paidThere)
            case .bonusFirst: min(amount, bonusThere)
            case .inProportion: BalanceLimits.share(of: amount, bonusThere, per: paidThere + bonusThere)
            }
        try spend(amount - fromBonus, paid, into: .redeemed)
        try spend(fromBonus, bonus, into: .redeemed)
        close(.spend, amount: amount, note: order.note)
    }
}
