package import Promotion
package import Vocabulary

/// The unit ledger: points, stamps and stored value.
package protocol BalanceStore: Sendable {
    /// Decides and writes a request in one transaction, and returns once it is on disk.
    ///
    /// The rules run inside the transaction, on locked rows, and may run again after a conflict. A key that was used
    /// before gets the answer that it got then, refusals too, or `UnitRefusal.keyReused` for another request.
    ///
    /// - Throws: `StoreError`; then nothing was written, or the error is `unknown`, and the same key tells.
    func carryOut(_ request: UnitRequest, home: Home) async throws(StoreError) -> UnitReply

    /// Sweeps up lots that have ended, at most `UnitPage.maximumSweptCount` in one transaction.
    ///
    /// - Returns: The entries made; once there are none, everything that ended by then is swept.
    /// - Throws: `StoreError`; then nothing was written.
    func sweepUnits(_ sweep: UnitSweep, home: Home) async throws(StoreError) -> [UnitEntry]

    /// Returns what a member has, with what those have who became part of them; `nil` for nobody.
    func units(of member: MemberID, home: Home) async throws(StoreError) -> UnitHoldings?

    /// Returns an entry, or `nil` if there is none of this name.
    func unitEntry(_ id: UnitEntryID, home: Home) async throws(StoreError) -> UnitEntry?

    /// Returns the entries of a member and of those who became part of them, newest first.
    ///
    /// - Parameters:
    ///   - member: Whose.
    ///   - number: The entry before which the page ends; `nil` for the newest.
    ///   - limit: 1 to `UnitPage.maximumCount`.
    ///   - home: Their shard.
    /// - Returns: The entries with their numbers.
    /// - Throws: `StoreError`.
    func unitEntries(
        of member: MemberID, before number: Int64?, limit: Int, home: Home
    ) async throws(StoreError) -> [NumberedUnitEntry]
}

/// How the unit ledger is read and swept.
package enum UnitPage {
    /// 1,000 entries: some hundred kilobytes.
    package static let maximumCount = 1_000
    /// 500 lots: a transaction of some milliseconds, in whose way nobody waits long.
    package static let maximumSweptCount = 500
}

/// An entry of the unit ledger with its place in it.
package struct NumberedUnitEntry: Sendable, Hashable {
    /// Growing.
    package let number: Int64
    package let entry: UnitEntry

    package init(number: Int64, entry: UnitEntry) {
        self.number = number
        self.entry = entry
    }
}

/// What a member has.
package struct UnitHoldings: Sendable, Hashable {
    package let holder: UnitHolder
    /// Those with something in them, what ended and was not swept too.
    package let lots: [UnitLot]
    package let debts: [UnitDebt]

    package init(holder: UnitHolder, lots: [UnitLot], debts: [UnitDebt]) {
        self.holder = holder
        self.lots = lots
        self.debts = debts
    }
}
