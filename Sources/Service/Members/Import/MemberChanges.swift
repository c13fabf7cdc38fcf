import Membership
import Store
import Vocabulary

/// What a group of rows changes.
struct MemberChanges: Sendable {
    let rowCount: Int
    private(set) var members: [SealedMember] = []
    private(set) var consents: [ConsentRecord] = []
    /// Identities that members are said to have and somebody else has or claims.
    var claims: [ClaimRecord] = []
    private var added = 0

    init(rowCount: Int) {
        self.rowCount = rowCount
    }

    /// Notes what a settled row changes.
    mutating func note(_ outcome: RowOutcome, _ judged: JudgedRow) {
        guard case .accepted(let open, let change, _) = outcome else { return }
        claims += judged.claims
        guard let sealed = judged.sealed else { return }
        members.append(sealed)
        added += change == .added ? 1 : 0
        let consent = open.member.marketingConsent
        let former = judged.stored?.marketingConsent ?? Consent.State.unknown.rawValue
        guard consent.state.rawValue != former else { return }
        consents.append(ConsentRecord(member: open.member.id, marketing: consent))
    }

    /// Numbers alone: who is in the list is no business of the audit's readers.
    private struct AuditDetail: Encodable {
        var rows: Int
        var added: Int
        var updated: Int
        var consents: Int
        var questions: Int
    }

    /// The group's entry in the audit.
    func audit(actor: AuditActor, now: Instant) throws(ServiceError) -> AuditRecord {
        let detail = AuditDetail(
            rows: rowCount, added: added, updated: members.count - added, consents: consents.count,
            questions: claims.count)
        return AuditRecord(
            at: now, by: actor, action: "member_import", subject: "members",
            detail: try JSONText.text(detail))
    }
}

extension ConsentRecord {
    /// The log's entry of what a member said about marketing.
    init(member: MemberID, marketing consent: Consent) {
        self.init(
            member: member, purpose: "marketing", state: consent.state.rawValue, source: consent.source,
            at: consent.recordedAt)
    }
}

extension JSONText {
    /// Returns a document as text.
    ///
    /// - Throws: As `document`.
    static func text(_ value: some Encodable) throws(ServiceError) -> String {
        String(decoding: try document(value), as: UTF8.self)
    }
}
