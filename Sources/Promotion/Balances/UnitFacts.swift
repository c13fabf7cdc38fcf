/// What a decision reads of the ledger.
package struct UnitFacts: Sendable, Hashable {
    package var holder: UnitHolder
    /// The family's lots of the units concerned that hold something, and those that an entry to be taken back moved.
    package var lots: [UnitLot]
    package var debts: [UnitDebt]
    /// Stamps of the card that were added today, less those taken back.
    package var stampsToday: Int64 = 0
    /// The entry to be taken back or refunded.
    package var target: UnitEntry?
    /// What was taken back or refunded of it before, oldest first.
    package var corrections: [UnitEntry] = []

    package init(holder: UnitHolder, lots: [UnitLot] = [], debts: [UnitDebt] = []) {
        self.holder = holder
        self.lots = lots
        self.debts = debts
    }
}
