import Membership
import Store
import Vocabulary

extension MemberService {
    /// Makes a change with its entry in the audit.
    ///
    /// - Parameters:
    ///   - change: What becomes of whom.
    ///   - action: What it is called in the audit.
    ///   - subject: Whom it is about.
    ///   - detail: Numbers and kinds, never values.
    ///   - actor: Who makes it.
    /// - Throws: `ServiceError`; `.storage(.busy)` if a member is not as it was read any more, and then nothing is written.
    func carryOut(
        _ change: MemberChange, action: String, subject: MemberID, detail: some Encodable, actor: AuditActor
    ) async throws(ServiceError) {
        let audit = AuditRecord(
            at: context.surroundings.now(), by: actor, action: action, subject: subject.text,
            detail: try JSONText.text(detail))
        guard try await stored(await context.store.change(change, audit: audit, home: context.home())) else {
            throw .storage(.busy("a member was changed by somebody else meanwhile"))
        }
    }
}
