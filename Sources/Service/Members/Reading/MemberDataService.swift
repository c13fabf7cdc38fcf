import Membership
import Payload
import Promotion
package import Store
package import Vocabulary

/// Writes down everything that is kept of a member, for the member (GDPR, articles 15 and 20; PIPL, article 45).
package struct MemberDataService: Sendable {
    private let context: ServiceContext
    private let members: MemberService
    private let sealer: MemberSealer

    package init(_ context: ServiceContext) {
        self.context = context
        members = MemberService(context)
        sealer = MemberSealer(context)
    }

    /// Returns all that is kept of a member and of those who became part of them.
    ///
    /// Identities and texts are in the clear: it is for the member, and making it is an entry of the audit log.
    ///
    /// - Parameters:
    ///   - id: The member; for one who became part of another, the other.
    ///   - actor: Who asks, for the audit.
    /// - Returns: The document.
    /// - Throws: `ServiceError`; `notFound` for an id that there is not.
    package func document(
        of id: MemberID, actor: AuditActor
    ) async throws(ServiceError) -> MemberDataDocument {
        let asked = try await members.record(id)
        let member = try await members.record(asked.mergedInto ?? id)
        let home = context.home()
        let parts = try await stored(await context.store.members(mergedInto: member.id, home: home))
        let family = [member] + parts
        // Before what it tells of, so that no copy leaves without a trace.
        try await context.audit(.memberData, member.id.text, by: actor)
        var records: [MemberDataDocument.Record] = []
        for part in family { records.append(try record(of: part)) }
        let lots = try await stored(await context.store.units(of: member.id, home: home))
        return MemberDataDocument(
            issuer: context.configuration.issuer.id.text, writtenAt: context.surroundings.now().rfc3339,
            records: records, consents: try await MemberConsentService(context).ledger(of: member.id),
            redemptions: try await redemptions(of: family.map(\.id)),
            balances: (lots?.lots ?? []).filter { $0.remaining > 0 }.map { MemberDataDocument.Lot($0) },
            referrals: try await stored(
                await context.store.referrals(of: member.id, limit: Self.maximumReferralCount, home: home)
            ).map { MemberDataDocument.Referral($0) },
            coupons: try await MemberCoupons(context).documents(of: family.map(\.id)),
            claims: try await claims(of: family.map(\.id)),
            rewards: try await rewards(of: member.id),
            handling: try await handling(of: family.map(\.id)))
    }

    private func rewards(of member: MemberID) async throws(ServiceError) -> [MemberDataDocument.Reward] {
        var rewards: [MemberDataDocument.Reward] = []
        var number: Int64?
        while true {
            let page = try await stored(
                await context.store.grants(
                    of: member, before: number, limit: GrantPage.maximumCount, home: context.home()))
            rewards += page.map { MemberDataDocument.Reward($0.grant) }
            guard page.count == GrantPage.maximumCount else { return rewards }
            number = page.last?.number
        }
    }

    /// 10,000: more than anybody brings in.
    private static let maximumReferralCount = 10_000

    private func claims(of family: [MemberID]) async throws(ServiceError) -> [MemberDataDocument.Claim] {
        var found: [MemberDataDocument.Claim] = []
        for member in family {
            let claims = try await stored(await context.store.claims(of: member, home: context.home()))
            for claim in claims {
                let isOpen = claim.answeredAt == nil
                let identity = isOpen ? try sealer.identity(claim.identity, of: member) : nil
                found.append(
                    MemberDataDocument.Claim(
                        kind: claim.identity.kind, masked: identity?.masked ?? "", source: claim.source,
                        at: claim.at.rfc3339, answeredAt: claim.answeredAt?.rfc3339))
            }
        }
        return found
    }

    private func record(of sealed: SealedMember) throws(ServiceError) -> MemberDataDocument.Record {
        let open = try sealer.open(sealed)
        let pairs = open.identities.map { ($0.kind.rawValue, $0.value) }
        return MemberDataDocument.Record(
            member: sealed.id, state: sealed.stateWord, name: open.member.name, note: open.member.note,
            identities: Dictionary(pairs) { first, _ in first },
            cardCode: MemberCardCode(of: sealed.id, keys: context.keys).code.grouped, gender: sealed.gender,
            birthday: open.member.birthday?.text,
            language: open.member.language?.tag, homeStore: sealed.homeStore, cell: sealed.cell,
            tier: sealed.tier, joinedAt: sealed.joinedAt.rfc3339, source: sealed.source,
            placement: sealed.placement, updatedAt: sealed.updatedAt.rfc3339)
    }

    private func redemptions(of members: [MemberID]) async throws(ServiceError) -> [LedgerDocument] {
        let names = CouponNames(context)
        var documents: [LedgerDocument] = []
        var place: EntryPlace?
        while true {
            let page = try await stored(
                await context.store.entries(
                    ofMembers: members, after: place, limit: LedgerPage.maximumCount, home: context.home()))
            for entry in page {
                let code = try await names.code(of: entry.draft.coupon, home: entry.draft.home)
                documents.append(LedgerDocument(entry, coupon: code))
            }
            guard page.count == LedgerPage.maximumCount, let last = page.last else { return documents }
            place = EntryPlace(last)
        }
    }

    /// Who looked at the member or changed something, and when.
    private func handling(of members: [MemberID]) async throws(ServiceError) -> [MemberDataDocument.Handling]
    {
        let entries = try await stored(
            await context.store.audit(about: members.map(\.text), limit: AuditPage.maximumCount))
        return entries.map { MemberDataDocument.Handling($0.record) }
    }
}
