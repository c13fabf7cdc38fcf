import HTTPTypes
import Hummingbird
import Logging
import Membership
import Promotion
import Service
import Store
import Vocabulary

/// The page where people join: `/join/PLACEMENT`.
struct JoinController: Sendable {
    /// `nil` where the program is closed to visitors.
    let joining: JoinService?
    let host: PageController
    let logger: Logger

    func addRoutes(to routes: Routes) {
        routes.add(.get, "/join/{placement}", [200, 404]) { request, context in
            try await serve(request, context) { try form($0) }
        }
        routes.add(.post, "/join/{placement}", [200, 403, 404, 413, 415, 422]) { request, context in
            try request.requireOwnPage()
            return try await serve(request, context) { try await ask($0, request, context) }
        }
        // Whoever chooses the other language on the page of the code begins again.
        routes.add(.get, "/join/{placement}/proof", [303, 404]) { request, context in
            try await serve(request, context) { beginAgain($0) }
        }
        addSignInRoutes(to: routes)
        routes.add(.post, "/join/{placement}/proof", [200, 403, 404, 413, 415, 422]) {
            request, context in
            try request.requireOwnPage()
            return try await serve(request, context) { try await prove($0, request, context) }
        }
    }

    func beginAgain(_ page: JoinPage) -> Response {
        let address = "/join/\(page.placement.id)?lang=\(page.language.rawValue)&landed=yes"
        return Response(status: .seeOther, headers: [.location: address, .cacheControl: "no-store"])
    }

    /// Lets nobody guess placements, and answers the page of the unknown where there is nothing to join.
    func serve(
        _ request: Request, _ context: VerifierContext,
        answer: (JoinPage) async throws -> Response
    ) async throws -> Response {
        let visitor = try host.admit(request, context)
        try await host.watchman.check([visitor])
        let language = host.language(of: request)
        guard let placement = try await host.placement(request, context) else {
            await host.watchman.countUnknown(from: [visitor], store: nil, context.logger)
            return try host.unknown(language)
        }
        guard let joining else { return try host.unknown(language) }
        return try await answer(
            JoinPage(
                joining: joining, placement: placement, language: language, pages: host.pages,
                program: host.program(language), isFromOwnPage: request.uri.queryParameters["landed"] != nil,
                isInWeChat: request.headers[.userAgent]?.contains("MicroMessenger") == true,
                wanted: request.query("proof").flatMap { JoinRules.Proof(rawValue: $0) }))
    }

    private func form(_ page: JoinPage) throws -> Response {
        try html("join", page, page.form())
    }

    private func ask(
        _ page: JoinPage, _ request: Request, _ context: VerifierContext
    ) async throws -> Response {
        guard page.joining.rules.proofs.contains(.phone) else { return try host.unknown(page.language) }
        let network = host.networkName(request, context)
        let fields = try await request.formBody(context)
        do {
            try Guardrails.take(host.watchman.guardrails.join, network)
        } catch {
            return try wait(page, fields, .phone, seconds: error.retryAfterSeconds ?? 1)
        }
        let answer: JoinService.Answer
        do throws(ServiceError) {
            answer = try await page.joining.ask(page.request(fields), at: page.placement) { page.message($0) }
        } catch {
            guard case .invalidInput(let faults) = error else { throw error }
            let values = page.form(fields, faults: faults, proof: .phone)
            return try html("join", page, values, status: .unprocessableContent)
        }
        switch answer {
        case .sent(let challenge, let masked):
            return try html("join_code", page, page.code(challenge, recipient: masked))
        case .tooMany(let seconds): return try wait(page, fields, .phone, seconds: seconds)
        case .refused(let refusal): return try elsewhere(page, fields, .phone, refusal)
        case .unsent(let reason):
            logger.error("code not sent", metadata: ["reason": "\(reason)"])
            let values = page.form(fields, trouble: page.word("join_unsent"), proof: .phone)
            return try html("join", page, values, status: .serviceUnavailable)
        }
    }

    func wait(
        _ page: JoinPage, _ fields: FormFields, _ proof: JoinRules.Proof, seconds: Int
    ) throws -> Response {
        let name = proof == .phone ? "join_too_many" : "join_wechat_too_many"
        let text = page.word(name).replacing("{minutes}", with: String((seconds + 59) / 60))
        var response = try html(
            "join", page, page.form(fields, trouble: text, proof: proof), status: .tooManyRequests)
        response.headers[.retryAfter] = String(seconds)
        return response
    }

    /// Says why nobody can join where they are, and what would help.
    func elsewhere(
        _ page: JoinPage, _ fields: FormFields, _ proof: JoinRules.Proof, _ refusal: JoinRefusal
    ) throws -> Response {
        let values = page.form(fields, trouble: page.sentence(refusal), proof: proof)
        return try html("join", page, values, status: .unprocessableContent)
    }

    private func prove(
        _ page: JoinPage, _ request: Request, _ context: VerifierContext
    ) async throws -> Response {
        let fields = try await request.formBody(context)
        guard let challenge = try? ChallengeID(parsing: fields["challenge"] ?? "") else {
            return try html("join_code", page, page.codeOver(), status: .unprocessableContent)
        }
        switch try await page.joining.prove(challenge, code: fields["code"] ?? "") {
        case .proved(let welcome): return try joined(page, welcome)
        case .wrong(let attemptsLeft):
            let values = page.code(
                challenge, recipient: fields["recipient"] ?? "", attemptsLeft: attemptsLeft)
            return try html("join_code", page, values, status: .unprocessableContent)
        case .over:
            return try html("join_code", page, page.codeOver(), status: .unprocessableContent)
        }
    }

    func joined(_ page: JoinPage, _ welcome: Welcome) throws -> Response {
        try html("joined", page, try page.welcome(welcome, host: host.context))
    }

    func html(
        _ name: String, _ page: JoinPage, _ values: [String: Any], status: HTTPResponse.Status = .ok
    ) throws -> Response {
        var response = try host.html(
            try host.pages.render(name, page.language, host.brand(values, page.language)), status: status)
        if values["by_wechat"] as? Bool == true, let rules = page.joining.rules.wechat {
            // Browsers hold the address to which a form's answer leads against it too (CSP 3, 6.4.1).
            response.headers[.securityPolicy] = SecurityHeadersMiddleware.policy.replacing(
                "form-action 'self'", with: "form-action 'self' \(rules.authorisationOrigin)")
        }
        if values["asks_position"] as? Bool == true {
            response.headers[.permissionsPolicy] = SecurityHeadersMiddleware.permissionsOfPosition
        }
        return response
    }
}
