import Vocabulary

extension UnitWork {
    /// Takes back an entry, or a part of it.
    ///
    /// - Parameter wanted: How much; `nil` for what is left of it.
    /// - Throws: `Stop` for an entry that is not there, was taken back before or cannot be.
    mutating func reverse(_ wanted: Int64?) throws(Stop) {
        guard let target = facts.target else { throw Stop(.unknownEntry) }
        let done = facts.corrections.reduce(0) { $0 + $1.amount }
        let left = target.amount.magnitudeAsAmount - done
        let amount = wanted ?? left
        switch target.kind {
        case .earn, .spend, .adjust: break
        case .expire, .refund, .reverse, .topUp: throw Stop(.notReversible(kind: target.kind))
        }
        guard amount > 0, amount <= left else { throw Stop(.alreadyReversed(left: left)) }
        let account = target.kind.account
        if target.kind == .spend || target.amount < 0 {
            giveBack(amount, of: target, after: done, from: account)
        } else if let unit = target.units.first {
            takeBack(amount, unit, of: target, into: account)
        }
        close(.reverse, amount: amount, reverses: target.id, note: order.note)
    }

    /// Takes back until the same part of an entry is back as of its purchase; nothing where that much is back already.
    ///
    /// It says how much is to be back in all, so that it does not matter in which order returns are read, nor how often.
    ///
    /// - Parameter portion: What came back of the purchase so far.
    /// - Throws: As `reverse`.
    mutating func takeBack(_ portion: UnitPortion) throws(Stop) {
        guard let target = facts.target else { throw Stop(.unknownEntry) }
        let done = facts.corrections.reduce(0) { $0 + $1.amount }
        let missing = portion.share(of: target.amount.magnitudeAsAmount) - done
        if missing > 0 { try reverse(missing) }
    }

    /// Takes back what was earned: from its own lot, then from the others as a purchase would, and then it is owed.
    ///
    /// What ended in the lot is gone for the member already and is not asked for again.
    private mutating func takeBack(
        _ amount: Int64, _ unit: BalanceUnit, of target: UnitEntry, into account: UnitAccount.IssuerAccount
    ) {
        let taken = facts.corrections.reduce(0) { $0 + $1.sum(of: unit, on: account) }
        let own = lots.indices.filter { lots[$0].source == target.id && lots[$0].unit == unit }
        let ended = own.reduce(0) { $0 + lots[$1].expired }
        let due = min(amount, max(0, target.amount - taken - ended))
        book(due, unit, on: account)
        var rest = due
        rest -= take(rest, from: own)
        rest -= take(rest, from: openPlaces(unit))
        rest -= take(rest, from: pendingPlaces(unit))
        if rest > 0 { owe(rest, unit) }
    }

    /// Gives back what was spent, to the very lots, the last one taken from first: it lasts longest.
    ///
    /// A part gives back the same part of what was paid for and of what was given on top.
    private mutating func giveBack(
        _ amount: Int64, of target: UnitEntry, after done: Int64, from account: UnitAccount.IssuerAccount
    ) {
        let total = target.amount.magnitudeAsAmount
        // Names sort the bonus before what was paid for, which gets what rounding leaves.
        var rest = amount
        for unit in target.units.dropLast() {
            let spent = -target.gain(of: unit)
            let part =
                BalanceLimits.share(of: spent, done + amount, per: total)
                - BalanceLimits.share(of: spent, done, per: total)
            giveBack(part, unit, of: target, from: account)
            rest -= part
        }
        if let unit = target.units.last { giveBack(rest, unit, of: target, from: account) }
    }

    private mutating func giveBack(
        _ amount: Int64, _ unit: BalanceUnit, of target: UnitEntry, from account: UnitAccount.IssuerAccount
    ) {
        book(-amount, unit, on: account)
        var rest = payDebts(of: unit, from: amount)
        for posting in target.postings.reversed() where posting.unit == unit && rest > 0 {
            guard case .lot(let source, _) = posting.account,
                let place = lots.firstIndex(where: { $0.source == source && $0.unit == unit })
            else { continue }
            let returned = facts.corrections.reduce(0) { sum, entry in
                sum + entry.amount(on: posting.account, of: unit)
            }
            let part = min(rest, -posting.amount - returned)
            guard part > 0 else { continue }
            grantGrace(lot: place)
            move(part, lot: place)
            rest -= part
        }
    }

    /// The places of a unit's lots whose first day is still to come.
    private func pendingPlaces(_ unit: BalanceUnit) -> [Int] {
        lots.indices.filter { place in
            lots[place].unit == unit && lots[place].firstDay > order.day
                && holder.family.contains(lots[place].member)
        }.sorted { UnitLot.comesFirst(lots[$0], lots[$1]) }
    }
}

extension UnitEntry {
    /// What a member's account got.
    fileprivate func amount(on account: UnitAccount, of unit: BalanceUnit) -> Int64 {
        postings.filter { $0.account == account && $0.unit == unit }.reduce(0) { $0 + $1.amount }
    }
}

extension UnitEntry.Kind {
    /// The issuer's account that an entry to be taken back was booked on.
    fileprivate var account: UnitAccount.IssuerAccount {
        switch self {
        case .earn: .issued
        case .spend: .redeemed
        case .expire: .expired
        case .adjust, .reverse: .adjusted
        case .refund: .refunded
        case .topUp: .sold
        }
    }
}

extension Int64 {
    /// The size of an entry's amount, which is within `BalanceLimits`.
    fileprivate var magnitudeAsAmount: Int64 { self < 0 ? -self : self }
}
