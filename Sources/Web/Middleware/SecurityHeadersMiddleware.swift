import HTTPTypes
import Hummingbird

/// Says to browsers what a page of ours may do: little.
struct SecurityHeadersMiddleware: RouterMiddleware {
    /// No third party, no framing, no plugins; style, script and pictures from this server only.
    static let policy = """
        default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; \
        form-action 'self'; base-uri 'none'; frame-ancestors 'none'
        """

    private static let permissions = "camera=(), geolocation=(), microphone=()"
    /// Of a page that asks where the reader is: for itself, and no frame in it.
    static let permissionsOfPosition = "camera=(), geolocation=(self), microphone=()"

    /// Of the cashier's page: the camera for itself.
    static let permissionsOfTill = "camera=(self), geolocation=(), microphone=()"
    /// Of the cashier's page, which can be installed, and is kept for when there is no network.
    static let policyOfTill = policy + "; manifest-src 'self'; worker-src 'self'"

    func handle(
        _ request: Request, context: VerifierContext,
        next: @concurrent (Request, VerifierContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        // A page may be stricter, or tell its own server more.
        for (name, value) in Self.headers where response.headers[name] == nil {
            response.headers[name] = value
        }
        return response
    }

    static let headers: [(name: HTTPField.Name, value: String)] = [
        (.securityPolicy, policy),
        // A code in the address must not reach whoever is linked to.
        (.referrerPolicy, "no-referrer"),
        (.contentTypeOptions, "nosniff"),
        (.permissionsPolicy, permissions),
    ]
}
