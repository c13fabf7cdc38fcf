import HTTPTypes
import Hummingbird
import Membership
import Payload
import Promotion
import Service
import Store
import Vocabulary

/// Terminals, for owners and managers, and what tills and tools look up.
struct ManagementController: Sendable {
    let context: ServiceContext
    let terminals: TerminalService
    let placements: PlacementService
    let coupons: CouponPageService
    let gate: Gate

    /// 1,000 items a page: some hundred kilobytes.
    static let maximumPageCount = 1_000

    func addRoutes(to routes: Routes) {
        let list = Routes.authenticatedStatuses.union([200, 400])
        routes.add(.get, "/v1/terminals", list) { try await listTerminals($0, $1) }
        routes.add(.post, "/v1/terminals", Routes.authenticatedStatuses.union([201, 400, 404, 413, 415])) {
            try await enrol($0, $1)
        }
        routes.add(.delete, "/v1/terminals/{id}", Routes.authenticatedStatuses.union([204, 404])) {
            try await revoke($0, $1)
        }
        routes.add(.get, "/v1/campaigns", list) { try await listCampaigns($0, $1) }
        routes.add(.get, "/v1/stores", list) { try await listStores($0, $1) }
        routes.add(.get, "/v1/placements", list) { try await listPlacements($0, $1) }
        routes.add(.get, "/v1/batches", list) { try await listBatches($0, $1) }
        routes.add(.get, "/v1/coupons/{code}", Routes.authenticatedStatuses.union([200, 404])) {
            try await showCoupon($0, $1)
        }
    }

    private func listTerminals(_ request: Request, _ context: VerifierContext) async throws -> Response {
        let caller = try await gate.admit(.listTerminals, request, context)
        let all = try await terminals.list(scope: caller.scope).map { TerminalDocument($0) }
        return try page("terminals", all, request) { $0.terminal.text }
    }

    private func enrol(_ request: Request, _ context: VerifierContext) async throws -> Response {
        let caller = try await gate.admit(.enrolTerminal, request, context)
        let wanted = try Requests.enrolment(try await request.jsonBody(context))
        let enrolment = try await terminals.enrol(
            store: wanted.store, name: wanted.name, scope: caller.scope, by: caller.actor)
        var response = try Response.json(EnrolmentDocument(enrolment), status: .created)
        response.headers[.location] = "/v1/terminals/\(enrolment.terminal.id)"
        return response
    }

    private func revoke(_ request: Request, _ context: VerifierContext) async throws -> Response {
        let caller = try await gate.admit(.revokeTerminal, request, context)
        let id: TerminalID = try request.identifier("id", of: "terminal", context)
        try await terminals.revoke(id, scope: caller.scope, by: caller.actor)
        return Response(status: .noContent)
    }

    private func listCampaigns(_ request: Request, _ context: VerifierContext) async throws -> Response {
        _ = try await gate.admit(.listCampaigns, request, context)
        let records = try await stored(await self.context.store.campaigns())
        let list = CampaignListDocument(records, language: language(of: request).rawValue)
        return try page("campaigns", list.campaigns, request) { $0.id }
    }

    private func listStores(_ request: Request, _ context: VerifierContext) async throws -> Response {
        _ = try await gate.admit(.listStores, request, context)
        if let answer = try nearStores(request) { return answer }
        let stores = self.context.configuration.stores.map {
            StoreDocument($0, language: language(of: request))
        }
        return try page("stores", stores.sorted { $0.id < $1.id }, request) { $0.id.text }
    }

    /// The stores by distance where the query says `near`, which has no further pages.
    private func nearStores(_ request: Request) throws -> Response? {
        guard let place = try request.nearPlace() else { return nil }
        let limit = try request.number("limit", in: 1...Self.maximumPageCount) ?? Self.maximumPageCount
        let stores = NearbyStoreDocument.nearest(
            to: place, context.configuration, atMost: limit, language: language(of: request))
        return try .json(["stores": stores])
    }

    private func listPlacements(_ request: Request, _ context: VerifierContext) async throws -> Response {
        _ = try await gate.admit(.listPlacements, request, context)
        let host = self.context.configuration.server.publicHost
        let all = try await placements.list().map { PlacementDocument($0, host: host) }
        return try page("placements", all, request) { $0.id.text }
    }

    private func listBatches(_ request: Request, _ context: VerifierContext) async throws -> Response {
        _ = try await gate.admit(.listBatches, request, context)
        let all = try await stored(await self.context.store.batches()).map { BatchDocument($0) }
        return try page("batches", all.sorted { $0.id < $1.id }, request) { $0.id.text }
    }

    private func showCoupon(_ request: Request, _ context: VerifierContext) async throws -> Response {
        let caller = try await gate.admit(.showCoupon, request, context)
        guard let found = try await coupons.page(of: request.parameter("code", context), for: .staff) else {
            let problem = Problem(Refusal.unknownCode, language: language(of: request))
            await gate.countUnknown(problem, caller, context.logger)
            return .problem(problem)
        }
        return try .json(CouponDocument(found, language: language(of: request)))
    }

    private func language(of request: Request) -> SpokenLanguage {
        request.language ?? SpokenLanguage(nearest: context.configuration.issuer.language)
    }

    private func page<Item: Encodable & Sendable>(
        _ name: String, _ all: [Item], _ request: Request, id: (Item) -> String
    ) throws -> Response {
        try request.page(name, of: all, id: id)
    }
}

extension Request {
    /// Answers the page of a list that the query asks for.
    func page<Item: Encodable & Sendable>(
        _ name: String, of all: [Item], id: (Item) -> String
    ) throws -> Response {
        let maximum = ManagementController.maximumPageCount
        let limit = try number("limit", in: 1...maximum) ?? maximum
        let after = uri.queryParameters["after"].map { String($0) }
        return try .json(ListDocument(name: name, all: all, id: id, after: after, limit: limit))
    }

    /// The place that the query says `near` of, in whatever datum.
    ///
    /// - Throws: What is wrong with it or with the datum, and if the query asks for a page, since there is one only.
    fileprivate func nearPlace() throws(Problem) -> Coordinate? {
        do throws(InputFault) {
            let datum = try datum()
            guard let near = uri.queryParameters["near"] else { return nil }
            guard uri.queryParameters["after"] == nil else {
                throw InputFault(
                    pointer: "?after", detail: "Stores near a place are one page; leave this out.")
            }
            return try Coordinate.read(String(near), datum: datum, pointer: "?near")
        } catch {
            throw .invalidInput([error])
        }
    }

    private func datum() throws(InputFault) -> Datum {
        guard let text = uri.queryParameters["datum"] else { return .wgs84 }
        guard let datum = Datum(rawValue: String(text)) else {
            let known = Datum.allCases.map(\.rawValue).joined(separator: ", ")
            throw InputFault(pointer: "?datum", detail: "One of \(known) was expected.")
        }
        return datum
    }

    /// An id of the path.
    ///
    /// - Throws: `ServiceError.notFound`: what cannot be an id is nobody's.
    func identifier<ID: Identifier>(
        _ name: String, of kind: String, _ context: VerifierContext
    ) throws(ServiceError) -> ID {
        let text = parameter(name, context)
        guard let id = try? ID(parsing: text) else {
            throw .notFound(kind: kind, name: String(text.prefix(ID.maximumLength)))
        }
        return id
    }
}
