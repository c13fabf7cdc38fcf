import HTTPTypes
import Hummingbird
import Logging
import Promotion
import Service
import Store
import Vocabulary

/// The console: pages for those who keep the list of members, which need no script.
struct ConsoleController: Sendable {
    let context: ServiceContext
    let pages: PageLibrary
    let door: ConsoleGate
    let directory: MemberDirectory

    /// 50 members: some screens of a phone, and a page of 20 kilobytes.
    static let membersOnPage = 50
    /// 20 redemptions: more are a page away.
    static let entriesOnPage = 20

    func addRoutes(to routes: Routes) {
        add(.home, [303], to: routes) { request, _, _ in
            Self.redirect("/console/members" + request.languageQuery)
        }
        addSignIn(to: routes)
        add(.listMembers, [200, 303, 400, 403], to: routes) { try await list($0, $1, $2) }
        add(.search, [303, 400, 403, 404, 413, 415], to: routes) { try await search($0, $1, $2) }
        addMember(to: routes)
        addQuestions(to: routes)
        addExport(to: routes)
    }

    typealias Handler = @Sendable (Request, VerifierContext, SpokenLanguage) async throws -> Response

    /// Adds a route whose errors are pages, and whose pages tell their own server where they came from.
    func add(
        _ route: ConsoleRoute, _ statuses: Set<Int>, to routes: Routes, _ handler: @escaping Handler
    ) {
        routes.add(route.method, route.path, statuses) { request, context in
            let language = language(of: request)
            var response: Response
            do {
                response = try await handler(request, context, language)
            } catch is ConsoleGate.SignedOut {
                response = Self.redirect("/console/sign-in" + request.languageQuery)
            } catch {
                response = try failure(Problem(caught: error, context.logger), language)
            }
            // Browsers then name a form's origin where they send no Sec-Fetch-Site, and nobody else learns anything.
            response.headers[.referrerPolicy] = "same-origin"
            if request.uri.queryParameters["lang"] != nil { keep(language, in: &response, request) }
            return response
        }
    }

    /// `?lang=`, then what was chosen before, then `Accept-Language`, then the issuer's own.
    private func language(of request: Request) -> SpokenLanguage {
        if let tag = request.query("lang") ?? request.cookie(ConsoleCookies.language) {
            return SpokenLanguage(nearest: tag)
        }
        return request.language ?? SpokenLanguage(nearest: context.configuration.issuer.language)
    }

    private func keep(_ language: SpokenLanguage, in response: inout Response, _ request: Request) {
        setCookie(
            ConsoleCookies.language, language.rawValue, seconds: ConsoleCookies.languageSeconds,
            in: &response,
            request)
    }

    func setCookie(
        _ name: String, _ value: String, seconds: Int64, in response: inout Response, _ request: Request
    ) {
        let isSecure = request.isSecure(trustedProxyCount: context.configuration.server.trustedProxyCount)
        let header = ConsoleCookies.header(name, value, seconds: seconds, isSecure: isSecure)
        response.headers.append(HTTPField(name: .setCookie, value: header))
    }

    static func redirect(_ address: String) -> Response {
        Response(status: .seeOther, headers: [.location: address, .cacheControl: "no-store"])
    }
}

// MARK: - The list

extension ConsoleController {
    private func list(
        _ request: Request, _ context: VerifierContext, _ language: SpokenLanguage
    ) async throws -> Response {
        let visitor = try await door.admit(.listMembers, request, context)
        var list = MemberListView(segment: request.query("segment"), after: request.query("after"))
        let after = try request.memberAfter
        do throws(ServiceError) {
            list.page = try await directory.page(
                of: list.segment, after: after, limit: Self.membersOnPage, for: visitor.viewer)
        } catch {
            guard case .invalidInput(let faults) = error else { throw error }
            list.fault = faults.first?.detail
        }
        return try await show(list, visitor, language)
    }

    /// Leads to the member who has what was typed, so that no address and no history holds it.
    private func search(
        _ request: Request, _ context: VerifierContext, _ language: SpokenLanguage
    ) async throws -> Response {
        let (visitor, form) = try await door.admitForm(.search, request, context)
        var list = MemberListView()
        list.kind = form["by"]
        guard let text = form["value"], let clue = MemberClue(kind: form["by"], text) else {
            list.searchFault = pages.word("console_search_fault", language)
            return try await show(list, visitor, language)
        }
        do throws(ServiceError) {
            if let found = try await directory.find(clue, for: visitor.viewer) {
                return Self.redirect("/console/members/\(found.member)")
            }
            list.isNobody = true
        } catch {
            guard case .invalidInput(let faults) = error else { throw error }
            list.searchFault = faults.first?.detail
        }
        return try await show(list, visitor, language)
    }

    private func show(
        _ list: MemberListView, _ visitor: ConsoleGate.Visitor, _ language: SpokenLanguage
    ) async throws -> Response {
        let saved = try await SegmentService(context).list()
        let scene = ConsoleScene(
            context: context, pages: pages, language: language, path: list.address, visitor: visitor)
        let isFault = list.fault != nil || list.searchFault != nil
        return try scene.page(
            "console-members", list.values(saved, scene),
            status: isFault ? .badRequest : list.isNobody ? .notFound : .ok)
    }

    /// What went wrong, as a page.
    func failure(_ problem: Problem, _ language: SpokenLanguage) throws -> Response {
        let scene = ConsoleScene(
            context: context, pages: pages, language: language, path: "/console/members", visitor: nil)
        var response = try scene.page(
            "console-problem", scene.values(of: problem), status: HTTPResponse.Status(code: problem.status))
        if let seconds = problem.retryAfterSeconds { response.headers[.retryAfter] = String(seconds) }
        return response
    }
}

extension Request {
    /// The language of the query as a query of its own, for another page.
    var languageQuery: String {
        query("lang").map { "?lang=\(SpokenLanguage(nearest: $0).rawValue)" } ?? ""
    }
}
