import HTTPTypes
import Hummingbird
import Service
import Store
import Vocabulary

/// The history of what webhooks are told.
struct EventController: Sendable {
    let events: EventService
    let gate: Gate

    func addRoutes(to routes: Routes) {
        let statuses = Routes.authenticatedStatuses
        routes.add(.get, "/v1/events", statuses.union([200, 400, 404])) { try await list($0, $1) }
        routes.add(.get, "/v1/events/{id}", statuses.union([200, 404])) { try await show($0, $1) }
        routes.add(.post, "/v1/events/{id}/replays", statuses.union([202, 400, 404, 413, 415])) {
            try await replay($0, $1)
        }
    }

    private func list(_ request: Request, _ context: VerifierContext) async throws -> Response {
        let caller = try await gate.admit(.listEvents, request, context)
        let limit = try request.number("limit", in: 1...EventPage.maximumCount) ?? EventPage.maximumCount
        let after = try request.uri.queryParameters["after"].map { try Self.id(String($0)) }
        return try .json(try await events.page(after: after, limit: limit, scope: caller.scope))
    }

    private func show(_ request: Request, _ context: VerifierContext) async throws -> Response {
        let caller = try await gate.admit(.showEvent, request, context)
        let id: EventID = try request.identifier("id", of: "event", context)
        return try .json(try await events.event(id, scope: caller.scope))
    }

    private func replay(_ request: Request, _ context: VerifierContext) async throws -> Response {
        let caller = try await gate.admit(.replayEvent, request, context)
        let id: EventID = try request.identifier("id", of: "event", context)
        let webhook = try Requests.replay(try await request.jsonBody(context))
        let webhooks = try await events.replay(id, to: webhook, by: caller.actor)
        return try .json(ReplayDocument(event: id, webhooks: webhooks), status: .accepted)
    }

    /// What is no id is the id of nothing.
    private static func id(_ text: String) throws(ServiceError) -> EventID {
        guard let id = try? EventID(parsing: text) else {
            throw .notFound(kind: "event", name: String(text.prefix(EventID.maximumLength)))
        }
        return id
    }

    private struct ReplayDocument: Encodable {
        let event: EventID
        /// The webhooks for which it waits again.
        let webhooks: [WebhookID]
    }
}
