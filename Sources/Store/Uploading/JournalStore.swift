package import Vocabulary

/// What tills leave with the server: the keys of their journals, and the journals' lines.
package protocol JournalStore: Sendable {
    /// Keeps the key by which a terminal's journal is verified; the first one stays.
    ///
    /// - Parameters:
    ///   - key: The public key, 32 bytes.
    ///   - terminal: Whose it is; it is enrolled.
    ///   - instant: Now.
    /// - Returns: The key that is kept.
    /// - Throws: `StoreError`.
    func keep(journalKey key: [UInt8], of terminal: TerminalID, at instant: Instant) async throws(StoreError)
        -> [UInt8]

    func journalKey(of terminal: TerminalID) async throws(StoreError) -> [UInt8]?

    /// The last line of a terminal's journal; `nil` before the first.
    func lastJournalLine(of terminal: TerminalID) async throws(StoreError) -> JournalPlace?

    /// The hashes of a part of a terminal's journal, in order, as far as it goes.
    func journalHashes(
        of terminal: TerminalID, in sequences: ClosedRange<Int64>
    ) async throws(StoreError) -> [[UInt8]]

    /// Adds the next lines of a terminal's journal, all of them or none.
    ///
    /// - Parameters:
    ///   - lines: In their order.
    ///   - terminal: Whose.
    /// - Returns: `false` if the journal does not end before the first of them: somebody else was first.
    /// - Throws: `StoreError`.
    func add(journalLines lines: [StoredJournalLine], of terminal: TerminalID) async throws(StoreError)
        -> Bool

    /// Lines of a terminal's journal after a place, at most `limit`.
    func journalLines(
        of terminal: TerminalID, after sequence: Int64, limit: Int
    ) async throws(StoreError) -> [StoredJournalLine]
}

/// How far a journal goes.
package struct JournalPlace: Sendable, Hashable {
    /// The number of the line, 1 for the first.
    package let sequence: Int64
    /// SHA-256 of the line, 32 bytes.
    package let hash: [UInt8]

    package init(sequence: Int64, hash: [UInt8]) {
        self.sequence = sequence
        self.hash = hash
    }
}

/// One line of a journal as it came.
package struct StoredJournalLine: Sendable, Hashable {
    package let place: JournalPlace
    package let text: String

    package init(place: JournalPlace, text: String) {
        self.place = place
        self.text = text
    }
}

/// What the office sees of tills without a network.
package protocol OfflineStore: Sendable {
    /// The leases that are not over at an instant, by id, with the uses that each still holds, at most `limit`.
    func openLeases(
        at instant: Instant, limit: Int, home: Home
    ) async throws(StoreError) -> [(lease: LeaseRecord, held: Int)]

    /// The losses of a span of time by when the uses were given, without those that were undone, at most `limit`.
    func losses(
        in span: Range<Instant>, limit: Int, home: Home
    ) async throws(StoreError) -> [OfflineLoss]
}
