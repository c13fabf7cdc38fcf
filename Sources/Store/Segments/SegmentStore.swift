package import Vocabulary

/// Segments: counting and reading the members that a rule selects, and keeping rules and what they selected.
package protocol SegmentStore: Sendable {
    /// Counts the members of a selection.
    func tally(of selection: MemberSelection) async throws(StoreError) -> MemberTally

    /// Returns members of a selection in the order of their ids, after one of them or from the first, at most `limit`.
    func members(
        of selection: MemberSelection, after id: MemberID?, limit: Int
    ) async throws(StoreError) -> [MemberRecord]

    /// Keeps a rule under its name, with its audit entry.
    ///
    /// - Returns: `false` if the name's revision is not the one before the record's: somebody else was first, and
    ///   nothing is written.
    func save(_ segment: SegmentRecord, audit: AuditRecord) async throws(StoreError) -> Bool

    /// All saved rules by id.
    func segments() async throws(StoreError) -> [SegmentRecord]

    /// Forgets a rule, with its audit entry; `false` if there is no such rule. Snapshots of it stay.
    func removeSegment(_ id: SegmentID, audit: AuditRecord) async throws(StoreError) -> Bool

    /// Writes down who is selected now, with its audit entry, in one transaction.
    ///
    /// - Returns: The snapshot with the number of its members, or `nil` if there is one of this id.
    func take(
        _ snapshot: SnapshotRecord, of selection: MemberSelection, audit: AuditRecord
    ) async throws(StoreError) -> SnapshotRecord?

    /// All snapshots by id.
    func snapshots() async throws(StoreError) -> [SnapshotRecord]

    /// Forgets a snapshot and its list, with its audit entry; `false` if there is no such snapshot.
    func removeSnapshot(_ id: SnapshotID, audit: AuditRecord) async throws(StoreError) -> Bool
}

/// A saved rule.
package struct SegmentRecord: Sendable, Hashable {
    package var id: SegmentID
    package var title: String
    /// As it was written, so that it follows changes of stores, areas and other segments.
    package var expression: String
    /// Counts changes from 1.
    package var revision: Int64
    package var createdAt: Instant
    package var updatedAt: Instant

    package init(
        id: SegmentID, title: String, expression: String, revision: Int64, createdAt: Instant,
        updatedAt: Instant
    ) {
        self.id = id
        self.title = title
        self.expression = expression
        self.revision = revision
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }
}

/// Who was selected at one moment.
package struct SnapshotRecord: Sendable, Hashable {
    package var id: SnapshotID
    package var expression: String
    /// The day from which the rule counted.
    package var day: CalendarDate
    package var members: Int
    package var takenAt: Instant

    package init(
        id: SnapshotID, expression: String, day: CalendarDate, members: Int = 0, takenAt: Instant
    ) {
        self.id = id
        self.expression = expression
        self.day = day
        self.members = members
        self.takenAt = takenAt
    }
}
