import HTTPTypes
import Hummingbird
import Service
import Store
import Vocabulary

/// Who may, who did, and who may not for a while: tokens, the audit log and lock-outs.
struct AccessController: Sendable {
    let tokens: TokenService
    let audit: AuditService
    let lockouts: LockoutService
    let gate: Gate

    func addRoutes(to routes: Routes) {
        let list = Routes.authenticatedStatuses.union([200, 400])
        let removal = Routes.authenticatedStatuses.union([204, 404])
        routes.add(.get, "/v1/tokens", list) { try await listTokens($0, $1) }
        routes.add(.post, "/v1/tokens", Routes.authenticatedStatuses.union([201, 400, 404, 413, 415])) {
            try await issueToken($0, $1)
        }
        routes.add(.delete, "/v1/tokens/{id}", removal) { try await revokeToken($0, $1) }
        routes.add(.get, "/v1/audit", list) { try await readAudit($0, $1) }
        routes.add(.get, "/v1/lockouts", list) { try await listLockouts($0, $1) }
        routes.add(.delete, "/v1/lockouts/{id}", removal) { try await liftLockout($0, $1) }
    }

    private func listTokens(_ request: Request, _ context: VerifierContext) async throws -> Response {
        _ = try await gate.admit(.listTokens, request, context)
        let all = try await tokens.list().map { TokenDocument($0) }
        return try request.page("tokens", of: all) { $0.id.text }
    }

    private func issueToken(_ request: Request, _ context: VerifierContext) async throws -> Response {
        let caller = try await gate.admit(.issueToken, request, context)
        let wanted = try Requests.token(try await request.jsonBody(context))
        let issued = try await tokens.issue(
            role: wanted.role, name: wanted.name, scope: wanted.scope, by: caller.actor)
        var response = try Response.json(IssuedTokenDocument(issued), status: .created)
        response.headers[.location] = "/v1/tokens/\(issued.record.id)"
        return response
    }

    private func revokeToken(_ request: Request, _ context: VerifierContext) async throws -> Response {
        let caller = try await gate.admit(.revokeToken, request, context)
        let id: TokenID = try request.identifier("id", of: "token", context)
        try await tokens.revoke(id, by: caller.actor)
        return Response(status: .noContent)
    }

    private func readAudit(_ request: Request, _ context: VerifierContext) async throws -> Response {
        let caller = try await gate.admit(.readAudit, request, context)
        let after = Int64(try request.number("after", in: 0...Int.max) ?? 0)
        let limit = try request.number("limit", in: 1...AuditPage.maximumCount) ?? AuditPage.maximumCount
        return try .json(try await audit.page(after: after, limit: limit, scope: caller.scope))
    }

    private func listLockouts(_ request: Request, _ context: VerifierContext) async throws -> Response {
        let caller = try await gate.admit(.listLockouts, request, context)
        let all = try await lockouts.list(scope: caller.scope).map { LockoutDocument($0) }
        return try request.page("lockouts", of: all.sorted { $0.id < $1.id }) { $0.id.text }
    }

    private func liftLockout(_ request: Request, _ context: VerifierContext) async throws -> Response {
        let caller = try await gate.admit(.liftLockout, request, context)
        let id: LockoutID = try request.identifier("id", of: "lock-out", context)
        try await lockouts.lift(id, scope: caller.scope, by: caller.actor)
        gate.watchman.guessing.forget(id)
        return Response(status: .noContent)
    }
}
