import HTTPTypes
import Hummingbird
import Membership
import Payload
import Service
import Store
import Vocabulary

/// Members, for those who keep the list.
struct MemberController: Sendable {
    let directory: MemberDirectory
    let gate: Gate

    func addRoutes(to routes: Routes) {
        let access = Routes.authenticatedStatuses
        let change = access.union([200, 400, 404, 409])
        routes.add(.get, "/v1/members", access.union([200, 400])) { try await list($0, $1) }
        routes.add(.post, "/v1/members", access.union([201, 400, 404, 409, 413, 415])) {
            try await add($0, $1)
        }
        routes.add(.get, "/v1/members/{id}", access.union([200, 404])) { try await show($0, $1) }
        routes.add(.get, "/v1/members/{id}/consents", access.union([200, 404])) {
            try await consents($0, $1)
        }
        routes.add(.get, "/v1/members/{id}/coupons", access.union([200, 404])) { try await coupons($0, $1) }
        routes.add(.get, "/v1/members/{id}/redemptions", access.union([200, 400, 404])) {
            try await redemptions($0, $1)
        }
        routes.add(.post, "/v1/members/{id}/pairings", access.union([201, 400, 404, 409, 413, 415])) {
            try await pair($0, $1)
        }
        routes.add(
            .delete, "/v1/members/{id}/pairings/{kind}", change.subtracting([400])
        ) { try await unpair($0, $1) }
        routes.add(.post, "/v1/members/{id}/merges", access.union([201, 400, 404, 409, 413, 415, 422])) {
            try await merge($0, $1)
        }
        routes.add(
            .delete, "/v1/members/{id}/merges/{member}", change.subtracting([400])
        ) { try await unmerge($0, $1) }
        routes.add(.post, "/v1/members/{id}/leave", change.subtracting([400])) { try await leave($0, $1) }
        routes.add(.post, "/v1/members/{id}/erasure", access.union([200, 404])) { try await erase($0, $1) }
    }

    /// A page of the list, or of one identity its holder, if there is one.
    private func list(_ request: Request, _ context: VerifierContext) async throws -> Response {
        let caller = try await gate.admit(.listMembers, request, context)
        if let clue = try request.memberClue {
            let found = try await find(clue, for: caller)
            return try .json(MemberPageDocument(members: found.map { [$0] } ?? [], next: nil))
        }
        let limit = try request.number("limit", in: 1...MemberPage.maximumCount)
        let page = try await directory.page(
            of: request.query("segment"), after: try request.memberAfter,
            limit: limit ?? MemberPage.maximumCount, for: caller.viewer)
        return try .json(page)
    }

    private func add(_ request: Request, _ context: VerifierContext) async throws -> Response {
        let caller = try await gate.admit(.addMember, request, context)
        let draft = try Requests.member(try await request.jsonBody(context))
        let view = try await directory.add(draft, by: caller.viewer)
        return try .created(view, at: "/v1/members/\(view.member)")
    }

    private func show(_ request: Request, _ context: VerifierContext) async throws -> Response {
        let caller = try await gate.admit(.showMember, request, context)
        return try .json(try await directory.show(try request.member(context), for: caller.viewer))
    }

    private func consents(_ request: Request, _ context: VerifierContext) async throws -> Response {
        let caller = try await gate.admit(.readConsents, request, context)
        let consents = try await directory.consents(of: try request.member(context), for: caller.viewer)
        return try .json(["consents": consents])
    }

    private func coupons(_ request: Request, _ context: VerifierContext) async throws -> Response {
        let caller = try await gate.admit(.readMemberCoupons, request, context)
        let coupons = try await directory.coupons(of: try request.member(context), for: caller.viewer)
        return try .json(["coupons": coupons])
    }

    private func redemptions(_ request: Request, _ context: VerifierContext) async throws -> Response {
        let caller = try await gate.admit(.readMemberEntries, request, context)
        let limit = try request.number("limit", in: 1...LedgerPage.maximumCount)
        let page = try await directory.redemptions(
            of: try request.member(context), after: try request.entryPlace,
            limit: limit ?? LedgerPage.maximumCount, for: caller.viewer)
        return try .json(page)
    }
}

// MARK: - Changes

extension MemberController {
    private func pair(_ request: Request, _ context: VerifierContext) async throws -> Response {
        let caller = try await gate.admit(.pairMember, request, context)
        let id = try request.member(context)
        let wanted = try Requests.pairing(try await request.jsonBody(context))
        let outcome = try await directory.pair(
            wanted.draft, with: id, proof: wanted.proof, by: caller.viewer)
        return try await answer(outcome, status: .created, for: caller)
    }

    private func unpair(_ request: Request, _ context: VerifierContext) async throws -> Response {
        let caller = try await gate.admit(.unpairMember, request, context)
        let id = try request.member(context)
        let word = request.parameter("kind", context)
        guard let kind = Identity.Kind(rawValue: word) else {
            throw ServiceError.notFound(kind: "kind of identity", name: String(word.prefix(32)))
        }
        return try await answer(try await directory.unpair(kind, from: id, by: caller.viewer), for: caller)
    }

    private func leave(_ request: Request, _ context: VerifierContext) async throws -> Response {
        let caller = try await gate.admit(.leaveMember, request, context)
        let id = try request.member(context)
        return try await answer(try await directory.leave(id, by: caller.viewer), for: caller)
    }

    private func answer(
        _ outcome: MemberPairingService.Outcome, status: HTTPResponse.Status = .ok, for caller: Caller
    ) async throws -> Response {
        if case .done(let view) = outcome { return try .json(view, status: status) }
        guard let problem = try await directory.problem(outcome, for: caller.viewer) else {
            return .problem(.internalFault)
        }
        return .problem(problem)
    }

    private func merge(_ request: Request, _ context: VerifierContext) async throws -> Response {
        let caller = try await gate.admit(.mergeMember, request, context)
        let id = try request.member(context)
        let other = try Requests.merge(try await request.jsonBody(context))
        return try answer(
            try await directory.merge(other, into: id, by: caller.viewer), status: .created)
    }

    private func unmerge(_ request: Request, _ context: VerifierContext) async throws -> Response {
        let caller = try await gate.admit(.unmergeMember, request, context)
        let id = try request.member(context)
        let other: MemberID = try request.identifier("member", of: "member", context)
        return try answer(try await directory.unmerge(other, from: id, by: caller.viewer))
    }

    private func answer(
        _ outcome: MemberMergeService.Outcome, status: HTTPResponse.Status = .ok
    ) throws -> Response {
        switch outcome {
        case .done(let view): try .json(view, status: status)
        case .refused(let refusal): .problem(Problem(refusal))
        }
    }

    private func erase(_ request: Request, _ context: VerifierContext) async throws -> Response {
        let caller = try await gate.admit(.eraseMember, request, context)
        return try .json(try await directory.erase(try request.member(context), by: caller.viewer))
    }

    /// Looks for somebody by the query, so that what is wrong with it is said to stand there.
    private func find(_ clue: MemberClue, for caller: Caller) async throws -> MemberView? {
        do throws(ServiceError) {
            return try await directory.find(clue, for: caller.viewer)
        } catch {
            guard case .invalidInput(let faults) = error else { throw error }
            throw Problem.invalidInput(
                faults.map { InputFault(pointer: "?" + $0.pointer.dropFirst(), detail: $0.detail) })
        }
    }
}
