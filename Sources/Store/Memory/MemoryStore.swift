package import Vocabulary

/// The engine that keeps everything in memory: for tests, previews and the model that other engines must match.
///
/// Nothing outlives the process. Each method is one transaction, since an actor runs one at a time.
package actor MemoryStore: TransactionalStore {
    var state = MemoryState()
    private let events: EventKeeping

    package init(events: EventKeeping = .notKept) {
        self.events = events
    }

    package func inTransaction<Answer: Sendable>(
        _ body: @escaping @Sendable (inout MemoryRows) throws(StoreError) -> Answer
    ) async throws(StoreError) -> Answer {
        var rows = borrowRows()
        do {
            let answer = try body(&rows)
            state = rows.state
            return answer
        } catch {
            rows.rollBack()
            state = rows.state
            throw error
        }
    }

    package func inSnapshot<Answer: Sendable>(
        _ body: @escaping @Sendable (MemoryRows) throws(StoreError) -> Answer
    ) async throws(StoreError) -> Answer {
        try body(MemoryRows(state: state, events: events))
    }

    package func ledger(after sequence: Int64, limit: Int) async throws(StoreError) -> [LedgerEntry] {
        let count = min(max(limit, 1), LedgerPage.maximumCount)
        return Array(state.ledger.entries.dropFirst(Int(max(sequence, 0))).prefix(count))
    }

    /// Moves the state out, so that changing it copies nothing.
    private func borrowRows() -> MemoryRows {
        let borrowed = state
        state = MemoryState()
        return MemoryRows(state: borrowed, events: events)
    }
}

extension MemoryStore: AuditStore {
    package func append(_ audit: AuditRecord) async throws(StoreError) {
        state.audit.append(audit)
    }

    package func audit(limit: Int) async throws(StoreError) -> [AuditRecord] {
        state.audit.suffix(max(limit, 0)).reversed()
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

    package func revoke(_ terminal: TerminalID, at instant: Instant) async throws(StoreError) -> Bool {
        guard let record = state.terminals[terminal] else { return false }
        state.terminals[terminal]?.revokedAt = record.revokedAt ?? instant
        return true
    }
}
