import Store
package import Vocabulary

extension MemberDirectory {
    /// Returns the member whom somebody named, or `nil` if it is nobody, or nobody that the viewer may see.
    ///
    /// A till serves every member who stands at it, wherever their home is; others see the members of their stores.
    ///
    /// - Throws: `ServiceError.storage`.
    package func member(
        _ presented: PresentedMember, for viewer: MemberViewer
    ) async throws(ServiceError) -> MemberID? {
        guard let id = try await context.member(presented) else { return nil }
        let record = try await stored(await context.store.member(id, home: context.home()))
        guard let record, viewer.sees(record) else { return nil }
        return id
    }

    /// Keeps a look at a member whom `member` returned.
    func keepLook(
        at id: MemberID, _ part: String, by viewer: MemberViewer
    ) async throws(ServiceError) {
        let record = try await members.record(id)
        try await context.audit(
            .memberRead, id.text, store: record.homeStore, detail: ["part": .text(part)], by: viewer.actor)
    }
}

extension MemberViewer {
    func sees(_ record: SealedMember) -> Bool { isTill || scope.includes(record.homeStore) }

    /// Whether it is an enrolled till, or whoever stands at one.
    private var isTill: Bool {
        switch actor.role {
        case .terminal, .cashier: true
        case .owner, .manager, .auditor, .account, .system: false
        }
    }
}
