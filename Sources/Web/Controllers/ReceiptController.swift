import HTTPTypes
import Hummingbird
import Service
import Vocabulary

/// Receipts of redemptions and reversals, for whoever may read the register, and the check of one for everybody.
struct ReceiptController: Sendable {
    let receipts: ReceiptService
    let gate: Gate
    let guardrails: Guardrails

    func addRoutes(to routes: Routes) {
        routes.add(
            .get, "/v1/redemptions/{id}/receipts", Routes.authenticatedStatuses.union([200, 404])
        ) { try await list($0, $1) }
        routes.add(.post, "/v1/receipts/verifications", [200, 400, 413, 415]) { try await verify($0, $1) }
    }

    private func list(_ request: Request, _ context: VerifierContext) async throws -> Response {
        let caller = try await gate.admit(.readReceipts, request, context)
        let text = request.parameter("id", context)
        guard let id = try? RedemptionID(parsing: text) else {
            throw ServiceError.notFound(kind: "redemption", name: String(text.prefix(64)))
        }
        return try .json(try await receipts.receipts(of: id, scope: caller.scope))
    }

    /// Needs no token: a receipt is its holder's, and the answer says no more than the receipt.
    private func verify(_ request: Request, _ context: VerifierContext) async throws -> Response {
        let address = request.clientAddress(context, trustedProxyCount: gate.trustedProxyCount)
        try Guardrails.take(guardrails.page, NetworkName.of(address))
        let text = try Requests.receipt(try await request.jsonBody(context))
        return try .json(receipts.verification(of: text))
    }
}
