package import Vocabulary

extension MemoryStore {
    package func entries(
        ofMembers members: [MemberID], after place: EntryPlace?, limit: Int, home: Home
    ) async throws(StoreError) -> [LedgerEntry] {
        let wanted = Set(members)
        let found = state.ledger.entries.filter { entry in
            entry.draft.home == home && entry.draft.member.map(wanted.contains) == true
                && place?.precedes(entry) != false
        }
        let sorted = found.sorted { EntryPlace($0).precedes($1) }
        return Array(sorted.prefix(LedgerPage.bounded(limit)))
    }
}
