import Hummingbird

/// What of a request says who sends it and from where, however the request came.
struct Asker: Sendable {
    /// The value of `Authorization`.
    let authorization: String?
    /// The network that the request came from, as `NetworkName` cuts it.
    let network: String

    /// The bearer token (RFC 6750), or `nil` if there is none.
    var bearer: String? {
        guard let authorization else { return nil }
        // As tills write it; other spellings of the word are looked at more closely.
        if authorization.hasPrefix("Bearer ") { return authorization.dropFirst(7).trimmingSpaces }
        let parts = authorization.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
        return parts[1].trimmingSpaces
    }

    /// The address of a client behind as many proxies as are trusted.
    ///
    /// Each proxy appends whom it heard from to `X-Forwarded-For`; what stands further left a client can make up.
    static func address(remote: String?, forwardedFor: [String], trustedProxyCount: Int) -> String? {
        guard trustedProxyCount > 0 else { return remote }
        let hops = forwardedFor.flatMap { $0.split(separator: ",") }.map { $0.trimmingSpaces }
        guard hops.count >= trustedProxyCount else { return remote }
        return hops[hops.count - trustedProxyCount]
    }
}
