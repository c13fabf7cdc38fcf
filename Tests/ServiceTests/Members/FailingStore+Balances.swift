import Promotion
import Store
import Vocabulary

extension FailingStore: BalanceStore {
    func carryOut(_ request: UnitRequest, home: Home) async throws(StoreError) -> UnitReply {
        try await base.carryOut(request, home: home)
    }

    func sweepUnits(_ sweep: UnitSweep, home: Home) async throws(StoreError) -> [UnitEntry] {
        try await base.sweepUnits(sweep, home: home)
    }

    func units(of member: MemberID, home: Home) async throws(StoreError) -> UnitHoldings? {
        try await base.units(of: member, home: home)
    }

    func unitEntry(_ id: UnitEntryID, home: Home) async throws(StoreError) -> UnitEntry? {
        try await base.unitEntry(id, home: home)
    }

    func unitEntries(
        of member: MemberID, before number: Int64?, limit: Int, home: Home
    ) async throws(StoreError) -> [NumberedUnitEntry] {
        try await base.unitEntries(of: member, before: number, limit: limit, home: home)
    }
}
