import HTTPTypes
import Hummingbird
import Logging
import Promotion
import Service
import Store
import Vocabulary

/// Signing in with WeChat: there, back, and the button that joins.
extension JoinController {
    func addSignInRoutes(to routes: Routes) {
        routes.add(.post, "/join/{placement}/wechat", [303, 403, 404, 413, 415, 422]) { request, context in
            try request.requireOwnPage()
            return try await serveSignIn(request, context) { try await begin($0, request, context) }
        }
        // WeChat sends people here. It makes nobody a member: the button of its page does.
        routes.add(.get, "/join/{placement}/wechat", [200, 303, 404, 422]) { request, context in
            try await serveSignIn(request, context) { try await comeBack($0, request) }
        }
        routes.add(.post, "/join/{placement}/wechat/proof", [200, 403, 404, 413, 415, 422]) {
            request, context in
            try request.requireOwnPage()
            return try await serveSignIn(request, context) { try await finish($0, request, context) }
        }
        // Whoever chooses the other language there begins again.
        routes.add(.get, "/join/{placement}/wechat/proof", [303, 404]) { request, context in
            try await serveSignIn(request, context) { beginAgain($0) }
        }
    }

    private func serveSignIn(
        _ request: Request, _ context: VerifierContext,
        answer: (JoinPage) async throws -> Response
    ) async throws -> Response {
        try await serve(request, context) { page in
            guard page.joining.rules.proofs.contains(.wechat) else { return try host.unknown(page.language) }
            return try await answer(page)
        }
    }

    private func begin(
        _ page: JoinPage, _ request: Request, _ context: VerifierContext
    ) async throws -> Response {
        let network = host.networkName(request, context)
        let fields = try await request.formBody(context)
        do {
            try Guardrails.take(host.watchman.guardrails.signIn, network)
        } catch {
            return try wait(page, fields, .wechat, seconds: error.retryAfterSeconds ?? 1)
        }
        let beginning: JoinService.Beginning
        do throws(ServiceError) {
            beginning = try await page.joining.beginSignIn(page.request(fields), at: page.placement)
        } catch {
            guard case .invalidInput(let faults) = error else { throw error }
            let values = page.form(fields, faults: faults, proof: .wechat)
            return try html("join", page, values, status: .unprocessableContent)
        }
        switch beginning {
        case .led(let address, let secret):
            var response = Response(
                status: .seeOther, headers: [.location: address, .cacheControl: "no-store"])
            response.headers[.setCookie] = SignInCookie.header(secret, isSecure: isSecure(request))
            return response
        case .tooMany(let seconds): return try wait(page, fields, .wechat, seconds: seconds)
        case .refused(let refusal): return try elsewhere(page, fields, .wechat, refusal)
        }
    }

    private func isSecure(_ request: Request) -> Bool {
        request.isSecure(trustedProxyCount: host.context.configuration.server.trustedProxyCount)
    }

    private func comeBack(_ page: JoinPage, _ request: Request) async throws -> Response {
        // Without a state nobody comes from WeChat, but from the link to the other language.
        guard let state = request.query("state") else { return beginAgain(page) }
        guard let challenge = try? ChallengeID(parsing: state) else {
            return try refusal(page, "join_wechat_over")
        }
        let code = request.query("code")
        switch try await page.joining.returned(
            challenge, code: code, secret: request.cookie(SignInCookie.name))
        {
        case .known: return try html("join_wechat", page, page.signIn(challenge))
        case .over: return try refusal(page, "join_wechat_over")
        case .declined: return try refusal(page, "join_wechat_declined")
        case .preview: return try refusal(page, "join_wechat_preview")
        case .trouble(let reason):
            logger.error("WeChat did not say who signed in", metadata: ["reason": "\(reason)"])
            let retry = "?lang=\(page.language.rawValue)&code=\(code ?? "")&state=\(challenge)"
            let values = page.signIn(trouble: "join_wechat_trouble", retry: retry)
            return try html("join_wechat", page, values, status: .serviceUnavailable)
        }
    }

    private func refusal(_ page: JoinPage, _ word: String) throws -> Response {
        try html("join_wechat", page, page.signIn(trouble: word), status: .unprocessableContent)
    }

    private func finish(
        _ page: JoinPage, _ request: Request, _ context: VerifierContext
    ) async throws -> Response {
        let fields = try await request.formBody(context)
        guard let challenge = try? ChallengeID(parsing: fields["challenge"] ?? ""),
            case .proved(let welcome) = try await page.joining.joinBySignIn(
                challenge, secret: request.cookie(SignInCookie.name))
        else { return try refusal(page, "join_wechat_over") }
        return try joined(page, welcome)
    }
}

/// The cookie that says which browser began to sign in.
enum SignInCookie {
    static let name = "tessera_join"

    /// A cookie that no script reads, and that comes back when WeChat leads here (SameSite `Lax`, not `Strict`).
    ///
    /// - Parameters:
    ///   - secret: Its value.
    ///   - isSecure: Whether it is sent over TLS alone.
    /// - Returns: The value of `Set-Cookie`.
    static func header(_ secret: BrowserSecret, isSecure: Bool) -> String {
        "\(name)=\(secret.text); Path=/join; Max-Age=\(JoinService.signInMinutes * 60); HttpOnly; SameSite=Lax"
            + (isSecure ? "; Secure" : "")
    }
}
