import Payload
package import Store
package import Vocabulary

/// A terminal as answers show it, without its token.
package struct TerminalDocument: Sendable, Hashable, Encodable {
    package let terminal: TerminalID
    package let store: StoreID
    package let name: String
    /// RFC 3339, UTC.
    package let enrolledAt: String
    package let revokedAt: String?

    package init(_ record: TerminalRecord) {
        (terminal, store, name) = (record.id, record.store, record.name)
        enrolledAt = record.enrolledAt.rfc3339
        revokedAt = record.revokedAt?.rfc3339
    }
}

/// The answer to an enrolment, the only one that holds a token.
package struct EnrolmentDocument: Sendable, Hashable, Encodable {
    package let terminal: TerminalID
    package let store: StoreID
    package let name: String
    package let token: String

    package init(_ enrolment: TerminalService.Enrolment) {
        let record = enrolment.terminal
        (terminal, store, name) = (record.id, record.store, record.name)
        token = enrolment.token.text
    }
}
