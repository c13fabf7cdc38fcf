import HTTPTypes
import Hummingbird
import Promotion
import Service
import Store
import Vocabulary

/// Points, stamps and stored value of members, for tills and for those who keep the list.
struct BalanceController: Sendable {
    let desk: BalanceDesk
    let reception: MemberReception

    func addRoutes(to routes: Routes) {
        let read = Routes.authenticatedStatuses.union([200, 404])
        let change = Routes.authenticatedStatuses.union([201, 400, 404, 409, 413, 415, 422])
        routes.add(.get, "/v1/members/{id}/balances", read) { try await balances($0, $1) }
        routes.add(.get, "/v1/members/{id}/statement", read.union([400])) { try await statement($0, $1) }
        for one in Self.changes {
            routes.add(.post, one.path, change) { try await carryOut(one, $0, $1) }
        }
        routes.add(.post, "/v1/unit-entries/{id}/reversals", change) {
            try await takeBack(.reverseUnits, .reversal, $0, $1)
        }
        routes.add(.post, "/v1/unit-entries/{id}/refunds", change) {
            try await takeBack(.refundUnits, .refund, $0, $1)
        }
    }

    private func balances(_ request: Request, _ context: VerifierContext) async throws -> Response {
        let (member, caller) = try await reception.receive(.readBalances, request, context)
        return try .json(try await desk.balances(of: member, for: caller.viewer))
    }

    private func statement(_ request: Request, _ context: VerifierContext) async throws -> Response {
        let (member, caller) = try await reception.receive(.readStatement, request, context)
        let limit = try request.number("limit", in: 1...UnitPage.maximumCount) ?? UnitPage.maximumCount
        let after = try request.number("after", in: 0...Int.max).map(Int64.init)
        let page = try await desk.statement(
            of: member, in: try request.unit, after: after, limit: limit, for: caller.viewer)
        return try .json(page)
    }
}

// MARK: - Changes

extension BalanceController {
    /// A route by which units change, and how its body is read.
    private struct Change: Sendable {
        let route: GuardedRoute
        let read: @Sendable ([UInt8]) throws(Problem) -> BalanceWish

        var path: String { String(route.rawValue.drop { $0 != "/" }) }
    }

    private static let changes = [
        Change(route: .earnPoints) { bytes throws(Problem) in try Requests.earning(bytes) },
        Change(route: .spendPoints) { bytes throws(Problem) in try Requests.pointSpending(bytes) },
        Change(route: .adjustPoints) { bytes throws(Problem) in try Requests.adjustment(bytes) },
        Change(route: .addStamps) { bytes throws(Problem) in try Requests.stamps(bytes) },
        Change(route: .topUpValue) { bytes throws(Problem) in try Requests.topUp(bytes) },
        Change(route: .spendValue) { bytes throws(Problem) in try Requests.valueSpending(bytes) },
    ]

    private func carryOut(
        _ change: Change, _ request: Request, _ context: VerifierContext
    ) async throws -> Response {
        let (member, caller) = try await reception.receive(change.route, request, context)
        let key = try request.idempotencyKey
        let wanted = try change.read(try await request.jsonBody(context))
        let call = UnitCall(key: key, actor: caller.actor.id, note: wanted.note)
        return try response(to: try await desk.carryOut(wanted.wish, for: member, call), request)
    }

    private func takeBack(
        _ route: GuardedRoute, _ correction: BalanceDesk.Correction, _ request: Request,
        _ context: VerifierContext
    ) async throws -> Response {
        let caller = try await reception.gate.admit(route, request, context)
        let key = try request.idempotencyKey
        let wanted = try Requests.correction(try await request.jsonBody(context))
        let entry: UnitEntryID = try request.identifier("id", of: "entry", context)
        let call = UnitCall(key: key, actor: caller.actor.id, note: wanted.note)
        let reply = try await desk.takeBack(entry, by: correction, wanted.part, call, for: caller.viewer)
        return try response(to: reply, request)
    }

    private func response(to reply: UnitsReply, _ request: Request) throws -> Response {
        switch reply {
        case .done(let document):
            try .json(document.first, status: .created, isReplayed: reply.isReplayed)
        case .refused(let document):
            .problem(
                Problem(document.refusal, of: document.unit, language: request.language ?? .english),
                isReplayed: reply.isReplayed)
        }
    }
}
