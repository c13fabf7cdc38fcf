package import Promotion
package import Store
package import Vocabulary

extension PostgresStore: BalanceStore {
    package func carryOut(_ request: UnitRequest, home: Home) async throws(StoreError) -> UnitReply {
        try await write { connection throws(StoreError) in
            try PostgresUnitRows(connection, home: home, locks: .taken).run(request)
        }
    }

    package func sweepUnits(_ sweep: UnitSweep, home: Home) async throws(StoreError) -> [UnitEntry] {
        try await write { connection throws(StoreError) in
            try PostgresUnitRows(connection, home: home, locks: .taken).run(sweep)
        }
    }

    package func units(of member: MemberID, home: Home) async throws(StoreError) -> UnitHoldings? {
        try await read { connection throws(StoreError) in
            try PostgresUnitRows(connection, home: home, locks: .none).holdings(of: member)
        }
    }

    package func unitEntry(_ id: UnitEntryID, home: Home) async throws(StoreError) -> UnitEntry? {
        try await read { connection throws(StoreError) in
            try PostgresUnitRows(connection, home: home, locks: .none).entry(id)
        }
    }

    package func unitEntries(
        of member: MemberID, before number: Int64?, limit: Int, home: Home
    ) async throws(StoreError) -> [NumberedUnitEntry] {
        try await read { connection throws(StoreError) in
            let rows = PostgresUnitRows(connection, home: home, locks: .none)
            let family = try rows.holder(member)?.family ?? [member]
            return try rows.page(
                of: family, before: number, limit: min(max(limit, 1), UnitPage.maximumCount))
        }
    }
}

extension FaultSearch {
    /// What the unit ledger says twice.
    func unitFaults() throws(StoreError) -> [String] {
        var sentences: [String] = []
        for fault in UnitFaults.allCases {
            sentences += try connection.query(fault.query(limit: Self.maximumCount)).map {
                row throws(StoreError) in
                fault.sentence(try row[0])
            }
        }
        return sentences
    }
}
