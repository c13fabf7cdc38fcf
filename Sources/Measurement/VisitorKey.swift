package import Vocabulary

/// By what a visitor is told from another, best first.
///
/// A report names the basis of its number: behind one shop's Wi-Fi everybody has one `network` key, so that it
/// undercounts people.
package enum VisitorKey: Sendable, Hashable {
    /// The signed-in member.
    case member(MemberID)
    /// The identifier that our own page gave to this browser.
    case landing(String)
    /// Where the request came from and what it says of itself, for the rest of the day.
    case network(NetworkFingerprint)

    /// The name of the basis; raw values are wire format, so never rename one.
    package enum Basis: String, Sendable, Hashable, CaseIterable {
        case member, landing, network
    }

    /// Chooses the best key there is, or returns `nil` if nothing is known.
    package init?(member: MemberID?, landing: String?, network: NetworkFingerprint?) {
        if let member {
            self = .member(member)
        } else if let landing, !landing.isEmpty {
            self = .landing(landing)
        } else if let network {
            self = .network(network)
        } else {
            return nil
        }
    }

    package var basis: Basis {
        switch self {
        case .member: .member
        case .landing: .landing
        case .network: .network
        }
    }

    /// The bytes to hash before the key is stored, different for different keys.
    ///
    /// The shell takes HMAC-SHA-256 of them: for `network` with the day's salt as its key, which is destroyed when the
    /// day is over, so that nobody can try addresses afterwards; for the others with the workspace's own key.
    package var canonicalBytes: [UInt8] {
        switch self {
        case .member(let id): Self.joined(["member", id.text].map { Array($0.utf8) })
        case .landing(let id): Self.joined(["landing", id].map { Array($0.utf8) })
        case .network(let fingerprint):
            Self.joined(
                [Array("network".utf8), fingerprint.prefix.bytes]
                    + [fingerprint.userAgent, fingerprint.language].map { Array($0.utf8) })
        }
    }

    /// Puts the length, four bytes big-endian, before each part: no two lists of parts give the same bytes.
    private static func joined(_ parts: [[UInt8]]) -> [UInt8] {
        parts.flatMap { part in
            let count = UInt32(part.count)
            return [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: count >> $0) } + part
        }
    }
}

/// What a request shows of who sent it, with the address already cut short.
package struct NetworkFingerprint: Sendable, Hashable {
    package let prefix: NetworkPrefix
    package let userAgent: String
    /// The header `Accept-Language` as sent.
    package let language: String

    package init(prefix: NetworkPrefix, userAgent: String, language: String) {
        self.prefix = prefix
        self.userAgent = userAgent
        self.language = language
    }
}
