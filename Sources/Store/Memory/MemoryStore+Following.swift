extension MemoryStore: FollowingStore {
    package func position(of reader: ReaderName) async throws(StoreError) -> LedgerPosition {
        state.readers[reader] ?? .start
    }

    package func follow(_ step: FollowStep, home: Home) async throws(StoreError) -> [UnitReply]? {
        guard state.readers[step.reader] ?? .start == step.start else { return nil }
        let rows = MemoryUnitRows(state, home: home)
        let replies = try rows.run(step.requests)
        state.units = rows.units
        state.readers[step.reader] = step.end
        return replies
    }

    package func redemptions(on receipt: TillReceipt, home: Home) async throws(StoreError) -> [LedgerEntry] {
        let found = state.ledger.entries.filter { entry in
            entry.draft.kind == .redemption && entry.draft.home == home
                && TillReceipt(of: entry.draft) == receipt
        }
        return Array(found.prefix(TillReceipt.maximumCount))
    }
}
