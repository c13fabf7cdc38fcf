import Store
import Vocabulary

extension FailingStore: EventStore {
    func register(_ webhooks: [WebhookID: Set<EventKind>], at instant: Instant) async throws(StoreError) {
        try await base.register(webhooks, at: instant)
    }

    func webhooks() async throws(StoreError) -> [WebhookRecord] { try await base.webhooks() }

    func setState(
        _ state: WebhookRecord.State, of webhook: WebhookID, audit: AuditRecord
    ) async throws(StoreError) -> Bool {
        try await base.setState(state, of: webhook, audit: audit)
    }

    func rotateSecret(
        of webhook: WebhookID, previousUntil: Instant, audit: AuditRecord
    ) async throws(StoreError) -> WebhookRecord? {
        try await base.rotateSecret(of: webhook, previousUntil: previousUntil, audit: audit)
    }

    func hasDeliveries(for webhooks: [WebhookID], at now: Instant) async throws(StoreError) -> Bool {
        try await base.hasDeliveries(for: webhooks, at: now)
    }

    func take(_ turn: DeliveryTurn) async throws(StoreError) -> DeliveryReport {
        try await base.take(turn)
    }

    func events(after position: Int64, limit: Int) async throws(StoreError) -> [EventRecord] {
        try await base.events(after: position, limit: limit)
    }

    func event(_ id: EventID) async throws(StoreError) -> EventRecord? { try await base.event(id) }

    func deliveries(of events: [Int64]) async throws(StoreError) -> [DeliveryRecord] {
        try await base.deliveries(of: events)
    }

    func failedEvents(
        for webhook: WebhookID, after event: Int64, limit: Int
    ) async throws(StoreError) -> [Int64] {
        try await base.failedEvents(for: webhook, after: event, limit: limit)
    }

    func replay(
        _ events: [Int64], to webhook: WebhookID, at instant: Instant, audit: AuditRecord
    ) async throws(StoreError) -> Int {
        try await base.replay(events, to: webhook, at: instant, audit: audit)
    }

    func backlog(of webhook: WebhookID) async throws(StoreError) -> WebhookBacklog {
        try await base.backlog(of: webhook)
    }
}
