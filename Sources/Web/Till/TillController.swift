import HTTPTypes
import Hummingbird
import Promotion
import Service
import Store
import Vocabulary

/// The cashier's page: its shell, signing in and out, and who a till is.
///
/// The page itself decides nothing. It redeems, reverses and reads by the same routes as every till, with its session in
/// place of a token.
struct TillController: Sendable {
    let context: ServiceContext
    let gate: Gate
    let shell: TillShell

    func addRoutes(to routes: Routes) {
        routes.add(.get, "/till", [200, 304]) { try page($0, $1) }
        routes.add(.get, "/till/files/{name}", [200, 304, 404]) { try file($0, $1) }
        routes.add(.post, "/till/session", [200, 400, 401, 403, 413, 415]) { try await signIn($0, $1) }
        routes.add(.delete, "/till/session", [204, 403]) { try signOut($0, $1) }
        routes.add(.get, "/v1/terminals/self", Routes.authenticatedStatuses.union([200])) {
            try await show($0, $1)
        }
    }

    private func page(_ request: Request, _ context: VerifierContext) throws -> Response {
        _ = try network(request, context)
        let tag = request.uri.queryParameters["lang"]
        let language = tag.map { SpokenLanguage(nearest: $0) } ?? spoken(request)
        guard let page = shell.page(language) else { throw Problem.http(.notFound) }
        var response = request.answer(page.bytes, type: page.type, cache: "no-cache", tag: page.tag)
        response.headers[.vary] = "Accept-Language"
        response.headers[.securityPolicy] = SecurityHeadersMiddleware.policyOfTill
        response.headers[.permissionsPolicy] = SecurityHeadersMiddleware.permissionsOfTill
        // Browsers then name the page's origin where they send no Sec-Fetch-Site, and nobody else learns anything.
        response.headers[.referrerPolicy] = "same-origin"
        return response
    }

    private func file(_ request: Request, _ context: VerifierContext) throws -> Response {
        _ = try network(request, context)
        guard let file = shell.file(request.parameter("name", context)) else { throw Problem.http(.notFound) }
        var response = request.answer(file.bytes, type: file.type, cache: "no-cache", tag: file.tag)
        response.headers[.serviceWorkerAllowed] = "/till"
        return response
    }

    private func signIn(_ request: Request, _ context: VerifierContext) async throws -> Response {
        guard request.isFromOwnPage else { throw Gate.foreign }
        let network = try network(request, context)
        let token = try Requests.signIn(try await request.jsonBody(context))
        guard let principal = try await gate.access.principal(bearer: token) else {
            try Guardrails.take(gate.guardrails.failedLogin, network)
            throw Problem.http(.unauthorized, detail: "No till has this token.")
        }
        guard let till = principal.till, let sealed = gate.tills.begin(principal),
            let session = try await gate.tills.session(sealed)
        else {
            throw Problem.http(
                .forbidden, detail: "This is for the token of a terminal, or of a cashier of one store.")
        }
        try await self.context.audit(.tillSignIn, till.id.text, store: till.store, by: principal.actor)
        var response = try Response.json(document(till, session.formToken, request))
        setCookie(sealed, in: &response, request)
        return response
    }

    /// Takes the cookie away; whose it was does not matter.
    private func signOut(_ request: Request, _ context: VerifierContext) throws -> Response {
        guard request.isFromOwnPage else { throw Gate.foreign }
        _ = try network(request, context)
        var response = Response(status: .noContent)
        setCookie("", in: &response, request)
        return response
    }

    private func show(_ request: Request, _ context: VerifierContext) async throws -> Response {
        let (till, _) = try await gate.till(.showTill, request, context)
        guard request.headers[.authorization] == nil, let sealed = request.cookie(TillSessions.cookie),
            let session = try await gate.tills.session(sealed)
        else { return try .json(document(till, nil, request)) }
        var response = try Response.json(document(till, session.formToken, request))
        if session.isOld, let renewed = gate.tills.renewed(session) {
            setCookie(renewed, in: &response, request)
        }
        return response
    }

    private func document(_ till: TerminalRecord, _ formToken: String?, _ request: Request) -> TillDocument {
        let language = spoken(request)
        return TillDocument(
            terminal: till.id, name: till.name, store: till.store,
            storeName: context.configuration.store(till.store)?.name.text(in: language.rawValue)
                ?? till.store.text,
            currency: context.configuration.issuer.currency, formToken: formToken)
    }

    /// Counts a request for what is open to all against its network, and returns that.
    private func network(_ request: Request, _ context: VerifierContext) throws -> String {
        let address = request.clientAddress(context, trustedProxyCount: gate.trustedProxyCount)
        let network = NetworkName.of(address)
        try Guardrails.take(gate.guardrails.page, network)
        return network
    }

    private func spoken(_ request: Request) -> SpokenLanguage {
        request.language ?? SpokenLanguage(nearest: context.configuration.issuer.language)
    }

    /// A cookie that only pages of this server send, and no script reads (RFC 6265; SameSite by 6265bis); an empty value
    /// takes it away.
    private func setCookie(_ value: String, in response: inout Response, _ request: Request) {
        let seconds = value.isEmpty ? 0 : TillSessions.lifetimeSeconds
        let isSecure = request.isSecure(trustedProxyCount: gate.trustedProxyCount)
        let cookie = "\(TillSessions.cookie)=\(value); Path=/; Max-Age=\(seconds); HttpOnly; SameSite=Strict"
        response.headers.append(HTTPField(name: .setCookie, value: cookie + (isSecure ? "; Secure" : "")))
    }
}

/// Who a till is, as its own page shows it.
struct TillDocument: Sendable, Hashable, Encodable {
    let terminal: TerminalID
    let name: String
    let store: StoreID
    /// In the reader's language.
    let storeName: String
    /// What amounts are in.
    let currency: Currency
    /// Only for a session: what its page sends as `X-Form-Token`.
    let formToken: String?
}

extension Requests {
    /// The token of a till that signs in.
    static func signIn(_ bytes: [UInt8]) throws(Problem) -> String {
        try ObjectReader.read(bytes) { $0.string("token") }
    }
}
