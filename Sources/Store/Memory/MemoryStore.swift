package import Vocabulary

/// The engine that keeps everything in memory: for tests, previews and the model that other engines must match.
///
/// Nothing outlives the process. Each method is one transaction, since an actor runs one at a time.
package actor MemoryStore: TransactionalStore {
    var state = MemoryState()
    private let events: EventKeeping

    /// Begins with nothing; `events` says whether webhooks are told of what is committed.
    package init(events: EventKeeping = .notKept) {
        self.events = events
    }

    package nonisolated func commit<Answer: Sendable>(
        _ group: @escaping @Sendable () -> [Attempt],
        _ body: @escaping @Sendable ([Attempt], inout GroupRows<MemoryReader>) throws(StoreError) -> Answer,
        then end: @escaping @Sendable (Result<Committed<Answer>, StoreError>) -> Void
    ) {
        Task { end(await committed(group(), body)) }
    }

    private func committed<Answer: Sendable>(
        _ group: [Attempt],
        _ body: @Sendable ([Attempt], inout GroupRows<MemoryReader>) throws(StoreError) -> Answer
    ) -> Result<Committed<Answer>, StoreError> {
        Result { () throws(StoreError) in
            let (answer, writes) = try decide { rows throws(StoreError) in try body(group, &rows) }
            try state.apply(writes, events: events)
            return Committed(answer)
        }
    }

    /// Runs `body` on a copy of the state that is gone before the state changes, so that nothing is copied.
    private func decide<Answer>(
        _ body: (inout GroupRows<MemoryReader>) throws(StoreError) -> Answer
    ) throws(StoreError) -> (Answer, GroupWrites) {
        var rows = GroupRows(MemoryReader(state: state))
        let answer = try body(&rows)
        return (answer, rows.writes)
    }

    package func inSnapshot<Answer: Sendable>(
        _ body: @escaping @Sendable (MemoryReader) throws(StoreError) -> Answer
    ) async throws(StoreError) -> Answer {
        try body(MemoryReader(state: state))
    }

    package func ledger(
        after position: LedgerPosition, limit: Int
    ) async throws(StoreError) -> [LedgerEntry] {
        let count = min(max(limit, 1), LedgerPage.maximumCount)
        let first = Int(position[MemoryLedger.writer])
        return Array(state.ledger.entries.dropFirst(first).prefix(count))
    }
}

extension MemoryStore: TerminalStore {
    package func enrol(_ terminal: TerminalRecord) async throws(StoreError) {
        guard state.terminals[terminal.id] == nil else {
            throw .constraint("terminal \(terminal.id) is enrolled already")
        }
        guard !state.terminals.values.contains(where: { $0.tokenDigest == terminal.tokenDigest }) else {
            throw .constraint("the token of terminal \(terminal.id) is another one's")
        }
        state.terminals[terminal.id] = terminal
    }

    package func terminal(tokenDigest: [UInt8]) async throws(StoreError) -> TerminalRecord? {
        state.terminals.values.first { $0.tokenDigest == tokenDigest && $0.revokedAt == nil }
    }

    package func terminal(_ id: TerminalID) async throws(StoreError) -> TerminalRecord? {
        state.terminals[id]
    }

    package func terminals() async throws(StoreError) -> [TerminalRecord] {
        state.terminals.values.sorted { $0.id < $1.id }
    }

    package func accessVersion() async throws(StoreError) -> Int64? { state.accessVersion }

    package func revoke(_ terminal: TerminalID, at instant: Instant) async throws(StoreError) -> Bool {
        guard let record = state.terminals[terminal] else { return false }
        state.terminals[terminal]?.revokedAt = record.revokedAt ?? instant
        state.accessVersion += 1
        return true
    }
}
