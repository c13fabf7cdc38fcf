package import Vocabulary

extension MemoryStore: JournalStore {
    package func keep(
        journalKey key: [UInt8], of terminal: TerminalID, at instant: Instant
    ) async throws(StoreError) -> [UInt8] {
        guard state.terminals[terminal] != nil else { throw .constraint("there is no terminal \(terminal)") }
        let kept = state.journalKeys[terminal] ?? key
        state.journalKeys[terminal] = kept
        return kept
    }

    package func journalKey(of terminal: TerminalID) async throws(StoreError) -> [UInt8]? {
        state.journalKeys[terminal]
    }

    package func lastJournalLine(of terminal: TerminalID) async throws(StoreError) -> JournalPlace? {
        state.journals[terminal]?.last?.place
    }

    package func journalHashes(
        of terminal: TerminalID, in sequences: ClosedRange<Int64>
    ) async throws(StoreError) -> [[UInt8]] {
        (state.journals[terminal] ?? []).filter { sequences.contains($0.place.sequence) }
            .map(\.place.hash)
    }

    package func add(
        journalLines lines: [StoredJournalLine], of terminal: TerminalID
    ) async throws(StoreError) -> Bool {
        guard let first = lines.first else { return true }
        let last = state.journals[terminal]?.last?.place.sequence ?? 0
        guard first.place.sequence == last + 1 else { return false }
        state.journals[terminal, default: []] += lines
        return true
    }

    package func journalLines(
        of terminal: TerminalID, after sequence: Int64, limit: Int
    ) async throws(StoreError) -> [StoredJournalLine] {
        Array((state.journals[terminal] ?? []).filter { $0.place.sequence > sequence }.prefix(limit))
    }
}

extension MemoryStore: OfflineStore {
    package func openLeases(
        at instant: Instant, limit: Int, home: Home
    ) async throws(StoreError) -> [(lease: LeaseRecord, held: Int)] {
        let open = state.leases.values.filter { lease in
            lease.home == home && lease.returnedAt == nil && lease.heldUntil > instant
        }
        let held = state.reservations.values.filter { $0.home == home && $0.state == .held }
        return open.sorted { $0.id < $1.id }.prefix(limit).map { lease in
            (lease, held.count { $0.lease == lease.id })
        }
    }

    package func losses(
        in span: Range<Instant>, limit: Int, home: Home
    ) async throws(StoreError) -> [OfflineLoss] {
        let entries = state.losses.filter { $0.key.home == home }.map(\.value)
        var undone: Set<IdempotencyKey> = []
        for case .undone(let terminal, _, let use, _) in entries {
            undone.insert(IdempotencyKey(terminal: terminal, key: use))
        }
        let losses = entries.compactMap { entry -> OfflineLoss? in
            guard case .lost(let loss) = entry, !undone.contains(entry.idempotency),
                span.contains(loss.moment.instant)
            else { return nil }
            return loss
        }
        return Array(losses.sorted(by: OfflineLoss.isBefore).prefix(limit))
    }
}

extension OfflineLoss {
    /// By time, then by key: one order on all engines.
    fileprivate static func isBefore(_ left: OfflineLoss, _ right: OfflineLoss) -> Bool {
        (left.moment.instant, left.terminal.text, left.key)
            < (right.moment.instant, right.terminal.text, right.key)
    }
}
