package import Store
package import Vocabulary

/// What the audit log tells of; raw values are wire format and stored, so never rename one.
///
/// Redemptions and reversals are not among them: the register tells of those, with till and cashier.
package enum AuditAction: String, Sendable, Hashable, CaseIterable {
    case terminalEnrol = "terminal_enrol"
    case terminalRevoke = "terminal_revoke"
    case tokenIssue = "token_issue"
    case tokenRevoke = "token_revoke"
    /// Somebody signed in to the console; the subject is their token's id.
    case consoleSignIn = "console_sign_in"
    /// Somebody signed in to the cashier's page; the subject is the terminal's id, or their token's.
    case tillSignIn = "till_sign_in"
    /// A new key signs; the subject is its id.
    case keyRotate = "key_rotate"
    /// An end was set to what a key signed; the subject is its id.
    case keyEnd = "key_end"
    case lockout
    case lockoutLift = "lockout_lift"
    case campaignApply = "campaign_apply"
    case campaignPause = "campaign_pause"
    case campaignResume = "campaign_resume"
    case batchIssue = "batch_issue"
    case batchRevoke = "batch_revoke"
    case batchExport = "batch_export"
    case batchPrint = "batch_print"
    case placementAdd = "placement_add"
    case placementRetarget = "placement_retarget"
    case memberAdd = "member_add"
    case memberImport = "member_import"
    case memberExport = "member_export"
    /// A page of the list was looked at.
    case memberList = "member_list"
    /// One member was looked at.
    case memberRead = "member_read"
    /// Somebody was looked for.
    case memberSearch = "member_search"
    /// All that is kept of a member was written down for them.
    case memberData = "member_data"
    /// The identities that several members are said to have were looked at.
    case questionList = "question_list"
    /// A person decided whose an identity is.
    case questionAnswer = "question_answer"
    case cardIssue = "card_issue"
    case webhookReplay = "webhook_replay"
    case webhookEnable = "webhook_enable"
    case webhookDisable = "webhook_disable"
    case webhookRotate = "webhook_rotate"
    /// A member was given a coupon for a reason.
    case rewardGrant = "reward_grant"
    /// A trigger was looked at, for everybody.
    case triggerRun = "trigger_run"
}

extension ServiceContext {
    /// Makes the audit entry of something that is about to be done.
    ///
    /// - Parameters:
    ///   - action: What.
    ///   - subject: To what, by its id.
    ///   - store: The store that it concerns, if it is one.
    ///   - detail: Numbers and words as the entry keeps them; never personal data, never a code or a token.
    ///   - actor: Who; `nil` for whoever runs this process.
    /// - Returns: The entry, not yet kept.
    /// - Throws: `ServiceError` if the detail has no form in JSON.
    package func auditRecord(
        _ action: AuditAction, _ subject: String, store: StoreID? = nil,
        detail: [String: AuditValue] = [:], by actor: AuditActor? = nil
    ) throws(ServiceError) -> AuditRecord {
        AuditRecord(
            at: surroundings.now(), by: actor ?? self.actor, action: action.rawValue, subject: subject,
            store: store, detail: try JSONText.text(detail))
    }

    /// Appends to the audit log, before the change that it tells of.
    ///
    /// In this order the log never misses a change; if the change then fails, the entry stands as one that was tried.
    package func audit(
        _ action: AuditAction, _ subject: String, store: StoreID? = nil,
        detail: [String: AuditValue] = [:], by actor: AuditActor? = nil
    ) async throws(ServiceError) {
        let record = try auditRecord(action, subject, store: store, detail: detail, by: actor)
        try await stored(await self.store.append(record))
    }
}
