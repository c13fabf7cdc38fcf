import HTTPTypes
import Hummingbird
import Payload
import Service
import Store

/// Lets in whoever signed in, and forms alone that a page of the same session sent.
struct ConsoleGate: Sendable {
    let context: ServiceContext
    let sessions: ConsoleSessions
    let gate: Gate

    /// Somebody who is signed in.
    struct Visitor: Sendable {
        let session: ConsoleSessions.Session
        /// As who they look at members.
        var viewer: MemberViewer {
            MemberViewer(scope: session.principal.scope, actor: session.principal.actor)
        }

        func may(_ route: ConsoleRoute) -> Bool { route.roles.contains(session.principal.role) }
    }

    /// Nobody is signed in.
    struct SignedOut: Error {}

    /// Lets in whom the table allows on a route.
    ///
    /// The token is asked for at every request: once it is revoked, its session is over.
    ///
    /// - Parameters:
    ///   - route: The route that answers.
    ///   - request: The request.
    ///   - context: Its context.
    /// - Returns: Whoever is signed in.
    /// - Throws: `SignedOut`, or a problem: 403 for a role that may not, 429 for too many requests.
    func admit(
        _ route: ConsoleRoute, _ request: Request, _ context: VerifierContext
    ) async throws -> Visitor {
        try Guardrails.take(gate.guardrails.page, network(request, context))
        guard let number = request.cookie(ConsoleCookies.session),
            let session = try await sessions.session(number)
        else { throw SignedOut() }
        let visitor = Visitor(session: session)
        guard visitor.may(route) else { throw Problem.http(.forbidden, detail: "This is not for your role.") }
        return visitor
    }

    /// Lets in a form that a page of the visitor's session sent.
    ///
    /// - Returns: The visitor, and what they filled in.
    /// - Throws: As `admit`; a problem with status 403 for a form from elsewhere.
    func admitForm(
        _ route: ConsoleRoute, _ request: Request, _ context: VerifierContext
    ) async throws -> (visitor: Visitor, form: FormFields) {
        try checkOrigin(request)
        let visitor = try await admit(route, request, context)
        let form = try await request.formBody(context)
        let sent = Digest256(hashing: Array((form["form_token"] ?? "").utf8))
        let expected = Digest256(hashing: Array(visitor.session.formToken.utf8))
        guard sent.isEqual(constantTime: expected) else { throw Self.foreign }
        return (visitor, form)
    }

    /// Begins a session for the holder of a token.
    ///
    /// - Parameters:
    ///   - request: The form, with the token in the field `token`.
    ///   - context: The request's context.
    /// - Returns: The session's number, or `nil` if the token is nobody's who may see the console.
    /// - Throws: A problem: 403 for a form from elsewhere, 429 for too many wrong tokens.
    func signIn(_ request: Request, _ context: VerifierContext) async throws -> String? {
        try checkOrigin(request)
        let network = network(request, context)
        try Guardrails.take(gate.guardrails.page, network)
        let form = try await request.formBody(context)
        if let token = form["token"], let principal = try await gate.access.principal(bearer: token),
            ConsoleRoute.visitors.contains(principal.role)
        {
            try await self.context.audit(.consoleSignIn, principal.actor.id, by: principal.actor)
            return try await sessions.begin(principal)
        }
        try Guardrails.take(gate.guardrails.failedLogin, network)
        return nil
    }

    /// Ends the session of a form.
    ///
    /// - Throws: A problem with status 403 for a form from elsewhere.
    func signOut(_ request: Request, _ context: VerifierContext) async throws {
        _ = try await admitForm(.signOut, request, context)
        if let number = request.cookie(ConsoleCookies.session) { try await sessions.end(number) }
    }

    /// Counts a request for an open page against its network.
    func admitAnybody(_ request: Request, _ context: VerifierContext) throws {
        try Guardrails.take(gate.guardrails.page, network(request, context))
    }

    private func network(_ request: Request, _ context: VerifierContext) -> String {
        NetworkName.of(request.clientAddress(context, trustedProxyCount: gate.trustedProxyCount))
    }

    private func checkOrigin(_ request: Request) throws(Problem) {
        guard request.isFromOwnPage else { throw Self.foreign }
    }

    private static let foreign = Problem.http(
        .forbidden, detail: "Only a page of the console sends this form; open the page anew.")
}
