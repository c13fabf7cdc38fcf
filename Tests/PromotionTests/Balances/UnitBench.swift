import Promotion
import Vocabulary

/// A ledger in memory with one member, and books of its own to check the rules against.
struct UnitBench {
    static let yuan = Currency(parsing: "CNY") ?? missing()
    static let paid = BalanceUnit.paidValue(yuan)
    static let bonus = BalanceUnit.bonusValue(yuan)
    static let firstDay = CalendarDate(year: 2026, month: 1, day: 15) ?? missing()

    private static func missing<Value>() -> Value { preconditionFailure("there are yuan and January") }

    var holder = UnitHolder(member: MemberID(unchecked: "m-1"))
    var day = firstDay
    private(set) var lots: [String: UnitLot] = [:]
    private(set) var debts: [BalanceUnit: UnitDebt] = [:]
    private(set) var entries: [UnitEntry] = []
    private var count = 0

    /// Decides and books an action; refusals change nothing.
    mutating func run(_ action: UnitOrder.Action) -> UnitOutcome {
        count += 1
        let order = UnitOrder(
            id: UnitEntryID(unchecked: "u\(10_000_000 + count)"),
            at: Instant(millisecondsSince1970: Int64(count)), day: day, actor: "test", action: action)
        let decision = Balances.decide(order, facts(order))
        if case .accepted(let change) = decision { book(change) }
        return decision.outcome
    }

    /// Sweeps as a maintenance run would.
    mutating func sweep() {
        count += 1
        let order = UnitOrder(
            id: UnitEntryID(unchecked: "u\(10_000_000 + count)"),
            at: Instant(millisecondsSince1970: Int64(count)), day: day, actor: "test",
            action: .expire)
        var facts = UnitFacts(holder: holder)
        facts.lots = Array(lots.values)
        if case .accepted(let change) = Balances.decide(order, facts) { book(change) }
    }

    /// Lets a request go by.
    mutating func pass() { count += 1 }

    func balance(_ unit: BalanceUnit) -> UnitBalance {
        UnitBalance(unit, lots: Array(lots.values), debts: Array(debts.values), on: day)
    }

    /// The name of the last entry of a kind.
    func last(_ kind: UnitEntry.Kind) -> UnitEntryID? { entries.last { $0.kind == kind }?.id }

    private func facts(_ order: UnitOrder) -> UnitFacts {
        let target = entries.first { $0.id == order.target }
        let units = target?.units ?? order.units
        var facts = UnitFacts(holder: holder)
        facts.lots = lots.values.filter { units.contains($0.unit) }
        facts.debts = debts.values.filter { units.contains($0.unit) }
        facts.target = target
        facts.corrections = entries.filter { $0.reverses == order.target && order.target != nil }
        facts.stampsToday = lots.values.filter { $0.createdOn == day && units.contains($0.unit) }
            .reduce(0) { $0 + $1.amount }
        return facts
    }

    private mutating func book(_ change: UnitChange) {
        entries += change.answer.entries
        for lot in change.lots { lots["\(lot.source) \(lot.unit)"] = lot }
        for debt in change.debts { debts[debt.unit] = debt }
    }

    /// What is wrong with the books: nothing, if the rules hold.
    var faults: [String] {
        var faults: [String] = []
        for entry in entries {
            for unit in entry.units
            where entry.postings.filter({ $0.unit == unit }).map(\.amount).reduce(0, +) != 0 {
                faults.append("\(entry.id) does not add up in \(unit)")
            }
        }
        for (name, lot) in lots {
            let moved = entries.flatMap(\.postings).filter {
                $0.unit == lot.unit && $0.account == .lot(lot.source, of: lot.member)
            }
            if lot.remaining < 0 || lot.remaining != moved.map(\.amount).reduce(0, +) {
                faults.append("lot \(name) has \(lot.remaining)")
            }
        }
        for unit in Set(lots.values.map(\.unit)).union(debts.keys) {
            let balance =
                lots.values.filter { $0.unit == unit }.map(\.remaining).reduce(0, +)
                - (debts[unit]?.amount ?? 0)
            let gained = entries.map { $0.gain(of: unit) }.reduce(0, +)
            if balance != gained { faults.append("\(unit): lots say \(balance), postings \(gained)") }
            if debts[unit].map({ $0.amount < 0 }) == true { faults.append("\(unit): a debt below zero") }
        }
        return faults
    }
}

extension UnitOutcome {
    var refusal: UnitRefusal? {
        if case .refused(let refusal) = self { refusal } else { nil }
    }

    var entries: [UnitEntry] {
        if case .accepted(let answer) = self { answer.entries } else { [] }
    }
}
