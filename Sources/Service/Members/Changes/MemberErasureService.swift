import Membership
package import Store
package import Vocabulary

/// Erases members: everything that tells of the person goes, and what the ledger refers to stays (GDPR, article 17;
/// PIPL, article 47).
package struct MemberErasureService: Sendable {
    private let context: ServiceContext
    private let sealer: MemberSealer
    private let members: MemberService

    package init(_ context: ServiceContext) {
        self.context = context
        sealer = MemberSealer(context)
        members = MemberService(context)
    }

    /// What was erased.
    package struct Report: Sendable, Hashable, Encodable {
        /// The member, and those who had become part of them.
        package let erased: [MemberID]
        package let at: String
    }

    /// Erases a member, and whoever became part of them.
    ///
    /// Identities, name, note, birthday, gender, language, place, home store and source go; id, joining day and the placement that
    /// brought them stay, so that totals do. Consents stay as proof of what was allowed when, by id alone. An erased
    /// member cannot be brought back, and the same id in a list is refused.
    ///
    /// - Parameters:
    ///   - id: The member; for one who became part of another, the other.
    ///   - actor: Who does it, for the audit.
    /// - Returns: Who was erased; nobody if they were before.
    /// - Throws: `ServiceError`; `notFound` for an id that there is not.
    package func erase(_ id: MemberID, actor: AuditActor) async throws(ServiceError) -> Report {
        let asked = try await members.record(id)
        let member = try await members.record(asked.mergedInto ?? id)
        let now = context.surroundings.now()
        guard member.state != .erased else { return Report(erased: [], at: now.rfc3339) }
        let parts = try await stored(
            await context.store.members(mergedInto: member.id, home: context.home()))
        let all = [member] + parts
        var erased: [SealedMember] = []
        for member in all { erased.append(try emptied(member, at: now)) }
        var change = MemberChange(members: erased, expected: all)
        change.erased = all.map(\.id)
        change.forgottenAddresses = all.flatMap { $0.identities.map(\.digest) }
        for member in all where member.marketingConsent == Consent.State.granted.rawValue {
            change.consents.append(
                ConsentRecord(
                    member: member.id,
                    marketing: Consent(state: .denied, source: "erasure", recordedAt: now)))
        }
        try forgetMessages(to: all)
        try await members.carryOut(
            change, action: "member_erase", subject: member.id, detail: Detail(members: all.count),
            actor: actor)
        return Report(erased: change.erased, at: now.rfc3339)
    }

    private struct Detail: Encodable {
        var members: Int
    }

    /// Removes codes that were written for the members and not sent yet; they can ask for others.
    private func forgetMessages(to members: [SealedMember]) throws(ServiceError) {
        var addresses: Set<String> = []
        // What cannot be opened is no reason to keep the rest.
        for member in members {
            addresses.formUnion((try? sealer.open(member))?.identities.map(\.value) ?? [])
        }
        try FileCodeSender.forget(
            addresses, in: context.workspace.file(JoinRules.CodeRules.usualFolder))
    }

    private func emptied(_ member: SealedMember, at now: Instant) throws(ServiceError) -> SealedMember {
        var open = Member(
            id: member.id, joinedAt: member.joinedAt,
            marketingConsent: Consent(state: .denied, source: "erasure", recordedAt: now))
        open.homeStore = nil
        var sealed = try sealer.seal(OpenMember(member: open, identities: []), over: nil, at: now)
        // The card's code is recognised no more either.
        sealed.identities = []
        sealed.joinedOn = member.joinedOn
        sealed.placement = member.placement
        sealed.state = .erased
        return sealed
    }
}
