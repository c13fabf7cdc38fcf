import HTTPTypes
import Hummingbird
import Service
import Store
import Vocabulary

/// Lets in who may, by bearer token (RFC 6750).
struct Gate: Sendable {
    let access: AccessService
    let watchman: Watchman
    let trustedProxyCount: Int

    var guardrails: Guardrails { watchman.guardrails }

    /// Lets in whom the table allows on a route.
    ///
    /// - Parameters:
    ///   - route: The route that answers.
    ///   - request: The request.
    ///   - context: Its context.
    /// - Returns: Whoever sends it.
    /// - Throws: A problem: 401 without a good token, 403 for a role that may not, 429 for too many requests or a
    ///   lock-out.
    func admit(
        _ route: GuardedRoute, _ request: Request, _ context: VerifierContext
    ) async throws -> Caller {
        let network = NetworkName.of(request.clientAddress(context, trustedProxyCount: trustedProxyCount))
        let caller = Caller(principal: try await principal(request, network), network: network)
        guard route.roles.contains(caller.principal.role) else { throw Self.forbidden(route) }
        if let subject = caller.principal.lockoutSubject {
            try Guardrails.take(guardrails.terminal, subject.name)
        }
        if route.takesCode { try await watchman.check(caller.subjects) }
        return caller
    }

    /// Lets in a till: an enrolled terminal, or a cashier for the store where they work.
    ///
    /// - Parameters:
    ///   - route: As for `admit`.
    ///   - request: As for `admit`.
    ///   - context: As for `admit`.
    /// - Returns: The till, and whoever sends the request.
    /// - Throws: As `admit`.
    func till(
        _ route: GuardedRoute, _ request: Request, _ context: VerifierContext
    ) async throws -> (terminal: TerminalRecord, caller: Caller) {
        let caller = try await admit(route, request, context)
        guard let terminal = caller.principal.till else { throw Self.forbidden(route) }
        return (terminal, caller)
    }

    /// Counts an answer against its caller if it says that a code is unknown.
    func countUnknown(_ problem: Problem, _ caller: Caller, _ context: VerifierContext) async {
        guard problem.isUnknownCode else { return }
        await watchman.countUnknown(
            from: caller.subjects, store: caller.principal.store, context.logger)
    }

    private static func forbidden(_ route: GuardedRoute) -> Problem {
        let roles = Role.allCases.filter(route.roles.contains).map(\.rawValue).joined(separator: ", ")
        return .http(.forbidden, detail: "This is for the roles \(roles).")
    }

    /// A good token always passes: only wrong ones run an address dry, so one broken till stops no other.
    private func principal(_ request: Request, _ network: String) async throws -> Principal {
        if let token = bearer(request), let principal = try await access.principal(bearer: token) {
            return principal
        }
        try Guardrails.take(guardrails.failedLogin, network)
        throw Problem.http(
            .unauthorized,
            detail: "Send a terminal's or a person's token: Authorization: Bearer tst_… or tsp_…")
    }

    private func bearer(_ request: Request) -> String? {
        guard let header = request.headers[.authorization] else { return nil }
        let parts = header.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
        return parts[1].trimmingSpaces
    }
}
