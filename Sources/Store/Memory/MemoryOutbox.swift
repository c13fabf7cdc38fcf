package import Vocabulary

/// The outbox of a `MemoryStore`.
struct MemoryOutbox: Sendable {
    /// In the order of writing: event *n* is at *n* - 1.
    private(set) var drafts: [EventDraft] = []
    private var numbers: [EventID: Int64] = [:]
    /// The numbers of those that were handed out, in that order.
    private(set) var dispatched: [Int64] = []
    private var positions: [Int64: Int64] = [:]
    private(set) var undispatched: [Int64] = []
    var webhooks: [WebhookID: WebhookRecord] = [:]
    private(set) var deliveries: [WebhookID: [Int64: DeliveryRecord]] = [:]
    /// What is not settled, by coupon.
    private(set) var queues: [DeliveryQueue: Set<Int64>] = [:]

    mutating func append(_ draft: EventDraft) throws(StoreError) {
        guard numbers[draft.id] == nil else { throw .constraint("event \(draft.id) was written already") }
        drafts.append(draft)
        numbers[draft.id] = Int64(drafts.count)
        undispatched.append(Int64(drafts.count))
    }

    mutating func dispatch(_ event: Int64) {
        dispatched.append(event)
        positions[event] = Int64(dispatched.count)
        undispatched.removeAll { $0 == event }
    }

    mutating func put(_ delivery: DeliveryRecord) {
        deliveries[delivery.webhook, default: [:]][delivery.event] = delivery
        if delivery.state.isSettled {
            queues[delivery.queue]?.remove(delivery.event)
        } else {
            queues[delivery.queue, default: []].insert(delivery.event)
        }
    }

    func number(of id: EventID) -> Int64? { numbers[id] }

    func record(_ number: Int64, _ ledger: MemoryLedger) -> EventRecord? {
        guard number >= 1, number <= drafts.count else { return nil }
        let draft = drafts[Int(number) - 1]
        var entry: LedgerEntry?
        if case .entry(_, let sequence) = draft.source { entry = ledger.entries[Int(sequence) - 1] }
        return EventRecord(number: number, position: positions[number], draft: draft, entry: entry)
    }
}

/// The rows of delivering in one transaction on a `MemoryStore`.
package struct MemoryOutboxRows: DeliveryRows {
    private(set) var outbox: MemoryOutbox
    private(set) var audit: [AuditRecord] = []
    private let ledger: MemoryLedger

    init(_ outbox: MemoryOutbox, _ ledger: MemoryLedger) {
        self.outbox = outbox
        self.ledger = ledger
    }

    package func webhooks() throws(StoreError) -> [WebhookRecord] {
        outbox.webhooks.values.sorted { $0.id < $1.id }
    }

    package mutating func put(_ webhook: WebhookRecord) throws(StoreError) {
        outbox.webhooks[webhook.id] = webhook
    }

    package mutating func append(_ events: [EventDraft]) throws(StoreError) {
        for event in events { try outbox.append(event) }
    }

    package func undispatched(limit: Int) throws(StoreError) -> [EventHeadline] {
        outbox.undispatched.prefix(limit).map { EventHeadline($0, outbox.drafts[Int($0) - 1]) }
    }

    package mutating func dispatch(_ events: [Int64]) throws(StoreError) {
        for event in events { outbox.dispatch(event) }
    }

    package func headline(of event: Int64) throws(StoreError) -> EventHeadline? {
        outbox.record(event, ledger).map { EventHeadline(event, $0.draft) }
    }

    package func event(_ number: Int64) throws(StoreError) -> EventRecord? {
        outbox.record(number, ledger)
    }

    package func event(_ id: EventID) throws(StoreError) -> EventRecord? {
        outbox.number(of: id).flatMap { outbox.record($0, ledger) }
    }

    package func events(after position: Int64, limit: Int) throws(StoreError) -> [EventRecord] {
        outbox.dispatched.dropFirst(Int(max(position, 0))).prefix(limit)
            .compactMap { outbox.record($0, ledger) }
    }

    package func delivery(
        of event: Int64, to webhook: WebhookID
    ) throws(StoreError) -> DeliveryRecord? {
        outbox.deliveries[webhook]?[event]
    }

    package func deliveries(of event: Int64) throws(StoreError) -> [DeliveryRecord] {
        outbox.deliveries.values.compactMap { $0[event] }.sorted { $0.webhook < $1.webhook }
    }

    package mutating func put(_ delivery: DeliveryRecord) throws(StoreError) {
        outbox.put(delivery)
    }

    package func head(of queue: DeliveryQueue) throws(StoreError) -> DeliveryRecord? {
        unsettled(in: queue).first { $0.state == .ready }
    }

    package func first(in queue: DeliveryQueue) throws(StoreError) -> DeliveryRecord? {
        unsettled(in: queue).min { $0.event < $1.event }
    }

    package func due(
        for webhook: WebhookID, at now: Instant, limit: Int
    ) throws(StoreError) -> [DeliveryRecord] {
        let ready = (outbox.deliveries[webhook] ?? [:]).values.filter {
            $0.state == .ready && $0.nextAt <= now
        }
        return Array(ready.sorted { ($0.nextAt, $0.event) < ($1.nextAt, $1.event) }.prefix(limit))
    }

    package mutating func hasten(_ webhook: WebhookID, at now: Instant) throws(StoreError) {
        for var delivery in (outbox.deliveries[webhook] ?? [:]).values
        where delivery.state == .ready && delivery.claimant == nil && delivery.nextAt > now {
            delivery.nextAt = now
            outbox.put(delivery)
        }
    }

    package func failed(
        for webhook: WebhookID, after event: Int64, limit: Int
    ) throws(StoreError) -> [Int64] {
        let failed = (outbox.deliveries[webhook] ?? [:]).values.filter {
            $0.state == .failed && $0.event > event
        }
        return Array(failed.map(\.event).sorted().prefix(limit))
    }

    package func backlog(of webhook: WebhookID) throws(StoreError) -> WebhookBacklog {
        let all = (outbox.deliveries[webhook] ?? [:]).values
        let unsettled = all.filter { !$0.state.isSettled }
        return WebhookBacklog(
            unsettledCount: unsettled.count, failedCount: all.count { $0.state == .failed },
            oldestAt: unsettled.map(\.event).min().map { outbox.drafts[Int($0) - 1].at })
    }

    package mutating func append(_ audit: AuditRecord) throws(StoreError) {
        self.audit.append(audit)
    }

    private func unsettled(in queue: DeliveryQueue) -> [DeliveryRecord] {
        (outbox.queues[queue] ?? []).compactMap { outbox.deliveries[queue.webhook]?[$0] }
    }
}

extension EventHeadline {
    fileprivate init(_ number: Int64, _ draft: EventDraft) {
        self.init(number: number, kind: draft.kind, home: draft.home, coupon: draft.coupon)
    }
}

extension MemoryStore: RowEventStore {
    package func inOutbox<Answer: Sendable>(
        _ body: @escaping @Sendable (inout MemoryOutboxRows) throws(StoreError) -> Answer
    ) async throws(StoreError) -> Answer {
        var rows = MemoryOutboxRows(state.outbox, state.ledger)
        let answer = try body(&rows)
        state.outbox = rows.outbox
        state.audit += rows.audit
        return answer
    }

    package func inOutboxSnapshot<Answer: Sendable>(
        _ body: @escaping @Sendable (MemoryOutboxRows) throws(StoreError) -> Answer
    ) async throws(StoreError) -> Answer {
        try body(MemoryOutboxRows(state.outbox, state.ledger))
    }
}
