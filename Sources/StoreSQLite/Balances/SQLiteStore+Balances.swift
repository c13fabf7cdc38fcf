import GRDB
package import Promotion
package import Store
package import Vocabulary

extension SQLiteStore: BalanceStore {
    package func carryOut(_ request: UnitRequest, home: Home) async throws(StoreError) -> UnitReply {
        try await write { db in try SQLiteUnitRows(db, home: home).run(request) }
    }

    package func sweepUnits(_ sweep: UnitSweep, home: Home) async throws(StoreError) -> [UnitEntry] {
        try await write { db in try SQLiteUnitRows(db, home: home).run(sweep) }
    }

    package func units(of member: MemberID, home: Home) async throws(StoreError) -> UnitHoldings? {
        try await read { db in try SQLiteUnitRows(db, home: home).holdings(of: member) }
    }

    package func unitEntry(_ id: UnitEntryID, home: Home) async throws(StoreError) -> UnitEntry? {
        try await read { db in try SQLiteUnitRows(db, home: home).entry(id) }
    }

    package func unitEntries(
        of member: MemberID, before number: Int64?, limit: Int, home: Home
    ) async throws(StoreError) -> [NumberedUnitEntry] {
        try await read { db in
            let rows = SQLiteUnitRows(db, home: home)
            let family = try rows.holder(member)?.family ?? [member]
            return try rows.page(
                of: family, before: number, limit: min(max(limit, 1), UnitPage.maximumCount))
        }
    }
}

extension FaultSearch {
    /// What the unit ledger says twice.
    func unitFaults() throws -> [String] {
        try UnitFaults.allCases.flatMap { fault in
            try String.fetchAll(db, sql: fault.query(limit: Self.maximumCount)).map(fault.sentence)
        }
    }
}
