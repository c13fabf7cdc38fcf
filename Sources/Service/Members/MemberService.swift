import Membership
package import Payload
package import Store
package import Vocabulary

/// Adds members and shows them.
package struct MemberService: Sendable {
    let context: ServiceContext
    private let sealer: MemberSealer

    package init(_ context: ServiceContext) {
        self.context = context
        sealer = MemberSealer(context)
    }

    /// Adds a member; with a placement this is a join that the placement brought.
    ///
    /// - Parameters:
    ///   - draft: The member's fields.
    ///   - actor: Who adds them, for the audit.
    /// - Returns: The member.
    /// - Throws: `ServiceError`; `exists` if the id or an identity is another member's, `notFound` for a placement
    ///   that there is not.
    package func add(_ draft: MemberDraft, actor: AuditActor) async throws(ServiceError) -> MemberView {
        let now = context.surroundings.now()
        let (open, placement) = try draft.checked(in: context, at: now, newID: newID())
        try await checkPlacement(placement)
        try await checkFree(open.member.id)
        try await checkIdentities(open.identities)
        let sealed = try sealer.seal(open, over: nil, placement: placement, at: now)
        let consent = open.member.marketingConsent
        let consents =
            consent.state == .unknown
            ? [] : [ConsentRecord(member: open.member.id, marketing: consent)]
        let audit = AuditRecord(
            at: now, by: actor, action: "member_add", subject: open.member.id.text, detail: "{}")
        try await stored(
            await context.store.write([sealed], consents: consents, audit: audit, home: context.home()))
        return view(open, sealed)
    }

    /// Returns a member with numbers masked.
    ///
    /// - Throws: `ServiceError.notFound`.
    package func show(_ id: MemberID) async throws(ServiceError) -> MemberView {
        let sealed = try await record(id)
        return view(try sealer.open(sealed), sealed)
    }

    /// Returns whose card holds this code, or `nil` if it is nobody's.
    package func holder(ofCard code: CouponCode) async throws(ServiceError) -> MemberID? {
        let digest = MemberCardCode(code: code).digest(keys: context.keys)
        return try await holder(of: digest)
    }

    /// Returns whose identity this is, or `nil` if it is nobody's.
    func holder(of identity: Identity) async throws(ServiceError) -> MemberID? {
        try await holder(of: sealer.digest(of: identity))
    }

    /// Whoever became part of another member is that one.
    private func holder(of digest: [UInt8]) async throws(ServiceError) -> MemberID? {
        let holders = try await stored(await context.store.holders(of: [digest], home: context.home()))
        guard let holder = holders[digest] else { return nil }
        let record = try await stored(await context.store.member(holder, home: context.home()))
        return record?.mergedInto ?? holder
    }

    /// Returns what is stored of a member.
    ///
    /// - Throws: `ServiceError.notFound`.
    func record(_ id: MemberID) async throws(ServiceError) -> SealedMember {
        let sealed = try await stored(await context.store.member(id, home: context.home()))
        guard let sealed else { throw .notFound(kind: "member", name: id.text) }
        return sealed
    }

    func view(_ open: OpenMember, _ sealed: SealedMember) -> MemberView {
        MemberView(open, sealed: sealed, cardCode: MemberCardCode(of: sealed.id, keys: context.keys))
    }

    private func checkPlacement(_ id: PlacementID?) async throws(ServiceError) {
        guard let id else { return }
        let placement = try await stored(await context.store.placement(id))
        guard placement != nil else { throw .notFound(kind: "placement", name: id.text) }
    }

    private func checkIdentities(_ identities: Set<Identity>) async throws(ServiceError) {
        for identity in identities.sorted(by: { $0.kind.rawValue < $1.kind.rawValue }) {
            let digest = sealer.digest(of: identity)
            let holders = try await stored(
                await context.store.holders(of: [digest], home: context.home()))
            guard holders.isEmpty else {
                throw .exists(kind: "member with \(identity.kind.rawValue)", name: identity.masked)
            }
        }
    }
}

extension MemberService {
    /// Returns a new id: `M` and random symbols.
    private func newID() -> MemberID {
        MemberID(unchecked: context.surroundings.newName("M"))
    }

    private func checkFree(_ id: MemberID) async throws(ServiceError) {
        let holder = try await stored(await context.store.member(id, home: context.home()))
        guard holder == nil else { throw .exists(kind: "member", name: id.text) }
    }
}
