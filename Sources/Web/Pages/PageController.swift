import HTTPTypes
import Hummingbird
import Logging
import Measurement
import NIOCore
import Promotion
import Service
import Store
import Templates
import Vocabulary

/// The pages behind printed codes; a GET records a scan and changes no right.
struct PageController: Sendable {
    let context: ServiceContext
    let coupons: CouponPageService
    let placements: PlacementService
    let visits: VisitService
    let receipts: ReceiptService
    let pages: PageLibrary
    let watchman: Watchman
    /// Whether the page of a placement leads on to the one where people join.
    let isJoiningOpen: Bool

    func addRoutes(to routes: Routes) {
        routes.add(.get, "/c/{code}", [200, 404]) { try await coupon("code", $0, $1) }
        routes.add(.get, "/t/{token}", [200, 404]) { try await coupon("token", $0, $1) }
        routes.add(.get, "/s/{placement}", [200, 302, 404]) { try await scan($0, $1) }
        routes.add(.post, "/s/{placement}/landing", [204, 403, 404]) { try await land($0, $1) }
        addReceiptRoutes(to: routes)
        routes.add(.get, "/assets/page.css", [200]) { _, _ in try style() }
        routes.add(.get, "/assets/landing.js", [200]) { _, _ in try script("landing") }
        routes.add(.get, "/assets/position.js", [200]) { _, _ in try script("position") }
        routes.add(.get, "/assets/icon", [200, 404]) { _, _ in try icon() }
    }

    private func coupon(
        _ parameter: String, _ request: Request, _ context: VerifierContext
    ) async throws -> Response {
        let visitor = try admit(request, context)
        try await watchman.check([visitor])
        let language = language(of: request)
        guard let page = try await coupons.page(of: request.parameter(parameter, context), for: .holder)
        else {
            await watchman.countUnknown(from: [visitor], store: nil, context.logger)
            return try unknown(language)
        }
        if let placement = page.status.coupon.placement {
            await record(.scan, placement, request, context)
        }
        let view = CouponView(page: page, language: language, pages: pages)
        return try html(try pages.render("coupon", language, brand(try view.values(), language)))
    }

    private func scan(_ request: Request, _ context: VerifierContext) async throws -> Response {
        let visitor = try admit(request, context)
        try await watchman.check([visitor])
        guard let placement = try await placement(request, context) else {
            await watchman.countUnknown(from: [visitor], store: nil, context.logger)
            return try unknown(language(of: request))
        }
        await record(.scan, placement.id, request, context)
        guard let target = placement.target, PlacementService.isTarget(target) else {
            return try landingPage(placement, language(of: request))
        }
        return Response(status: .found, headers: [.location: target, .cacheControl: "no-store"])
    }

    /// The beacon of a page that ran: proof that a browser showed it.
    private func land(_ request: Request, _ context: VerifierContext) async throws -> Response {
        _ = try admit(request, context)
        try request.requireOwnPage()
        guard let placement = try await placement(request, context) else { throw Problem.http(.notFound) }
        await record(.landing, placement.id, request, context)
        return Response(status: .noContent)
    }
}

extension PageController {
    func placement(
        _ request: Request, _ context: VerifierContext
    ) async throws(ServiceError) -> PlacementRecord? {
        guard let id = try? PlacementID(parsing: request.parameter("placement", context)) else { return nil }
        return try await placements.find(id)
    }

    /// Counts the request against its network, and returns that.
    func admit(_ request: Request, _ context: VerifierContext) throws -> LockoutSubject {
        let network = networkName(request, context)
        try Guardrails.take(watchman.guardrails.page, network)
        return LockoutSubject(.visitor, network)
    }

    /// The network that a request comes from, as the key of limits.
    func networkName(_ request: Request, _ context: VerifierContext) -> String {
        let count = self.context.configuration.server.trustedProxyCount
        return NetworkName.of(request.clientAddress(context, trustedProxyCount: count))
    }

    /// The program's name.
    func program(_ language: SpokenLanguage) -> String {
        context.configuration.program.name.text(in: language.rawValue)
    }

    /// A visit that cannot be recorded is logged; the visitor still gets the page.
    private func record(
        _ kind: VisitRecord.Kind, _ placement: PlacementID, _ request: Request, _ context: VerifierContext
    ) async {
        let count = self.context.configuration.server.trustedProxyCount
        let trace = VisitTrace(
            method: request.method == .head ? .head : .get,
            address: request.clientAddress(context, trustedProxyCount: count),
            userAgent: request.headers[.userAgent] ?? "", language: request.headers[.acceptLanguage] ?? "",
            purposes: HTTPField.Name.purposes.compactMap { request.headers[$0] })
        do {
            try await visits.record(kind, of: placement, trace: trace)
        } catch {
            context.logger.error("visit not recorded", metadata: ["error": "\(error)"])
        }
    }

    /// `?lang=` before `Accept-Language` before the issuer's own.
    func language(of request: Request) -> SpokenLanguage {
        if let tag = request.uri.queryParameters["lang"] { return SpokenLanguage(nearest: tag) }
        return request.language ?? SpokenLanguage(nearest: context.configuration.issuer.language)
    }

    func brand(_ values: [String: Any], _ language: SpokenLanguage) -> [String: Any] {
        var values = values
        values["issuer"] = context.configuration.issuer.name.text(in: language.rawValue)
        return values
    }

    private func landingPage(_ placement: PlacementRecord, _ language: SpokenLanguage) throws -> Response {
        var values: [String: Any] = ["title": placement.title, "beacon": "/s/\(placement.id)/landing"]
        if isJoiningOpen { values["join"] = "/join/\(placement.id)?lang=\(language.rawValue)&landed=yes" }
        if let id = placement.store, let store = context.configuration.store(id) {
            values["store"] = ["name": store.name.text(in: language.rawValue), "hours": store.hours]
        }
        return try html(try pages.render("placement", language, brand(values, language)))
    }

    /// The same page for every code and placement that is none of ours.
    func unknown(_ language: SpokenLanguage) throws -> Response {
        try html(try pages.render("unknown", language, brand([:], language)), status: .notFound)
    }

    func html(_ text: String, status: HTTPResponse.Status = .ok) throws -> Response {
        .text(text, type: "text/html; charset=utf-8", status: status)
    }

    /// The style sheet, in the brand's colour.
    private func style() throws -> Response {
        let brand = context.configuration.brand
        let text = try file("pages/page.css").replacing("#0b6e4f", with: brand.dark)
        return .text(text, type: "text/css; charset=utf-8", cache: "public, max-age=300")
    }

    private func script(_ name: String) throws -> Response {
        .text(
            try file("pages/\(name).js"), type: "text/javascript; charset=utf-8",
            cache: "public, max-age=300")
    }

    /// The brand's logo, for the browser's tab.
    private func icon() throws -> Response {
        guard let icon = try BrandStyle(context).icon() else { return .problem(.http(.notFound)) }
        return Response(
            status: .ok, headers: [.contentType: icon.mediaType, .cacheControl: "public, max-age=300"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: icon.bytes)))
    }

    private func file(_ name: String) throws(ServiceError) -> String {
        do {
            return try context.templates.text(name)
        } catch {
            throw .file(path: name, reason: "\(error)")
        }
    }
}
