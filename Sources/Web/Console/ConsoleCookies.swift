import HTTPTypes
import Hummingbird

/// The cookies of the console: whose session it is, and in which language its pages are.
enum ConsoleCookies {
    static let session = "tessera_console"
    static let language = "tessera_language"

    /// A year: a language is chosen once.
    static let languageSeconds: Int64 = 365 * 86_400

    /// A cookie that only the console's own pages send, and no script reads (RFC 6265; SameSite by 6265bis).
    ///
    /// - Parameters:
    ///   - name: Its name.
    ///   - value: Its value, of letters that need no quoting; empty takes it away.
    ///   - seconds: For how long it is kept.
    ///   - isSecure: Whether it is sent over TLS alone.
    /// - Returns: The value of `Set-Cookie`.
    static func header(_ name: String, _ value: String, seconds: Int64, isSecure: Bool) -> String {
        "\(name)=\(value); Path=/console; Max-Age=\(value.isEmpty ? 0 : seconds); HttpOnly; SameSite=Strict"
            + (isSecure ? "; Secure" : "")
    }
}

extension Request {
    /// The value of a cookie; `nil` if it was not sent.
    func cookie(_ name: String) -> String? {
        for pair in headers[values: .cookie].flatMap({ $0.split(separator: ";") }) {
            let parts = pair.split(separator: "=", maxSplits: 1)
            if parts.count == 2, parts[0].trimmingSpaces == name { return parts[1].trimmingSpaces }
        }
        return nil
    }

    /// Whether the browser speaks TLS to whoever is in front of us; a proxy that does not say so is taken to.
    func isSecure(trustedProxyCount: Int) -> Bool {
        trustedProxyCount > 0 && headers[.forwardedProto]?.lowercased() != "http"
    }

    /// Whether a page of this server sent the form (Fetch Metadata; else RFC 6454).
    ///
    /// Without TLS browsers leave `Sec-Fetch-Site` out, but send `Origin`; whoever sends neither is no browser of today.
    var isFromOwnPage: Bool {
        if let site = headers[.fetchSite] { return site == "same-origin" }
        guard let origin = headers[.origin], let host = head.authority else { return false }
        return origin == "http://" + host || origin == "https://" + host
    }
}
