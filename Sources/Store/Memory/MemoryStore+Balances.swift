package import Promotion
package import Vocabulary

extension MemoryStore: BalanceStore {
    package func carryOut(_ request: UnitRequest, home: Home) async throws(StoreError) -> UnitReply {
        let rows = MemoryUnitRows(state, home: home)
        let reply = try rows.run(request)
        state.units = rows.units
        return reply
    }

    package func sweepUnits(_ sweep: UnitSweep, home: Home) async throws(StoreError) -> [UnitEntry] {
        let rows = MemoryUnitRows(state, home: home)
        let entries = try rows.run(sweep)
        state.units = rows.units
        return entries
    }

    package func units(of member: MemberID, home: Home) async throws(StoreError) -> UnitHoldings? {
        try MemoryUnitRows(state, home: home).holdings(of: member)
    }

    package func unitEntry(_ id: UnitEntryID, home: Home) async throws(StoreError) -> UnitEntry? {
        try MemoryUnitRows(state, home: home).entry(id)
    }

    package func unitEntries(
        of member: MemberID, before number: Int64?, limit: Int, home: Home
    ) async throws(StoreError) -> [NumberedUnitEntry] {
        let holder = try MemoryUnitRows(state, home: home).holder(member)
        let family = holder?.family ?? [member]
        let all = state.units.entries.enumerated().filter { index, line in
            line.home == home && family.contains(line.entry.member)
                && number.map { Int64(index + 1) < $0 } ?? true
        }
        return all.reversed().prefix(min(max(limit, 1), UnitPage.maximumCount)).map { index, line in
            NumberedUnitEntry(number: Int64(index + 1), entry: line.entry)
        }
    }
}
