import Foundation
import HTTPTypes
import Hummingbird
import Promotion
import Service
import Store
import Vocabulary

/// Redemptions, validations and reversals of enrolled terminals.
struct RedemptionController: Sendable {
    let redemptions: RedemptionService
    let gate: Gate
    let metrics: VerifierMetrics

    func addRoutes(to routes: Routes) {
        let body: Set = [400, 413, 415]
        let refused = Set(Refusal.Reason.allCases.map(\.status))
        let common = Routes.authenticatedStatuses.union(body).union(refused)
        routes.add(.post, "/v1/redemptions", common.union([201])) { try await redeem($0, $1) }
        routes.add(.post, "/v1/validations", common.union([200])) { try await validate($0, $1) }
        let reversal = Set(Reversal.Reason.allCases.map(\.status))
        routes.add(
            .post, "/v1/redemptions/{id}/reversals",
            Routes.authenticatedStatuses.union(body).union(reversal).union([201])
        ) { try await reverse($0, $1) }
    }

    private func redeem(_ request: Request, _ context: VerifierContext) async throws -> Response {
        let (terminal, caller) = try await gate.till(.redeem, request, context)
        let key = try request.idempotencyKey
        let call = try Requests.redemption(try await request.jsonBody(context))
        let reply = try await redemptions.redeem(
            call, key: key, terminal: terminal, language: request.language)
        return try await response(to: reply, caller, context)
    }

    /// The answer to a redemption or a settlement, counted once.
    func response(
        to reply: RedemptionReply, _ caller: Caller, _ context: VerifierContext
    ) async throws -> Response {
        let answer = try answer(to: reply)
        if let problem = reply.newRefusal { await gate.countUnknown(problem, caller, context.logger) }
        return Response(answer)
    }

    /// The answer, counted once.
    func answer(to reply: RedemptionReply) throws(ServiceError) -> Answering {
        switch reply.answer {
        case .redeemed(let document):
            count(reply.isReplayed) { $0.redemptions.count("redeemed") }
            return .json(document.json, status: 201, isReplayed: reply.isReplayed)
        case .stacked(let document):
            count(reply.isReplayed) { $0.redemptions.count("redeemed") }
            return .json(try JSONText.document(document), status: 201, isReplayed: reply.isReplayed)
        case .refused(let problem):
            count(reply.isReplayed) { $0.redemptions.countRefusal(problem.reason) }
            return .problem(problem, isReplayed: reply.isReplayed)
        }
    }

    private func validate(_ request: Request, _ context: VerifierContext) async throws -> Response {
        let (terminal, caller) = try await gate.till(.validate, request, context)
        let call = try Requests.redemption(try await request.jsonBody(context))
        switch try await redemptions.validate(call, terminal: terminal, language: request.language) {
        case .redeemable(let document):
            metrics.validations.count("redeemable")
            return try .json(document)
        case .stackable(let document):
            metrics.validations.count("redeemable")
            return try .json(document)
        case .refused(let problem):
            metrics.validations.countRefusal(problem.reason)
            await gate.countUnknown(problem, caller, context.logger)
            return .problem(problem)
        }
    }

    private func reverse(_ request: Request, _ context: VerifierContext) async throws -> Response {
        let terminal = try await gate.till(.reverse, request, context).terminal
        let key = try request.idempotencyKey
        let call = try Requests.reversal(try await request.jsonBody(context))
        guard let id = try? RedemptionID(parsing: request.parameter("id", context)) else {
            return .problem(Problem(.unknownRedemption, language: request.language ?? .english))
        }
        let reply = try await redemptions.reverse(
            call, redemption: id, key: key, terminal: terminal, language: request.language)
        switch reply.answer {
        case .reversed(let document):
            count(reply.isReplayed) { $0.reversals.count("reversed") }
            return try .json(document, status: .created, isReplayed: reply.isReplayed)
        case .refused(let problem):
            count(reply.isReplayed) { $0.reversals.countRefusal(problem.reason) }
            return .problem(problem, isReplayed: reply.isReplayed)
        }
    }

    /// Counts an answer once: as a replay, if it was given before.
    func count(_ isReplayed: Bool, _ first: (VerifierMetrics) -> Void) {
        if isReplayed { metrics.replays.increment() } else { first(metrics) }
    }
}

extension RedemptionReply {
    /// Why it was refused, if it is refused now and not once more.
    var newRefusal: Problem? {
        guard case .refused(let problem) = answer, !isReplayed else { return nil }
        return problem
    }
}

extension Request {
    /// The key that makes a retry the same request.
    var idempotencyKey: String {
        get throws(Problem) {
            guard let key = headers[.idempotencyKey] else {
                throw .invalidInput([
                    InputFault(pointer: "", detail: "The header Idempotency-Key is missing.")
                ])
            }
            return key
        }
    }

    /// A part of the path, decoded.
    func parameter(_ name: String, _ context: VerifierContext) -> String {
        let raw = context.parameters.get(name) ?? ""
        return raw.removingPercentEncoding ?? raw
    }
}
