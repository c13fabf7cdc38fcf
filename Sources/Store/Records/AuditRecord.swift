package import Vocabulary

/// Who did what to personal data or to the installation, and why.
package struct AuditRecord: Sendable, Hashable {
    package var at: Instant
    /// As whom they acted.
    package var role: AuditActor.Role
    /// The token's or terminal's id, or the account of the machine; never a token.
    package var actor: String
    /// What was done, such as `member_export`.
    package var action: String
    /// What it was done to.
    package var subject: String
    /// The store that it concerns, if it is one.
    package var store: StoreID?
    /// Numbers and purpose as a JSON object; never personal data.
    package var detail: String

    /// Makes the entry of something that was done at the command line, unless another role is named.
    package init(
        at: Instant, role: AuditActor.Role = .account, actor: String, action: String, subject: String,
        store: StoreID? = nil, detail: String
    ) {
        self.at = at
        self.role = role
        self.actor = actor
        self.action = action
        self.subject = subject
        self.store = store
        self.detail = detail
    }

    package init(
        at: Instant, by actor: AuditActor, action: String, subject: String, store: StoreID? = nil,
        detail: String
    ) {
        self.init(
            at: at, role: actor.role, actor: actor.id, action: action, subject: subject, store: store,
            detail: detail)
    }
}

/// An entry of the audit log with its place in it.
package struct AuditEntry: Sendable, Hashable {
    /// 1 for the first, and growing.
    package var number: Int64
    package var record: AuditRecord

    package init(number: Int64, record: AuditRecord) {
        self.number = number
        self.record = record
    }
}

/// How the audit log is read.
package enum AuditPage {
    /// 1,000 entries: some hundred kilobytes of answer.
    package static let maximumCount = 1_000
}
