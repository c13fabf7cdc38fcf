package import Store
package import Vocabulary

/// What people do with webhooks: look, try, pause, change the secret.
package struct WebhookService: Sendable {
    private let context: ServiceContext

    package init(_ context: ServiceContext) {
        self.context = context
    }

    /// A day: long enough for a receiver's next deployment.
    package static let defaultOverlapHours: Int64 = 24
    /// A month; past that nobody remembers that two secrets sign.
    package static let maximumOverlapHours: Int64 = 31 * 24

    /// The webhooks of the settings, with what waits for each.
    package func list() async throws(ServiceError) -> [WebhookDocument] {
        let records = try await registered()
        try await handOut()
        var documents: [WebhookDocument] = []
        for settings in context.configuration.webhooks {
            let record = records.first { $0.id == settings.id }
            let backlog = try await stored(await context.store.backlog(of: settings.id))
            documents.append(WebhookDocument(settings, record, backlog))
        }
        return documents
    }

    /// Hands out what was committed while no server ran, so that it is counted and can be replayed.
    package func handOut() async throws(ServiceError) {
        _ = try await registered()
        let turn = DeliveryTurn(claimant: "", now: context.surroundings.now(), leaseSeconds: 0)
        while try await stored(await context.store.take(turn)).hasMore {}
    }

    /// Lets a webhook be told from now on, of what waited too.
    ///
    /// - Parameters:
    ///   - id: The webhook.
    ///   - actor: Who wants it, for the audit; `nil` for whoever runs this process.
    /// - Throws: `ServiceError.notFound`.
    package func enable(_ id: WebhookID, by actor: AuditActor? = nil) async throws(ServiceError) {
        try await setState(.active, of: id, action: .webhookEnable, by: actor)
        context.eventBell.ring()
    }

    /// Lets a webhook be told nothing from now on; its events wait.
    ///
    /// - Parameters:
    ///   - id: The webhook.
    ///   - actor: Who wants it, for the audit; `nil` for whoever runs this process.
    /// - Throws: `ServiceError.notFound`.
    package func disable(_ id: WebhookID, by actor: AuditActor? = nil) async throws(ServiceError) {
        try await setState(.disabled, of: id, action: .webhookDisable, by: actor)
    }

    private func setState(
        _ state: WebhookRecord.State, of id: WebhookID, action: AuditAction, by actor: AuditActor?
    ) async throws(ServiceError) {
        _ = try await record(id)
        let audit = try context.auditRecord(action, id.text, by: actor)
        _ = try await stored(await context.store.setState(state, of: id, audit: audit))
    }

    /// The secret that signs now.
    ///
    /// - Throws: `ServiceError.notFound`.
    package func secret(of id: WebhookID) async throws(ServiceError) -> WebhookSecret {
        let record = try await record(id)
        return context.keys.secret(of: id, generation: record.generation)
    }

    /// Makes a new secret; the one before signs as well for some hours.
    ///
    /// - Parameters:
    ///   - id: The webhook.
    ///   - overlapHours: 0 to `maximumOverlapHours`.
    ///   - actor: Who wants it, for the audit; `nil` for whoever runs this process.
    /// - Returns: The new secret, and until when the one before signs.
    /// - Throws: `ServiceError.notFound`.
    package func rotateSecret(
        of id: WebhookID, overlapHours: Int64 = defaultOverlapHours, by actor: AuditActor? = nil
    ) async throws(ServiceError) -> (secret: WebhookSecret, previousUntil: Instant) {
        _ = try await record(id)
        let now = context.surroundings.now()
        let hours = min(max(overlapHours, 0), Self.maximumOverlapHours)
        let until = now.advanced(bySeconds: hours * 3_600)
        let audit = try context.auditRecord(
            .webhookRotate, id.text, detail: ["overlap_hours": .number(hours)], by: actor)
        let rotated = try await stored(
            await context.store.rotateSecret(of: id, previousUntil: until, audit: audit))
        guard let rotated else { throw .notFound(kind: "webhook", name: id.text) }
        return (context.keys.secret(of: id, generation: rotated.generation), until)
    }

    /// Sends a message of the type `webhook.test`, once, and says what came back.
    ///
    /// - Throws: `ServiceError.notFound`.
    package func test(
        _ id: WebhookID, by caller: any WebhookCaller
    ) async throws(ServiceError) -> WebhookTestDocument {
        let settings = try settings(id)
        let record = try await record(id)
        let now = context.surroundings.now()
        let event = EventID(unchecked: "evt_" + TimeOrderedName.make("t", context.surroundings))
        let body = try JSONText.document(
            TestMessage(
                id: event, type: "webhook.test", timestamp: now.rfc3339,
                data: TestMessage.Content(webhook: id)))
        do {
            let reply = try await WebhookMessage(id: event, body: body).send(
                to: settings.address, secrets: context.keys.signingSecrets(of: record, at: now), at: now,
                by: caller)
            return WebhookTestDocument(
                webhook: id, event: event, isTaken: (200...299).contains(reply.status), status: reply.status,
                trouble: nil)
        } catch {
            return WebhookTestDocument(
                webhook: id, event: event, isTaken: false, status: nil, trouble: error.reason)
        }
    }

    private struct TestMessage: Encodable {
        let id: EventID
        let type: String
        let timestamp: String
        let data: Content

        struct Content: Encodable {
            let webhook: WebhookID
        }
    }

    private func settings(_ id: WebhookID) throws(ServiceError) -> WebhookSettings {
        guard let settings = context.configuration.webhooks.first(where: { $0.id == id }) else {
            throw .notFound(kind: "webhook", name: id.text)
        }
        return settings
    }

    private func record(_ id: WebhookID) async throws(ServiceError) -> WebhookRecord {
        _ = try settings(id)
        guard let record = try await registered().first(where: { $0.id == id }) else {
            throw .notFound(kind: "webhook", name: id.text)
        }
        return record
    }

    /// A webhook may be asked for before a server ever ran with it.
    private func registered() async throws(ServiceError) -> [WebhookRecord] {
        let wanted = Dictionary(context.configuration.webhooks.map { ($0.id, $0.kinds) }) { first, _ in first
        }
        let known = try await stored(await context.store.webhooks())
        let active = known.filter { $0.state != .removed }
        guard Dictionary(active.map { ($0.id, $0.kinds) }, uniquingKeysWith: { first, _ in first }) != wanted
        else { return known }
        try await stored(await context.store.register(wanted, at: context.surroundings.now()))
        return try await stored(await context.store.webhooks())
    }
}
