import HTTPTypes

extension HTTPField.Name {
    /// Makes a name that is known to be well formed.
    private static func known(_ text: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(text) else { preconditionFailure("no header name: \(text)") }
        return name
    }

    /// draft-ietf-httpapi-idempotency-key-header.
    static let idempotencyKey = known("Idempotency-Key")
    static let idempotentReplayed = known("Idempotent-Replayed")
    static let forwardedFor = known("X-Forwarded-For")
    static let forwardedProto = known("X-Forwarded-Proto")
    static let requestID = known("X-Request-Id")
    static let referrerPolicy = known("Referrer-Policy")
    static let permissionsPolicy = known("Permissions-Policy")
    /// Where a request comes from, as a browser says that no page can make it say otherwise (Fetch Metadata, 2.3).
    static let fetchSite = known("Sec-Fetch-Site")
    /// What a page of a session sends, and no other page can know.
    static let formToken = known("X-Form-Token")
    /// Which paths a service worker may serve beside those under its own (W3C, Service Workers, 4.1).
    static let serviceWorkerAllowed = known("Service-Worker-Allowed")
    static let contentTypeOptions = known("X-Content-Type-Options")
    static let securityPolicy = known("Content-Security-Policy")
    /// The headers by which a browser or messenger says that nobody looks at the page yet.
    static let purposes = ["Sec-Purpose", "Purpose", "X-Purpose", "X-Moz"].map(known)
}
