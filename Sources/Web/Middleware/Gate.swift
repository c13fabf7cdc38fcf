import HTTPTypes
import Hummingbird
import Logging
import Service
import Store
import Vocabulary

/// Lets in who may, by bearer token (RFC 6750), or by the session of a till's page.
struct Gate: Sendable {
    let access: AccessService
    let tills: TillSessions
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
        if request.headers[.authorization] == nil, let sealed = request.cookie(TillSessions.cookie) {
            let session = try await session(sealed, route, request, network)
            return try await admit(route, Caller(principal: session.principal, network: network))
        }
        let asker = Asker(authorization: request.headers[.authorization], network: network)
        return try await admit(route, asker) { bearer throws(ServiceError) in
            try await access.principal(bearer: bearer)
        }
    }

    private func admit(
        _ route: GuardedRoute, _ asker: Asker, _ look: (String) async throws(ServiceError) -> Principal?
    ) async throws -> Caller {
        try await admit(
            route, Caller(principal: try await principal(asker, look), network: asker.network))
    }

    private func admit(_ route: GuardedRoute, _ caller: Caller) async throws -> Caller {
        try judge(route, caller)
        if route.takesCode { try await watchman.check(caller.subjects) }
        return caller
    }

    /// Refuses whose role may not, and whoever asks too often.
    private func judge(_ route: GuardedRoute, _ caller: Caller) throws(Problem) {
        guard route.roles.contains(caller.principal.role) else { throw Self.forbidden(route) }
        if let subject = caller.principal.lockoutSubject {
            try Guardrails.take(guardrails.terminal, subject.name)
        }
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
        try till(route, try await admit(route, request, context))
    }

    private func till(
        _ route: GuardedRoute, _ caller: Caller
    ) throws(Problem) -> (terminal: TerminalRecord, caller: Caller) {
        guard let terminal = caller.principal.till else { throw Self.forbidden(route) }
        return (terminal, caller)
    }

    /// Counts an answer against its caller if it says that a code is unknown.
    func countUnknown(_ problem: Problem, _ caller: Caller, _ logger: Logger) async {
        guard problem.isUnknownCode else { return }
        await countUnknown(from: caller, logger)
    }

    /// Counts an unknown code against its sender.
    func countUnknown(from caller: Caller, _ logger: Logger) async {
        await watchman.countUnknown(from: caller.subjects, store: caller.principal.store, logger)
    }

    private static func forbidden(_ route: GuardedRoute) -> Problem {
        let roles = Role.allCases.filter(route.roles.contains).map(\.rawValue).joined(separator: ", ")
        return .http(.forbidden, detail: "This is for the roles \(roles).")
    }

    /// A good token always passes: only wrong ones run an address dry, so one broken till stops no other.
    private func principal(
        _ asker: Asker, _ look: (String) async throws(ServiceError) -> Principal?
    ) async throws -> Principal {
        if let token = asker.bearer, let principal = try await look(token) { return principal }
        try Guardrails.take(guardrails.failedLogin, asker.network)
        throw Self.unauthorized
    }

    private static let unauthorized = Problem.http(
        .unauthorized, detail: "Send a terminal's or a person's token: Authorization: Bearer tst_… or tsp_…")

    /// The session of a till's page, which alone knows the form's token; who it is, is told without.
    private func session(
        _ sealed: String, _ route: GuardedRoute, _ request: Request, _ network: String
    ) async throws -> TillSessions.Session {
        guard let session = try await tills.session(sealed) else {
            try Guardrails.take(guardrails.failedLogin, network)
            throw Self.unauthorized
        }
        guard route != .showTill else { return session }
        guard session.knows(request.headers[.formToken]), request.method == .get || request.isFromOwnPage
        else { throw Self.foreign }
        return session
    }

    /// What a page of another site gets.
    static let foreign = Problem.http(
        .forbidden, detail: "Only the till's own page sends this; open it anew.")
}

extension Gate {
    /// A till that was let in from memory.
    struct Recalled: Sendable {
        let terminal: TerminalRecord
        let caller: Caller
        /// What must not have changed when its request is carried out.
        let accessVersion: Int64
    }

    /// Lets in a till from memory; lock-outs by what was read of them last, which `Watchman.update` brings up to date.
    ///
    /// - Parameters:
    ///   - route: As for `admit`; one whose requests are carried out in a group, which checks the version.
    ///   - asker: Who sends the request.
    /// - Returns: The till, or `nil` if something has to be looked up first: then `lookUp` does it.
    /// - Throws: A problem, as `admit`.
    func recall(_ route: GuardedRoute, _ asker: Asker) throws(Problem) -> Recalled? {
        guard let token = asker.bearer, let known = access.remembered(bearer: token) else { return nil }
        let caller = Caller(principal: known.principal, network: asker.network)
        try judge(route, caller)
        if route.takesCode { try watchman.checkFromMemory(caller.subjects) }
        let (terminal, _) = try till(route, caller)
        return Recalled(terminal: terminal, caller: caller, accessVersion: known.accessVersion)
    }

    /// Lets in a till as `till` does, and remembers it.
    func lookUp(
        _ route: GuardedRoute, _ asker: Asker
    ) async throws -> (terminal: TerminalRecord, caller: Caller) {
        let caller = try await admit(route, asker) { bearer throws(ServiceError) in
            try await access.principalToRemember(bearer: bearer)
        }
        return try till(route, caller)
    }
}
