import Membership
package import Store
package import Vocabulary

extension SegmentService {
    /// Saves an expression under a name, a new one or one that is there.
    ///
    /// - Parameters:
    ///   - id: The name.
    ///   - title: For people; `nil` keeps the one that there is.
    ///   - expression: What it selects; it may name other segments, but not come back to itself.
    ///   - actor: Who saves it, for the audit.
    /// - Returns: The segment as saved.
    /// - Throws: `ServiceError.invalidInput` with the place that is wrong, `exists` if somebody else saved it meanwhile.
    package func save(
        _ id: SegmentID, title: String?, expression: String, actor: AuditActor
    ) async throws(ServiceError) -> SegmentRecord {
        let known = try await list().first { $0.id == id }
        try await check(expression, savedAs: id)
        let now = context.surroundings.now()
        let title = DisplayText.printable(title ?? known?.title ?? "")
        guard title.utf8.count <= MemberImport.maximumLineBytes else {
            throw .invalidInput([
                InputFault(
                    pointer: "title",
                    detail:
                        "Has \(title.utf8.count) bytes; at most \(MemberImport.maximumLineBytes) are kept.")
            ])
        }
        let segment = SegmentRecord(
            id: id, title: title, expression: expression, revision: (known?.revision ?? 0) + 1,
            createdAt: known?.createdAt ?? now, updatedAt: now)
        let detail = try JSONText.text(SegmentDetail(expression: expression, revision: segment.revision))
        let audit = AuditRecord(
            at: now, by: actor, action: "segment_save", subject: id.text, detail: detail)
        guard try await stored(await context.store.save(segment, audit: audit)) else {
            throw .exists(kind: "newer revision of segment", name: id.text)
        }
        return segment
    }

    /// All saved segments by id.
    package func list() async throws(ServiceError) -> [SegmentRecord] {
        try await stored(await context.store.segments())
    }

    /// Returns a saved segment.
    ///
    /// - Throws: `ServiceError.notFound`.
    package func show(_ id: SegmentID) async throws(ServiceError) -> SegmentRecord {
        guard let segment = try await list().first(where: { $0.id == id }) else {
            throw .notFound(kind: "segment", name: id.text)
        }
        return segment
    }

    /// Forgets a saved segment that no other one refers to.
    ///
    /// - Parameters:
    ///   - id: Its name.
    ///   - actor: Who forgets it, for the audit.
    /// - Throws: `ServiceError.notFound`, or `invalidInput` with a segment that refers to it.
    package func remove(_ id: SegmentID, actor: AuditActor) async throws(ServiceError) {
        let audit = AuditRecord(
            at: context.surroundings.now(), by: actor, action: "segment_remove", subject: id.text,
            detail: "{}")
        var vocabulary = try await vocabulary(for: nil)
        vocabulary.segments[id] = nil
        for (other, expression) in vocabulary.segments.sorted(by: { $0.key < $1.key }) {
            let fault = Self.fault(in: expression, vocabulary)
            guard case .unknownValue(kind: "segment", id.text, _) = fault?.reason else { continue }
            throw .invalidInput([
                InputFault(pointer: "id", detail: "Segment \(other.text) refers to \(id.text).")
            ])
        }
        guard try await stored(await context.store.removeSegment(id, audit: audit)) else {
            throw .notFound(kind: "segment", name: id.text)
        }
    }

    private static func fault(in expression: String, _ vocabulary: SegmentVocabulary) -> SegmentFault? {
        do throws(SegmentFault) {
            _ = try SegmentRule(parsing: expression, in: vocabulary)
            return nil
        } catch {
            return error
        }
    }

    /// Reads an expression as it would stand once saved, so that a circle shows now.
    private func check(_ expression: String, savedAs id: SegmentID) async throws(ServiceError) {
        var vocabulary = try await vocabulary(for: nil)
        vocabulary.segments[id] = expression
        if let fault = Self.fault(in: expression, vocabulary) {
            throw .invalidInput([InputFault(fault, in: expression, pointer: "expression")])
        }
    }
}

/// What the audit keeps of a change: a rule names nobody.
struct SegmentDetail: Encodable {
    var expression: String
    var revision: Int64?
    var members: Int?
}

// MARK: - Snapshots

extension SegmentService {
    /// Writes down whom an expression selects now.
    ///
    /// - Parameters:
    ///   - expression: In the language of segments.
    ///   - id: The list's name.
    ///   - actor: Who does it, for the audit.
    /// - Returns: The list's record with the number of its members.
    /// - Throws: `ServiceError`; `exists` for a list of this name, which stays as it is.
    package func freeze(
        _ expression: String, as id: SnapshotID, actor: AuditActor
    ) async throws(ServiceError) -> SnapshotRecord {
        let selection = try await selection(of: expression)
        let now = context.surroundings.now()
        let snapshot = SnapshotRecord(
            id: id, expression: expression, day: selection.today, takenAt: now)
        let audit = AuditRecord(
            at: now, by: actor, action: "segment_freeze", subject: id.text,
            detail: try JSONText.text(SegmentDetail(expression: expression)))
        let taken = try await stored(await context.store.take(snapshot, of: selection, audit: audit))
        guard let taken else { throw .exists(kind: "snapshot", name: id.text) }
        return taken
    }

    /// All lists that were written down, by id.
    package func snapshots() async throws(ServiceError) -> [SnapshotRecord] {
        try await stored(await context.store.snapshots())
    }

    /// Forgets a list.
    ///
    /// - Parameters:
    ///   - id: Its name.
    ///   - actor: Who forgets it, for the audit.
    /// - Throws: `ServiceError.notFound`.
    package func thaw(_ id: SnapshotID, actor: AuditActor) async throws(ServiceError) {
        let audit = AuditRecord(
            at: context.surroundings.now(), by: actor, action: "segment_thaw", subject: id.text,
            detail: "{}")
        guard try await stored(await context.store.removeSnapshot(id, audit: audit)) else {
            throw .notFound(kind: "snapshot", name: id.text)
        }
    }
}
