import Store
import Vocabulary

extension FailingStore: JournalStore {
    func keep(
        journalKey key: [UInt8], of terminal: TerminalID, at instant: Instant
    ) async throws(StoreError) -> [UInt8] {
        try await base.keep(journalKey: key, of: terminal, at: instant)
    }

    func journalKey(of terminal: TerminalID) async throws(StoreError) -> [UInt8]? {
        try await base.journalKey(of: terminal)
    }

    func lastJournalLine(of terminal: TerminalID) async throws(StoreError) -> JournalPlace? {
        try await base.lastJournalLine(of: terminal)
    }

    func journalHashes(
        of terminal: TerminalID, in sequences: ClosedRange<Int64>
    ) async throws(StoreError) -> [[UInt8]] {
        try await base.journalHashes(of: terminal, in: sequences)
    }

    func add(
        journalLines lines: [StoredJournalLine], of terminal: TerminalID
    ) async throws(StoreError) -> Bool {
        try await base.add(journalLines: lines, of: terminal)
    }

    func journalLines(
        of terminal: TerminalID, after sequence: Int64, limit: Int
    ) async throws(StoreError) -> [StoredJournalLine] {
        try await base.journalLines(of: terminal, after: sequence, limit: limit)
    }
}

extension FailingStore: OfflineStore {
    func openLeases(
        at instant: Instant, limit: Int, home: Home
    ) async throws(StoreError) -> [(lease: LeaseRecord, held: Int)] {
        try await base.openLeases(at: instant, limit: limit, home: home)
    }

    func losses(
        in span: Range<Instant>, limit: Int, home: Home
    ) async throws(StoreError) -> [OfflineLoss] {
        try await base.losses(in: span, limit: limit, home: home)
    }
}
