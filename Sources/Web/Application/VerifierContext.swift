import Hummingbird
import Logging
import NIOCore
import Promotion
import Service

/// What is known of a request beside the request itself.
struct VerifierContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// The connection, to end it where a client sends without end.
    let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
    }

    /// The address at the other end of the connection.
    var remoteAddress: String? { channel.remoteAddress?.ipAddress }
}

extension Request {
    /// The address of the client, behind as many proxies as are trusted.
    ///
    /// Each proxy appends whom it heard from to `X-Forwarded-For`; what stands further left a client can make up.
    func clientAddress(_ context: VerifierContext, trustedProxyCount: Int) -> String? {
        guard trustedProxyCount > 0 else { return context.remoteAddress }
        let hops = headers[values: .forwardedFor].flatMap { $0.split(separator: ",") }
            .map { $0.trimmingSpaces }
        guard hops.count >= trustedProxyCount else { return context.remoteAddress }
        return hops[hops.count - trustedProxyCount]
    }

    /// The language to speak, by the first that fits in `Accept-Language`, or `nil` if it names none of ours.
    ///
    /// Quality values are not weighed: clients list what they prefer first (RFC 9110, 12.5.4).
    var language: SpokenLanguage? {
        for choice in headers[values: .acceptLanguage].flatMap({ $0.split(separator: ",") }) {
            let tag = choice.prefix { $0 != ";" }.trimmingSpaces.lowercased()
            if tag.hasPrefix("zh") { return .simplifiedChinese }
            if tag.hasPrefix("en") { return .english }
        }
        return nil
    }
}

extension StringProtocol {
    var trimmingSpaces: String {
        let inner = drop { $0 == " " || $0 == "\t" }
        guard let end = inner.lastIndex(where: { $0 != " " && $0 != "\t" }) else { return "" }
        return String(inner[...end])
    }
}
