package import Membership
package import Store
package import Vocabulary

/// Adds and removes the ways to recognise a member, and lets members leave.
package struct MemberPairingService: Sendable {
    private let context: ServiceContext
    private let sealer: MemberSealer
    private let members: MemberService

    package init(_ context: ServiceContext) {
        self.context = context
        sealer = MemberSealer(context)
        members = MemberService(context)
    }

    /// How a pairing went.
    package enum Outcome: Sendable, Hashable {
        case done(MemberView)
        /// Another member has this identity; whether they are one person is for a person to say.
        case taken(by: MemberID, masked: String)
        /// They are neither a member nor a follower; or it is about leaving, and they are no member.
        case notActive
        /// The member has no identity of this kind.
        case notPaired
    }

    /// Why somebody believes that an identity is the member's.
    package enum Proof: String, Sendable, Hashable, CaseIterable {
        /// They read out a code that was sent there.
        case code
        /// Staff saw it: a card in the hand, a phone that rang.
        case seen
        /// Signed in with the account.
        case signIn = "sign_in"
    }

    /// Pairs an identity with a member; one of the same kind that they had is replaced.
    ///
    /// - Parameters:
    ///   - draft: The identity, in the fields for identities of a draft.
    ///   - id: The member.
    ///   - proof: Why it is believed, for the audit.
    ///   - actor: Who pairs them, for the audit.
    /// - Returns: The member as it is then, or why nothing was done.
    /// - Throws: `ServiceError`; `invalidInput` for an identity that is none, or for none at all.
    package func pair(
        _ draft: MemberDraft, with id: MemberID, proof: Proof, actor: AuditActor
    ) async throws(ServiceError) -> Outcome {
        let stored = try await members.record(id)
        guard stored.state.isPresent else { return .notActive }
        let identities = try draft.checkedIdentities(in: context, homeStore: stored.homeStore)
        guard !identities.isEmpty else {
            throw .invalidInput([
                InputFault(
                    pointer: "",
                    detail: "Needs a phone, an e-mail address, a WeChat OpenID or UnionID, or a card number.")
            ])
        }
        for identity in identities {
            if let holder = try await members.holder(of: identity), holder != id {
                try await ask(identity, of: stored, proof: proof, actor: actor)
                return .taken(by: holder, masked: identity.masked)
            }
        }
        var open = try sealer.open(stored)
        for identity in identities {
            if let former = open.identity(identity.kind) { open.identities.remove(former) }
            open.identities.insert(identity)
        }
        let detail = PairingDetail(kinds: identities.map(\.kind.rawValue).sorted(), proof: proof.rawValue)
        return try await carryOut(stored, as: open, action: "member_pair", detail: detail, actor: actor)
    }

    /// Takes an identity from a member.
    ///
    /// - Parameters:
    ///   - kind: Which one.
    ///   - id: The member.
    ///   - actor: Who does it, for the audit.
    /// - Returns: The member as it is then, or why nothing was done.
    /// - Throws: `ServiceError`.
    package func unpair(
        _ kind: Identity.Kind, from id: MemberID, actor: AuditActor
    ) async throws(ServiceError) -> Outcome {
        let stored = try await members.record(id)
        guard stored.state.isPresent else { return .notActive }
        var open = try sealer.open(stored)
        guard let identity = open.identity(kind) else { return .notPaired }
        open.identities.remove(identity)
        let detail = PairingDetail(kinds: [kind.rawValue], proof: nil)
        return try await carryOut(stored, as: open, action: "member_unpair", detail: detail, actor: actor)
    }

    /// Lets a member leave: no list, segment or offer has them any more, and marketing is refused from now on.
    ///
    /// - Parameters:
    ///   - id: The member.
    ///   - actor: Who does it, for the audit.
    /// - Returns: The member as it is then, or why nothing was done.
    /// - Throws: `ServiceError`.
    package func leave(_ id: MemberID, actor: AuditActor) async throws(ServiceError) -> Outcome {
        let stored = try await members.record(id)
        guard stored.state.isActive else { return .notActive }
        var left = stored
        left.state = .left
        left.marketingConsent = Consent.State.denied.rawValue
        left.updatedAt = context.surroundings.now()
        var change = MemberChange(members: [left], expected: [stored])
        if stored.marketingConsent != left.marketingConsent {
            let refusal = Consent(state: .denied, source: "leave", recordedAt: left.updatedAt)
            change.consents = [ConsentRecord(member: id, marketing: refusal)]
        }
        return try await carryOut(change, action: "member_leave", detail: PairingDetail(), actor: actor)
    }
}

extension MemberPairingService {
    /// Keeps the question whose an identity is that another member has.
    private func ask(
        _ identity: Identity, of member: SealedMember, proof: Proof, actor: AuditActor
    ) async throws(ServiceError) {
        var change = MemberChange(members: [], expected: [])
        change.claims = [
            try sealer.claim(identity, of: member.id, source: "pair", at: context.surroundings.now())
        ]
        let known = try await stored(
            await context.store.claims(on: change.claims.map(\.identity.digest), home: context.home()))
        guard !known.contains(where: { $0.member == member.id }) else { return }
        let detail = PairingDetail(kinds: [identity.kind.rawValue], proof: proof.rawValue)
        try await members.carryOut(
            change, action: "member_claim", subject: member.id, detail: detail, actor: actor)
    }

    /// What the audit keeps: kinds, never values.
    private struct PairingDetail: Encodable {
        var kinds: [String]?
        var proof: String?
    }

    private func carryOut(
        _ stored: SealedMember, as open: OpenMember, action: String, detail: PairingDetail, actor: AuditActor
    ) async throws(ServiceError) -> Outcome {
        let sealed = try sealer.seal(open, over: stored, at: context.surroundings.now())
        return try await carryOut(
            MemberChange(members: [sealed], expected: [stored]), action: action, detail: detail, actor: actor)
    }

    private func carryOut(
        _ change: MemberChange, action: String, detail: PairingDetail, actor: AuditActor
    ) async throws(ServiceError) -> Outcome {
        let member = change.members[0]
        try await members.carryOut(change, action: action, subject: member.id, detail: detail, actor: actor)
        return .done(members.view(try sealer.open(member), member))
    }
}
