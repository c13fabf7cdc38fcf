import Store
package import Vocabulary

/// A webhook as lists show it.
package struct WebhookDocument: Sendable, Hashable, Encodable {
    package let id: WebhookID
    package let url: String
    package let events: [String]
    package let description: String?
    package let state: String
    /// Events that are not delivered yet.
    package let pending: Int
    /// Events that were given up.
    package let failed: Int
    /// When the oldest pending event happened, RFC 3339 in UTC.
    package let oldestPendingAt: String?
    /// Until when the secret before signs as well.
    package let previousSecretUntil: String?

    init(_ settings: WebhookSettings, _ record: WebhookRecord?, _ backlog: WebhookBacklog) {
        (id, url, description) = (settings.id, settings.address.text, settings.description)
        events = settings.kinds.map(\.rawValue).sorted()
        state = (record?.state ?? .active).rawValue
        (pending, failed) = (backlog.unsettledCount, backlog.failedCount)
        oldestPendingAt = backlog.oldestAt?.rfc3339
        previousSecretUntil = record?.previousUntil?.rfc3339
    }
}

/// What came of a test message.
package struct WebhookTestDocument: Sendable, Hashable, Encodable {
    package let webhook: WebhookID
    package let event: EventID
    /// Whether the receiver answered 2xx.
    package let isTaken: Bool
    package let status: Int?
    package let trouble: String?
}
