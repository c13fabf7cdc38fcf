package import Vocabulary

/// The outbox: events, the webhooks that are told of them, and how far the telling is.
///
/// Events are appended by the engine in the transaction of what they tell of, if it was opened so.
package protocol EventStore: Sendable {
    /// Makes known which webhooks there are and what each is told of; others are told nothing more.
    func register(_ webhooks: [WebhookID: Set<EventKind>], at instant: Instant) async throws(StoreError)
    /// All webhooks by id, also those that are no longer in the settings.
    func webhooks() async throws(StoreError) -> [WebhookRecord]
    /// Enables or disables a webhook; `false` if there is none.
    func setState(
        _ state: WebhookRecord.State, of webhook: WebhookID, audit: AuditRecord
    ) async throws(StoreError) -> Bool
    /// Lets a webhook's next secret sign, and the one before until an instant; `nil` if there is none.
    func rotateSecret(
        of webhook: WebhookID, previousUntil: Instant, audit: AuditRecord
    ) async throws(StoreError) -> WebhookRecord?

    /// Whether a turn would find something to hand out or to try.
    func hasDeliveries(for webhooks: [WebhookID], at now: Instant) async throws(StoreError) -> Bool
    /// Records what became of attempts and claims more, in one transaction.
    func take(_ turn: DeliveryTurn) async throws(StoreError) -> DeliveryReport

    /// Events that were handed out, by position, 1 to `EventPage.maximumCount` of them.
    func events(after position: Int64, limit: Int) async throws(StoreError) -> [EventRecord]
    func event(_ id: EventID) async throws(StoreError) -> EventRecord?
    /// The deliveries of events, by event number and webhook.
    func deliveries(of events: [Int64]) async throws(StoreError) -> [DeliveryRecord]
    /// The numbers of the events that were given up for a webhook, in order.
    func failedEvents(
        for webhook: WebhookID, after event: Int64, limit: Int
    ) async throws(StoreError) -> [Int64]
    /// Makes events wait for a webhook again, and returns how many do.
    func replay(
        _ events: [Int64], to webhook: WebhookID, at instant: Instant, audit: AuditRecord
    ) async throws(StoreError) -> Int
    func backlog(of webhook: WebhookID) async throws(StoreError) -> WebhookBacklog
}

/// How events are read and replayed.
package enum EventPage {
    /// 1,000 events: half a megabyte of answer, and one transaction of a replay.
    package static let maximumCount = 1_000
}

/// An engine that hands out the rows of delivering: what `EventStore` asks for follows from them.
package protocol RowEventStore: EventStore {
    associatedtype Outbox: DeliveryRows

    /// Runs `body` in a transaction of its own and returns once it is on disk.
    func inOutbox<Answer: Sendable>(
        _ body: @escaping @Sendable (inout Outbox) throws(StoreError) -> Answer
    ) async throws(StoreError) -> Answer

    /// Runs `body` on what is committed now; nothing that it does is written.
    func inOutboxSnapshot<Answer: Sendable>(
        _ body: @escaping @Sendable (Outbox) throws(StoreError) -> Answer
    ) async throws(StoreError) -> Answer
}

extension RowEventStore {
    package func register(
        _ webhooks: [WebhookID: Set<EventKind>], at instant: Instant
    ) async throws(StoreError) {
        try await inOutbox { (rows: inout Outbox) throws(StoreError) in
            try DeliveryProcedure.register(webhooks, at: instant, on: &rows)
        }
    }

    package func webhooks() async throws(StoreError) -> [WebhookRecord] {
        try await inOutboxSnapshot { (rows: Outbox) throws(StoreError) in try rows.webhooks() }
    }

    package func setState(
        _ state: WebhookRecord.State, of webhook: WebhookID, audit: AuditRecord
    ) async throws(StoreError) -> Bool {
        try await change(webhook, audit) { record in
            guard record.state != state else { return }
            (record.state, record.stateAt) = (state, audit.at)
        } != nil
    }

    package func rotateSecret(
        of webhook: WebhookID, previousUntil: Instant, audit: AuditRecord
    ) async throws(StoreError) -> WebhookRecord? {
        try await change(webhook, audit) { record in
            record.generation += 1
            record.previousUntil = previousUntil
        }
    }

    private func change(
        _ id: WebhookID, _ audit: AuditRecord, _ body: @escaping @Sendable (inout WebhookRecord) -> Void
    ) async throws(StoreError) -> WebhookRecord? {
        try await inOutbox { (rows: inout Outbox) throws(StoreError) -> WebhookRecord? in
            let known = try rows.webhooks().first { $0.id == id && $0.state != .removed }
            guard var record = known else { return nil }
            body(&record)
            try rows.put(record)
            try rows.append(audit)
            return record
        }
    }

    package func hasDeliveries(
        for webhooks: [WebhookID], at now: Instant
    ) async throws(StoreError) -> Bool {
        try await inOutboxSnapshot { (rows: Outbox) throws(StoreError) in
            guard try rows.undispatched(limit: 1).isEmpty else { return true }
            let active = try rows.webhooks().filter { $0.state == .active && webhooks.contains($0.id) }
            for webhook in active where try !rows.due(for: webhook.id, at: now, limit: 1).isEmpty {
                return true
            }
            return false
        }
    }

    package func take(_ turn: DeliveryTurn) async throws(StoreError) -> DeliveryReport {
        try await inOutbox { (rows: inout Outbox) throws(StoreError) in
            try DeliveryProcedure.run(turn, on: &rows)
        }
    }

    package func events(after position: Int64, limit: Int) async throws(StoreError) -> [EventRecord] {
        try await inOutboxSnapshot { (rows: Outbox) throws(StoreError) in
            try rows.events(after: position, limit: min(max(limit, 1), EventPage.maximumCount))
        }
    }

    package func event(_ id: EventID) async throws(StoreError) -> EventRecord? {
        try await inOutboxSnapshot { (rows: Outbox) throws(StoreError) in try rows.event(id) }
    }

    package func deliveries(of events: [Int64]) async throws(StoreError) -> [DeliveryRecord] {
        try await inOutboxSnapshot { (rows: Outbox) throws(StoreError) in
            var deliveries: [DeliveryRecord] = []
            for event in events { deliveries += try rows.deliveries(of: event) }
            return deliveries
        }
    }

    package func failedEvents(
        for webhook: WebhookID, after event: Int64, limit: Int
    ) async throws(StoreError) -> [Int64] {
        try await inOutboxSnapshot { (rows: Outbox) throws(StoreError) in
            try rows.failed(for: webhook, after: event, limit: min(max(limit, 1), EventPage.maximumCount))
        }
    }

    package func replay(
        _ events: [Int64], to webhook: WebhookID, at instant: Instant, audit: AuditRecord
    ) async throws(StoreError) -> Int {
        try await inOutbox { (rows: inout Outbox) throws(StoreError) in
            let count = try DeliveryProcedure.replay(events, to: webhook, at: instant, on: &rows)
            if count > 0 { try rows.append(audit) }
            return count
        }
    }

    package func backlog(of webhook: WebhookID) async throws(StoreError) -> WebhookBacklog {
        try await inOutboxSnapshot { (rows: Outbox) throws(StoreError) in try rows.backlog(of: webhook) }
    }
}

/// Whether an engine writes events beside what it commits: only if somebody is told of them.
package enum EventKeeping: Sendable, Hashable {
    case kept, notKept
}
