import Payload
package import Store
package import Vocabulary

/// A person's token as answers show it, without the token.
package struct TokenDocument: Sendable, Hashable, Encodable {
    package let id: TokenID
    package let role: PersonalRole
    package let name: String
    /// Missing where it is every store.
    package let stores: [StoreID]?
    /// RFC 3339, UTC.
    package let issuedAt: String
    package let revokedAt: String?

    package init(_ record: AccessTokenRecord) {
        (id, role, name, stores) = (record.id, record.role, record.name, record.scope.stores)
        issuedAt = record.issuedAt.rfc3339
        revokedAt = record.revokedAt?.rfc3339
    }
}

/// The answer to an issue, the only one that holds a token.
package struct IssuedTokenDocument: Sendable, Hashable, Encodable {
    package let id: TokenID
    package let role: PersonalRole
    package let name: String
    /// Missing where it is every store.
    package let stores: [StoreID]?
    package let token: String

    package init(_ issued: TokenService.Issued) {
        let record = issued.record
        (id, role, name, stores) = (record.id, record.role, record.name, record.scope.stores)
        token = issued.token.text
    }
}

/// An entry of the audit log.
package struct AuditDocument: Sendable, Hashable, Encodable {
    package let number: Int64
    /// RFC 3339, UTC.
    package let at: String
    package let actor: ActorDocument
    package let action: String
    package let subject: String
    package let store: StoreID?
    package let detail: AuditValue

    /// Who acted, and as whom.
    package struct ActorDocument: Sendable, Hashable, Encodable {
        package let role: AuditActor.Role
        package let id: String
    }

    package init(_ entry: AuditEntry) {
        let record = entry.record
        number = entry.number
        at = record.at.rfc3339
        actor = ActorDocument(role: record.role, id: record.actor)
        (action, subject, store) = (record.action, record.subject, record.store)
        detail = AuditValue.reading(record.detail)
    }
}

/// A page of the audit log.
package struct AuditPageDocument: Sendable, Hashable, Encodable {
    package let entries: [AuditDocument]
    /// What to give as `after` for the page that follows; missing on the last one.
    package let next: Int64?
}

/// A lock-out in force.
package struct LockoutDocument: Sendable, Hashable, Encodable {
    package let id: LockoutID
    package let kind: LockoutSubject.Kind
    /// The terminal's or token's id, or the network address.
    package let subject: String
    package let store: StoreID?
    /// The how-manieth it is in a row.
    package let level: Int
    /// RFC 3339, UTC.
    package let beganAt: String
    package let endsAt: String

    package init(_ record: LockoutRecord) {
        (id, kind, subject) = (record.id, record.subject.kind, record.subject.name)
        (store, level) = (record.store, record.level)
        beganAt = record.beganAt.rfc3339
        endsAt = record.endsAt.rfc3339
    }
}
