import Membership
import Store
package import Vocabulary

/// Members as staff looks at them over the network: those of a token's stores, with every look in the audit log.
///
/// What the log keeps is who looked, when, and at whom; of a search the kind of identity, never the value.
package struct MemberDirectory: Sendable {
    let context: ServiceContext
    let members: MemberService
    private let sealer: MemberSealer

    package init(_ context: ServiceContext) {
        self.context = context
        members = MemberService(context)
        sealer = MemberSealer(context)
    }

    /// Returns a page of members in the order of their ids.
    ///
    /// - Parameters:
    ///   - segment: An expression or the id of a saved segment, which selects members who are in the program; `nil` for
    ///     everybody, also those who left.
    ///   - id: The member before the page; `nil` for the first page.
    ///   - limit: How many at most, 1 to `MemberPage.maximumCount`.
    ///   - viewer: Who looks; of a viewer's stores, only members in the program are listed.
    /// - Returns: The members, and where the next page begins.
    /// - Throws: `ServiceError`; `invalidInput` with what is wrong with the expression.
    package func page(
        of segment: String?, after id: MemberID?, limit: Int, for viewer: MemberViewer
    ) async throws(ServiceError) -> MemberPageDocument {
        let selection = try await SegmentService(context).selection(
            of: segment, scope: viewer.scope, pointer: "?segment")
        // One more than is shown says whether another page follows.
        let found = try await stored(await read(selection, after: id, limit: limit + 1))
        let shown = found.prefix(limit)
        var views: [MemberView] = []
        for sealed in shown { views.append(members.view(try sealer.open(sealed), sealed)) }
        var detail: [String: AuditValue] = ["members": .number(Int64(views.count))]
        detail["segment"] = segment.map(AuditValue.text)
        try await context.audit(
            .memberList, "members", store: viewer.scope.onlyStore, detail: detail, by: viewer.actor)
        return MemberPageDocument(members: views, next: found.count > limit ? shown.last?.id : nil)
    }

    private func read(
        _ selection: MemberSelection?, after id: MemberID?, limit: Int
    ) async throws(StoreError) -> [SealedMember] {
        guard let selection else {
            return try await context.store.members(after: id, limit: limit, home: context.home())
        }
        return try await context.store.members(of: selection, after: id, limit: limit)
    }

    /// Returns whose identity or card this is, or `nil` if it is nobody's of the viewer's stores.
    ///
    /// - Throws: `ServiceError`; `invalidInput` for an identity that is none.
    package func find(
        _ clue: MemberClue, for viewer: MemberViewer
    ) async throws(ServiceError) -> MemberView? {
        var found: SealedMember?
        if let holder = try await holder(clue, for: viewer) {
            let record = try await members.record(holder)
            found = viewer.scope.includes(record.homeStore) ? record : nil
        }
        try await context.audit(
            .memberSearch, found?.id.text ?? "nobody", store: found?.homeStore ?? viewer.scope.onlyStore,
            detail: ["by": .text(clue.kind)], by: viewer.actor)
        guard let found else { return nil }
        return members.view(try sealer.open(found), found)
    }

    private func holder(
        _ clue: MemberClue, for viewer: MemberViewer
    ) async throws(ServiceError) -> MemberID? {
        switch clue {
        case .card(let code): return try await members.holder(ofCard: code)
        case .identity(let kind, let text):
            // Phones without a country are those of the viewer's store, if it is one.
            let identities = try MemberDraft(kind, text).checkedIdentities(
                in: context, homeStore: viewer.scope.onlyStore)
            guard let identity = identities.first else {
                throw .invalidInput([InputFault(pointer: "/\(kind.rawValue)", detail: "It is empty.")])
            }
            return try await members.holder(of: identity)
        }
    }

    /// Returns a member with numbers masked.
    ///
    /// - Throws: `ServiceError.notFound`, also for a member of a store that is not the viewer's.
    package func show(_ id: MemberID, for viewer: MemberViewer) async throws(ServiceError) -> MemberView {
        let record = try await read(id, for: viewer, part: "profile")
        return members.view(try sealer.open(record), record)
    }

    /// Reads what is stored of a member, and keeps the look.
    ///
    /// - Throws: As `show`.
    func read(
        _ id: MemberID, for viewer: MemberViewer, part: String
    ) async throws(ServiceError) -> SealedMember {
        let record = try await self.record(id, for: viewer)
        try await context.audit(
            .memberRead, id.text, store: record.homeStore, detail: ["part": .text(part)], by: viewer.actor)
        return record
    }

    /// Returns what is stored of a member of the viewer's stores.
    func record(_ id: MemberID, for viewer: MemberViewer) async throws(ServiceError) -> SealedMember {
        let record = try await members.record(id)
        guard viewer.scope.includes(record.homeStore) else { throw .notFound(kind: "member", name: id.text) }
        return record
    }
}
