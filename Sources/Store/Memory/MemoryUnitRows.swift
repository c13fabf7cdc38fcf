import Membership
import Promotion
import Vocabulary

/// The rows of one transaction: changes are made to a copy, which takes the place of the state if all goes well.
final class MemoryUnitRows: UnitRows {
    private(set) var units: MemoryUnits
    private let members: [Homed<MemberID>: MemberRecord]
    private let home: Home

    init(_ state: MemoryState, home: Home) {
        units = state.units
        members = state.members
        self.home = home
    }

    func answer(to key: String) throws(StoreError) -> KeptUnitAnswer? { units.answers[Homed(key, home)] }

    func holder(_ member: MemberID) throws(StoreError) -> UnitHolder? {
        let id = members[Homed(member, home)]?.mergedInto ?? member
        guard let record = members[Homed(id, home)] else { return nil }
        let merged = members.filter { $0.key.home == home && $0.value.mergedInto == id }.map(\.value.id)
        return UnitHolder(
            member: id, merged: merged, tier: record.tier, isActive: record.state.isActive)
    }

    func lots(of members: [MemberID], units: [BalanceUnit]?) throws(StoreError) -> [UnitLot] {
        mine.filter { lot in
            members.contains(lot.member) && lot.remaining > 0 && units?.contains(lot.unit) ?? true
        }
    }

    func lots(madeBy entries: [UnitEntryID]) throws(StoreError) -> [UnitLot] {
        mine.filter { entries.contains($0.source) }
    }

    func endedLots(before day: CalendarDate, limit: Int) throws(StoreError) -> [UnitLot] {
        let ended = mine.filter { $0.remaining > 0 && $0.hasEnded(on: day) }
        return Array(ended.sorted { ($0.member, $0.name) < ($1.member, $1.name) }.prefix(limit))
    }

    func debts(of members: [MemberID]) throws(StoreError) -> [UnitDebt] {
        units.debts.filter { $0.key.home == home && members.contains($0.value.member) }.map(\.value)
    }

    func entry(_ id: UnitEntryID) throws(StoreError) -> UnitEntry? { entries.first { $0.id == id } }

    func corrections(of entry: UnitEntryID) throws(StoreError) -> [UnitEntry] {
        entries.filter { $0.reverses == entry }
    }

    func added(
        _ unit: BalanceUnit, to members: [MemberID], on day: CalendarDate
    ) throws(StoreError) -> Int64 {
        let today = entries.filter { entry in
            entry.kind == .earn && entry.day == day && members.contains(entry.member)
                && entry.units.contains(unit)
        }
        let undone = entries.filter { entry in today.contains { $0.id == entry.reverses } }
        return today.reduce(0) { $0 + $1.amount } - undone.reduce(0) { $0 + $1.amount }
    }

    func write(_ change: UnitChange) throws(StoreError) {
        for entry in change.answer.entries {
            guard try self.entry(entry.id) == nil else {
                throw .constraint("entry \(entry.id) is in the unit ledger already")
            }
            units.entries.append((home, entry))
        }
        for lot in change.lots { units.lots[Homed(lot.name, home)] = lot }
        for debt in change.debts { units.debts[Homed("\(debt.member) \(debt.unit)", home)] = debt }
    }

    func keep(_ answer: KeptUnitAnswer, under key: String, at instant: Instant) throws(StoreError) {
        units.answers[Homed(key, home)] = answer
    }

    private var mine: [UnitLot] { units.lots.filter { $0.key.home == home }.map(\.value) }

    private var entries: [UnitEntry] { units.entries.filter { $0.home == home }.map(\.entry) }
}
