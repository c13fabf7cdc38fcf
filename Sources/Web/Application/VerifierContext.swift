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
    func clientAddress(_ context: VerifierContext, trustedProxyCount: Int) -> String? {
        Asker.address(
            remote: context.remoteAddress, forwardedFor: headers[values: .forwardedFor],
            trustedProxyCount: trustedProxyCount)
    }

    /// The language to speak, or `nil` if the request names none of ours.
    var language: SpokenLanguage? { SpokenLanguage(accepted: headers[values: .acceptLanguage]) }
}

extension SpokenLanguage {
    /// The first of ours in the values of `Accept-Language`, or `nil` if there is none.
    ///
    /// Quality values are not weighed: clients list what they prefer first (RFC 9110, 12.5.4).
    init?(accepted values: [String]) {
        for choice in values.flatMap({ $0.split(separator: ",") }) {
            let tag = choice.prefix { $0 != ";" }.trimmingSpaces.lowercased()
            let known: [(String, SpokenLanguage)] = [("zh", .simplifiedChinese), ("en", .english)]
            guard let match = known.first(where: { tag.hasPrefix($0.0) }) else { continue }
            self = match.1
            return
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
