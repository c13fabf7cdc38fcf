import Store
import Vocabulary

extension FailingStore: SegmentStore {
    func tally(of selection: MemberSelection) async throws(StoreError) -> MemberTally {
        try await base.tally(of: selection)
    }

    func members(
        of selection: MemberSelection, after id: MemberID?, limit: Int
    ) async throws(StoreError) -> [MemberRecord] {
        try await base.members(of: selection, after: id, limit: limit)
    }

    func save(_ segment: SegmentRecord, audit: AuditRecord) async throws(StoreError) -> Bool {
        try await base.save(segment, audit: audit)
    }

    func segments() async throws(StoreError) -> [SegmentRecord] { try await base.segments() }

    func removeSegment(_ id: SegmentID, audit: AuditRecord) async throws(StoreError) -> Bool {
        try await base.removeSegment(id, audit: audit)
    }

    func take(
        _ snapshot: SnapshotRecord, of selection: MemberSelection, audit: AuditRecord
    ) async throws(StoreError) -> SnapshotRecord? {
        try await base.take(snapshot, of: selection, audit: audit)
    }

    func snapshots() async throws(StoreError) -> [SnapshotRecord] { try await base.snapshots() }

    func removeSnapshot(_ id: SnapshotID, audit: AuditRecord) async throws(StoreError) -> Bool {
        try await base.removeSnapshot(id, audit: audit)
    }
}

extension FailingStore {
    func change(_ change: MemberChange, audit: AuditRecord, home: Home) async throws(StoreError) -> Bool {
        try await base.change(change, audit: audit, home: home)
    }

    func merges(of member: MemberID, home: Home) async throws(StoreError) -> [MergeRecord] {
        try await base.merges(of: member, home: home)
    }

    func members(mergedInto member: MemberID, home: Home) async throws(StoreError) -> [MemberRecord] {
        try await base.members(mergedInto: member, home: home)
    }
}
