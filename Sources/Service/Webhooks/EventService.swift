package import Store
package import Vocabulary

/// Shows events, and makes them wait for webhooks again.
package struct EventService: Sendable {
    private let context: ServiceContext
    private let writer: EventWriter

    package init(_ context: ServiceContext) {
        self.context = context
        writer = EventWriter(context)
    }

    /// Returns a page of the events that were handed out, the oldest first.
    ///
    /// - Parameters:
    ///   - id: The event that comes before the page; `nil` for the first page.
    ///   - limit: How many events at most, 1 to `EventPage.maximumCount`.
    ///   - scope: Events of other stores are left out; a page may then be short, or empty, and not the last.
    /// - Returns: The events with their deliveries, and where the next page begins.
    /// - Throws: `ServiceError.notFound` for an event that there is not.
    package func page(
        after id: EventID?, limit: Int = EventPage.maximumCount, scope: StoreScope = .every
    ) async throws(ServiceError) -> EventPageDocument {
        let position = try await position(of: id)
        let read = try await stored(await context.store.events(after: position, limit: limit))
        let events = read.filter { scope.includes($0.store) }
        let deliveries = Dictionary(
            grouping: try await stored(await context.store.deliveries(of: events.map(\.number))),
            by: \.event)
        var documents: [ListedEventDocument] = []
        for event in events {
            documents.append(
                ListedEventDocument(try await writer.document(event), deliveries[event.number] ?? []))
        }
        return EventPageDocument(
            events: documents, next: read.count == limit ? read.last?.draft.id : nil)
    }

    /// Returns one event with its deliveries.
    ///
    /// - Throws: `ServiceError.notFound`, also for an event of a store that is not in the scope.
    package func event(
        _ id: EventID, scope: StoreScope = .every
    ) async throws(ServiceError) -> ListedEventDocument {
        let event = try await known(id)
        guard scope.includes(event.store) else { throw .notFound(kind: "event", name: id.text) }
        let deliveries = try await stored(await context.store.deliveries(of: [event.number]))
        return ListedEventDocument(try await writer.document(event), deliveries)
    }

    /// Makes one event wait again.
    ///
    /// - Parameters:
    ///   - id: The event.
    ///   - webhook: For whom; `nil` for all that are told of its kind.
    ///   - actor: Who wants it, for the audit; `nil` for whoever runs this process.
    /// - Returns: The webhooks for which it waits.
    /// - Throws: `ServiceError.notFound` for an event or a webhook that there is not.
    package func replay(
        _ id: EventID, to webhook: WebhookID? = nil, by actor: AuditActor? = nil
    ) async throws(ServiceError) -> [WebhookID] {
        let event = try await known(id)
        let all = try await stored(await context.store.webhooks()).filter { $0.state != .removed }
        let meant = all.filter { webhook == nil || $0.id == webhook }
        if let webhook, meant.isEmpty { throw .notFound(kind: "webhook", name: webhook.text) }
        var replayed: [WebhookID] = []
        for record in meant {
            let count = try await replay([event.number], to: record.id, by: actor, of: "\(id)")
            if count > 0 { replayed.append(record.id) }
        }
        return replayed
    }

    /// Which events of a webhook wait again.
    package enum Selection: Sendable, Hashable {
        /// Those after an event, in the order in which they were handed out; `nil` for all there are.
        case after(EventID?)
        /// Those that were given up.
        case failed
    }

    /// Makes many events wait again, page by page.
    ///
    /// - Parameters:
    ///   - selection: Which.
    ///   - webhook: For whom.
    ///   - actor: Who wants it, for the audit; `nil` for whoever runs this process.
    /// - Returns: How many wait again.
    /// - Throws: `ServiceError.notFound`.
    package func replay(
        _ selection: Selection, to webhook: WebhookID, by actor: AuditActor? = nil
    ) async throws(ServiceError) -> Int {
        let all = try await stored(await context.store.webhooks())
        guard all.contains(where: { $0.id == webhook && $0.state != .removed }) else {
            throw .notFound(kind: "webhook", name: webhook.text)
        }
        var count = 0
        var last: Int64 = 0
        if case .after(let id) = selection { last = try await position(of: id) }
        while true {
            let page = try await page(of: selection, webhook, after: last)
            guard let end = page.last else { return count }
            count += try await replay(
                page.map(\.number), to: webhook, by: actor, of: "\(page.count) events")
            last = end.cursor
        }
    }

    private func page(
        of selection: Selection, _ webhook: WebhookID, after last: Int64
    ) async throws(ServiceError) -> [(number: Int64, cursor: Int64)] {
        let limit = EventPage.maximumCount
        switch selection {
        case .after:
            let events = try await stored(await context.store.events(after: last, limit: limit))
            return events.map { ($0.number, $0.position ?? last) }
        case .failed:
            let numbers = try await stored(
                await context.store.failedEvents(for: webhook, after: last, limit: limit))
            return numbers.map { ($0, $0) }
        }
    }

    private func replay(
        _ events: [Int64], to webhook: WebhookID, by actor: AuditActor?, of subject: String
    ) async throws(ServiceError) -> Int {
        let now = context.surroundings.now()
        let audit = try context.auditRecord(
            .webhookReplay, webhook.text, detail: ["events": .text(subject)], by: actor)
        let count = try await stored(
            await context.store.replay(events, to: webhook, at: now, audit: audit))
        context.eventBell.ring()
        return count
    }

    private func position(of id: EventID?) async throws(ServiceError) -> Int64 {
        guard let id else { return 0 }
        guard let position = try await known(id).position else {
            throw .notFound(kind: "event", name: id.text)
        }
        return position
    }

    private func known(_ id: EventID) async throws(ServiceError) -> EventRecord {
        guard let event = try await stored(await context.store.event(id)) else {
            throw .notFound(kind: "event", name: id.text)
        }
        return event
    }
}

extension EventRecord {
    /// Where it happened.
    fileprivate var store: StoreID? {
        if case .reservation(let facts) = draft.source { return facts.store }
        return entry?.draft.store
    }
}
