import Membership
import Store
import Vocabulary

extension JoinService {
    /// What a join writes of the member.
    struct Entry {
        let member: MemberID
        let change: MemberChange
        let isNew: Bool
        let audit: AuditRecord
    }

    /// Returns what becomes of whoever was proved: by their number, or by WeChat's names for them.
    func entry(_ request: JoinRequest, at now: Instant) async throws(ServiceError) -> Entry {
        let (asked, placement) = try request.draft.checked(
            in: context, at: now, newID: .drawn(context.surroundings))
        guard !asked.identities.isEmpty else {
            throw .storage(.corrupt("a request to join is without an identity"))
        }
        guard let holder = try await holder(ofAny: asked) else {
            return try newcomer(asked, request, placement, at: now)
        }
        return try await known(try await members.record(holder), asked, request, placement, at: now)
    }

    /// Whoever has one of the identities, the surest first; an OpenID goes before a UnionID.
    private func holder(ofAny asked: OpenMember) async throws(ServiceError) -> MemberID? {
        for identity in Identity.Kind.allCases.compactMap({ asked.identity($0) }) {
            if let holder = try await members.holder(of: identity) { return holder }
        }
        return nil
    }

    private func newcomer(
        _ asked: OpenMember, _ request: JoinRequest, _ placement: PlacementID?, at now: Instant
    ) throws(ServiceError) -> Entry {
        var open = asked
        open.member.marketingConsent = request.marketing(at: now) ?? open.member.marketingConsent
        open.member.cell = request.coarseCell
        let sealed = try sealer.seal(open, over: nil, placement: placement, at: now)
        var change = MemberChange(members: [sealed], expected: [])
        change.consents = request.consents(of: sealed.id, placement, refusals: .kept, at: now)
        return try entry(change, isNew: true, request, placement, at: now)
    }

    /// Somebody whom we know: a follower joins, who left comes back without a second welcome, and a member allows what
    /// they ticked; what they did not tick stays as it was.
    private func known(
        _ stored: SealedMember, _ asked: OpenMember, _ request: JoinRequest, _ placement: PlacementID?,
        at now: Instant
    ) async throws(ServiceError) -> Entry {
        let isNew = stored.state == .follower
        var open = try sealer.open(stored)
        try await pair(asked.identities, with: &open)
        if isNew { open.member.joinedAt = now }
        open.member.state = .member
        if open.member.name.isEmpty { open.member.name = asked.member.name }
        if open.member.homeStore == nil { open.member.homeStore = asked.member.homeStore }
        if let cell = request.coarseCell { open.member.cell = cell }
        if let marketing = request.marketing(at: now), isNew || marketing.state == .granted {
            open.member.marketingConsent = marketing
        }
        var sealed = try sealer.seal(open, over: stored, placement: placement, at: now)
        if isNew { sealed.placement = placement ?? stored.placement }
        var change = MemberChange(members: [sealed], expected: [stored])
        change.consents = request.consents(
            of: sealed.id, placement, refusals: isNew ? .kept : .passedOver, at: now)
        return try entry(change, isNew: isNew, request, placement, at: now)
    }

    /// Adds what was proved besides, where the member has none of its kind and nobody else has it.
    private func pair(
        _ proved: Set<Identity>, with open: inout OpenMember
    ) async throws(ServiceError) {
        for identity in proved where open.identity(identity.kind) == nil {
            guard try await members.holder(of: identity) == nil else { continue }
            open.identities.insert(identity)
        }
    }

    private func entry(
        _ change: MemberChange, isNew: Bool, _ request: JoinRequest, _ placement: PlacementID?,
        at now: Instant
    ) throws(ServiceError) -> Entry {
        let member = change.members[0].id
        let audit = AuditRecord(
            at: now, by: AuditActor(.system, JoinRequest.source), action: "member_join", subject: member.text,
            detail: try JSONText.text(
                Detail(
                    placement: placement, proof: request.proof.rawValue, isNew: isNew,
                    evidence: request.evidence)))
        return Entry(member: member, change: change, isNew: isNew, audit: audit)
    }

    private struct Detail: Encodable {
        var placement: PlacementID?
        var proof: String
        var isNew: Bool
        /// How it was known where they were, where that was asked.
        var evidence: String?
    }
}

extension JoinRequest {
    /// What becomes of questions that were answered with no.
    enum Refusals {
        /// The ledger has them: somebody was asked and did not agree.
        case kept
        /// A member who did not tick again has withdrawn nothing.
        case passedOver
    }

    /// The cell to keep, if they allow it.
    var coarseCell: CoarseCell? { cell.flatMap { CoarseCell(parsing: $0) } }

    /// What they said about marketing; `nil` if they were not asked.
    func marketing(at now: Instant) -> Consent? {
        answers.first { $0.purpose == ConsentPurpose.marketing.rawValue }.map { answer in
            Consent(state: answer.isAllowed ? .granted : .denied, source: Self.source, recordedAt: now)
        }
    }

    /// The ledger's entries: agreement to the terms, then each question.
    func consents(
        of member: MemberID, _ placement: PlacementID?, refusals: Refusals, at now: Instant
    ) -> [ConsentRecord] {
        let agreement = Answer(purpose: JoinRules.termsPurpose, wording: terms, isAllowed: true)
        return ([agreement] + answers.filter { $0.isAllowed || refusals == .kept }).map { answer in
            ConsentRecord(
                member: member, purpose: answer.purpose,
                state: (answer.isAllowed ? Consent.State.granted : .denied).rawValue, source: Self.source,
                at: now, wording: answer.wording, placement: placement)
        }
    }
}
