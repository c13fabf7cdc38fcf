import HTTPTypes
import Hummingbird
import Service
import Store
import Vocabulary

/// Lets in who may, by bearer token (RFC 6750).
struct Gate: Sendable {
    let terminals: TerminalService
    let guardrails: Guardrails
    let trustedProxyCount: Int

    /// The terminal that sends the request.
    ///
    /// - Throws: A problem: 401 without a good token, 403 for the owner's, 429 for too many requests.
    func terminal(_ request: Request, _ context: VerifierContext) async throws -> TerminalRecord {
        guard case .terminal(let terminal) = try await principal(request, context) else {
            throw Problem.http(.forbidden, detail: "Only an enrolled terminal may do this.")
        }
        try Guardrails.take(guardrails.terminal, terminal.id.text)
        return terminal
    }

    /// Lets the owner in, and nobody else.
    ///
    /// - Throws: A problem, as for `terminal`.
    func owner(_ request: Request, _ context: VerifierContext) async throws {
        guard case .owner = try await principal(request, context) else {
            throw Problem.http(
                .forbidden, detail: "Only the owner's token, in keys/owner.token, may do this.")
        }
    }

    /// Lets in the owner and every terminal.
    ///
    /// - Throws: A problem, as for `terminal`.
    func anyone(_ request: Request, _ context: VerifierContext) async throws {
        if case .terminal(let terminal) = try await principal(request, context) {
            try Guardrails.take(guardrails.terminal, terminal.id.text)
        }
    }

    /// A good token always passes: only wrong ones run an address dry, so one broken till stops no other.
    private func principal(_ request: Request, _ context: VerifierContext) async throws -> Principal {
        if let token = bearer(request), let principal = try await terminals.principal(bearer: token) {
            return principal
        }
        let address = request.clientAddress(context, trustedProxyCount: trustedProxyCount)
        try Guardrails.take(guardrails.failedLogin, address ?? "unknown")
        throw Problem.http(.unauthorized, detail: "Send the terminal's token: Authorization: Bearer tst_…")
    }

    private func bearer(_ request: Request) -> String? {
        guard let header = request.headers[.authorization] else { return nil }
        let parts = header.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
        return parts[1].trimmingSpaces
    }
}
