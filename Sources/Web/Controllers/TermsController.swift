import Hummingbird
import Payload
import Service

/// What tills fetch to judge coupons without a network.
struct TermsController: Sendable {
    let terms: TillTermsService
    let gate: Gate

    func addRoutes(to routes: Routes) {
        routes.add(.get, "/v1/terms", Routes.authenticatedStatuses.union([200, 304, 404])) {
            try await show($0, $1)
        }
    }

    private func show(_ request: Request, _ context: VerifierContext) async throws -> Response {
        let (terminal, _) = try await gate.till(.readTerms, request, context)
        let answer = try await terms.answer(to: terminal)
        // Weak (RFC 9110, section 8.8.1): within the hour the same terms differ in the time that they name.
        return request.answer(
            answer.body, type: "application/json", cache: "private, no-cache",
            tag: "W/\"\(answer.digest.hex)\"")
    }
}
