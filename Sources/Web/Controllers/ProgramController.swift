import Hummingbird
import Membership
import Service
import Vocabulary

/// Tiers of members, and who brought in whom.
struct ProgramController: Sendable {
    let directory: MemberDirectory
    let reception: MemberReception

    func addRoutes(to routes: Routes) {
        let access = Routes.authenticatedStatuses
        routes.add(.get, "/v1/members/{id}/tier", access.union([200, 404])) { try await tier($0, $1) }
        routes.add(.put, "/v1/members/{id}/tier", access.union([200, 400, 404, 413, 415])) {
            try await setTier($0, $1)
        }
        routes.add(.get, "/v1/referrals", access.union([200, 400, 404])) { try await referrals($0, $1) }
        routes.add(.post, "/v1/referrals", access.union([201, 400, 404, 409, 413, 415, 422])) {
            try await addReferral($0, $1)
        }
    }

    private func tier(_ request: Request, _ context: VerifierContext) async throws -> Response {
        let (member, caller) = try await reception.receive(.showTier, request, context)
        return try .json(try await directory.tier(of: member, for: caller.viewer))
    }

    private func setTier(_ request: Request, _ context: VerifierContext) async throws -> Response {
        let (member, caller) = try await reception.receive(.setTier, request, context)
        let wanted = try Requests.tier(try await request.jsonBody(context))
        let view = try await directory.set(
            tier: wanted.tier, of: member, until: wanted.until, by: caller.viewer)
        return try .json(view)
    }

    private func referrals(_ request: Request, _ context: VerifierContext) async throws -> Response {
        let caller = try await reception.gate.admit(.listReferrals, request, context)
        guard let name = request.query("member") else {
            throw Problem.invalidInput([
                InputFault(pointer: "?member", detail: "A member's id or card was expected.")
            ])
        }
        let member = try await reception.find(name, for: caller, context)
        return try .json(try await directory.referrals(of: member, for: caller.viewer))
    }

    private func addReferral(_ request: Request, _ context: VerifierContext) async throws -> Response {
        let caller = try await reception.gate.admit(.addReferral, request, context)
        let wanted = try Requests.referral(try await request.jsonBody(context))
        let friend = try await reception.find(wanted.friend, for: caller, context)
        let referrer = try await reception.find(wanted.referrer, for: caller, context)
        switch try await directory.addReferral(of: friend, by: referrer, actor: caller.viewer) {
        case .done(let referral): return try .json(referral, status: .created)
        case .refused(let refusal, let sentence): return .problem(Problem(refusal, sentence: sentence))
        }
    }
}
