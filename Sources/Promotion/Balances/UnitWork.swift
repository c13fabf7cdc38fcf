import Vocabulary

/// A decision in the making: lots and debts as they become, and the entries so far.
struct UnitWork {
    let order: UnitOrder
    let facts: UnitFacts
    private(set) var lots: [UnitLot]
    private(set) var debts: [UnitDebt]
    private(set) var entries: [UnitEntry] = []
    private var postings: [UnitPosting] = []
    private var touchedLots: Set<Int> = []
    private var touchedDebts: Set<Int> = []

    /// Why a decision stopped; it leaves the core as a value.
    struct Stop: Error {
        let refusal: UnitRefusal

        init(_ refusal: UnitRefusal) {
            self.refusal = refusal
        }
    }

    init(_ order: UnitOrder, _ facts: UnitFacts) {
        self.order = order
        self.facts = facts
        lots = facts.lots.sorted(by: UnitLot.comesFirst)
        debts = facts.debts.sorted { ($0.unit, $0.member) < ($1.unit, $1.member) }
    }

    var holder: UnitHolder { facts.holder }

    /// What can be spent of a unit now: what a member who was merged into this one owes is not.
    func available(_ unit: BalanceUnit) -> Int64 {
        let owed = debts.filter { $0.unit == unit }.reduce(0) { $0 + $1.amount }
        return max(0, openPlaces(unit).reduce(0) { $0 + lots[$1].remaining } - owed)
    }

    /// Closes the entry that the postings since the last one belong to; postings on one account become one.
    mutating func close(
        _ kind: UnitEntry.Kind, as id: UnitEntryID? = nil, amount: Int64, reverses: UnitEntryID? = nil,
        reward: OfferID? = nil, note: String? = nil
    ) {
        var sums: [UnitPosting] = []
        for posting in postings {
            guard let place = sums.firstIndex(where: { $0.isLike(posting) }) else {
                sums.append(posting)
                continue
            }
            sums[place] = UnitPosting(
                unit: posting.unit, account: posting.account, amount: sums[place].amount + posting.amount)
        }
        entries.append(
            UnitEntry(
                id: id ?? order.id, kind: kind, member: holder.member, at: order.at, day: order.day,
                amount: amount, reverses: reverses, reward: reward, note: note, actor: order.actor,
                postings: sums.filter { $0.amount != 0 }))
        postings = []
    }

    /// Everything that was decided, with the balances of these units.
    func change(of units: [BalanceUnit]) -> UnitChange {
        let balances = units.map { unit in
            UnitBalance(
                unit, lots: lots.filter { holder.family.contains($0.member) }, debts: debts, on: order.day)
        }
        return UnitChange(
            answer: UnitAnswer(entries: entries, balances: balances),
            lots: touchedLots.sorted().map { lots[$0] }, debts: touchedDebts.sorted().map { debts[$0] })
    }
}

// MARK: - Movements

extension UnitWork {
    /// Moves an amount between an account of the issuer and whatever the next movements name.
    mutating func book(_ amount: Int64, _ unit: BalanceUnit, on account: UnitAccount.IssuerAccount) {
        guard amount != 0 else { return }
        postings.append(UnitPosting(unit: unit, account: .issuer(account), amount: amount))
    }

    /// Changes what is left in a lot.
    mutating func move(_ amount: Int64, lot place: Int) {
        guard amount != 0 else { return }
        lots[place].remaining += amount
        touchedLots.insert(place)
        let account = UnitAccount.lot(lots[place].source, of: lots[place].member)
        postings.append(UnitPosting(unit: lots[place].unit, account: account, amount: amount))
    }

    /// Puts what has ended, and was not swept yet, where it belongs.
    ///
    /// Every decision does this first, so that whether a sweep ran before changes nothing.
    mutating func sweep() {
        var total: Int64 = 0
        for place in lots.indices where lots[place].remaining > 0 && lots[place].hasEnded(on: order.day) {
            let rest = lots[place].remaining
            lots[place].expired += rest
            move(-rest, lot: place)
            book(rest, lots[place].unit, on: .expired)
            total += rest
        }
        if total > 0 { close(.expire, as: order.id.following("expire"), amount: total) }
    }

    /// Adds a lot, at the end: places of others stay.
    mutating func add(_ amount: Int64, _ unit: BalanceUnit, _ lifetime: UnitLifetime) {
        guard amount > 0 else { return }
        lots.append(
            UnitLot(
                source: order.id, unit: unit, member: holder.member, amount: amount, remaining: 0,
                createdOn: order.day, firstDay: lifetime.firstDay(from: order.day),
                lastDay: lifetime.lastDay(from: order.day)))
        move(amount, lot: lots.count - 1)
    }

    /// Puts off the end of a lot that got something back after it.
    mutating func grantGrace(lot place: Int) {
        guard lots[place].hasEnded(on: order.day) else { return }
        lots[place].lastDay = order.day.advanced(byDays: BalanceLimits.graceDays)
        touchedLots.insert(place)
    }

    /// Pays what is owed out of an amount, and returns what is left of that.
    mutating func payDebts(of unit: BalanceUnit, from amount: Int64) -> Int64 {
        var rest = amount
        for place in debts.indices where debts[place].unit == unit && rest > 0 {
            let paid = min(rest, debts[place].amount)
            owe(-paid, debt: place)
            rest -= paid
        }
        return rest
    }

    /// Lets the member owe more.
    mutating func owe(_ amount: Int64, _ unit: BalanceUnit) {
        let known = debts.firstIndex { $0.unit == unit && $0.member == holder.member }
        if known == nil { debts.append(UnitDebt(member: holder.member, unit: unit, amount: 0)) }
        owe(amount, debt: known ?? debts.count - 1)
    }

    private mutating func owe(_ amount: Int64, debt place: Int) {
        guard amount != 0 else { return }
        debts[place].amount += amount
        touchedDebts.insert(place)
        postings.append(
            UnitPosting(unit: debts[place].unit, account: .debt(of: debts[place].member), amount: -amount))
    }

    /// Takes from lots in the order in which they are spent, at most what there is in those of `places`.
    ///
    /// - Returns: What was taken.
    @discardableResult
    mutating func take(_ amount: Int64, from places: [Int]) -> Int64 {
        var rest = amount
        for place in places where rest > 0 {
            let taken = min(rest, lots[place].remaining)
            move(-taken, lot: place)
            rest -= taken
        }
        return amount - rest
    }

    /// The places of a unit's lots that can be spent now, in their order.
    func openPlaces(_ unit: BalanceUnit) -> [Int] {
        lots.indices.filter { place in
            lots[place].unit == unit && lots[place].isOpen(on: order.day)
                && holder.family.contains(lots[place].member)
        }.sorted { UnitLot.comesFirst(lots[$0], lots[$1]) }
    }
}

extension UnitPosting {
    fileprivate func isLike(_ other: UnitPosting) -> Bool {
        unit == other.unit && account == other.account
    }
}
