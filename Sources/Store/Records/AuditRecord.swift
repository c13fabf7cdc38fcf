package import Vocabulary

/// Who did what to personal data or to the installation, and why.
package struct AuditRecord: Sendable, Hashable {
    package var at: Instant
    /// The account or the system user who acted.
    package var actor: String
    /// What was done, such as `member_export`.
    package var action: String
    /// What it was done to.
    package var subject: String
    /// Numbers and purpose as a JSON object; never personal data.
    package var detail: String

    package init(at: Instant, actor: String, action: String, subject: String, detail: String) {
        self.at = at
        self.actor = actor
        self.action = action
        self.subject = subject
        self.detail = detail
    }
}
