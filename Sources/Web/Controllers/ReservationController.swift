import HTTPTypes
import Hummingbird
import Promotion
import Service
import Store
import Vocabulary

/// Holds on uses, for tills that take their time between the scan and the payment.
struct ReservationController: Sendable {
    let redemptions: RedemptionService
    /// Settling answers as redeeming does.
    let counter: RedemptionController
    let gate: Gate

    func addRoutes(to routes: Routes) {
        let body = Routes.authenticatedStatuses.union([400, 413, 415])
        let refused = Set(Refusal.Reason.allCases.map(\.status))
        let over = Set(ReservationRefusal.allCases.map(\.status))
        routes.add(.post, "/v1/reservations", body.union(refused).union([201])) { try await reserve($0, $1) }
        routes.add(.get, "/v1/reservations/{id}", Routes.authenticatedStatuses.union([200, 404])) {
            try await show($0, $1)
        }
        routes.add(
            .post, "/v1/reservations/{id}/settlements", body.union(refused).union(over).union([201])
        ) { try await settle($0, $1) }
        routes.add(
            .delete, "/v1/reservations/{id}", Routes.authenticatedStatuses.union(over).union([200, 400, 422])
        ) { try await release($0, $1) }
    }

    private func reserve(_ request: Request, _ context: VerifierContext) async throws -> Response {
        let (terminal, caller) = try await gate.till(.reserve, request, context)
        let key = try request.idempotencyKey
        let call = try Requests.reservation(try await request.jsonBody(context))
        let reply = try await redemptions.reserve(
            call, key: key, terminal: terminal, language: request.language)
        if case .refused(let problem) = reply.answer, !reply.isReplayed {
            await gate.countUnknown(problem, caller, context.logger)
        }
        count(reply, as: "held")
        return try response(to: reply, status: .created)
    }

    private func show(_ request: Request, _ context: VerifierContext) async throws -> Response {
        let terminal = try await gate.till(.showReservation, request, context).terminal
        guard let id = try? ReservationID(parsing: request.parameter("id", context)),
            let document = try await redemptions.reservation(id, terminal: terminal)
        else { return unknown(request) }
        return try .json(document)
    }

    private func settle(_ request: Request, _ context: VerifierContext) async throws -> Response {
        let (terminal, caller) = try await gate.till(.settle, request, context)
        let key = try request.idempotencyKey
        let call = try Requests.settlement(try await request.jsonBody(context))
        guard let id = try? ReservationID(parsing: request.parameter("id", context)) else {
            return unknown(request)
        }
        let reply = try await redemptions.settle(
            call, reservation: id, key: key, terminal: terminal, language: request.language)
        counter.count(reply.isReplayed) { metrics in
            if case .refused(let problem) = reply.answer {
                metrics.reservations.countRefusal(problem.reason)
            } else {
                metrics.reservations.count("settled")
            }
        }
        return try await counter.response(to: reply, caller, context)
    }

    private func release(_ request: Request, _ context: VerifierContext) async throws -> Response {
        let terminal = try await gate.till(.release, request, context).terminal
        let key = try request.idempotencyKey
        guard let id = try? ReservationID(parsing: request.parameter("id", context)) else {
            return unknown(request)
        }
        let reply = try await redemptions.release(
            id, key: key, terminal: terminal, language: request.language)
        count(reply, as: "released")
        return try response(to: reply, status: .ok)
    }

    private func count(_ reply: ReservationReply, as word: String) {
        counter.count(reply.isReplayed) { metrics in
            switch reply.answer {
            case .reservation: metrics.reservations.count(word)
            case .refused(let problem): metrics.reservations.countRefusal(problem.reason)
            }
        }
    }

    private func response(to reply: ReservationReply, status: HTTPResponse.Status) throws -> Response {
        switch reply.answer {
        case .reservation(let document):
            try .json(document, status: status, isReplayed: reply.isReplayed)
        case .refused(let problem): .problem(problem, isReplayed: reply.isReplayed)
        }
    }

    private func unknown(_ request: Request) -> Response {
        .problem(Problem(ReservationRefusal.unknownReservation, language: request.language ?? .english))
    }
}
