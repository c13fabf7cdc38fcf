import Foundation
package import Store
package import Vocabulary

/// One address that is told of events.
package struct WebhookSettings: Sendable, Hashable {
    package var id: WebhookID
    package var address: WebhookAddress
    /// What it is told of.
    package var kinds: Set<EventKind>
    /// Who listens there, for people.
    package var description: String?

    package init(
        id: WebhookID, address: WebhookAddress, kinds: Set<EventKind>, description: String? = nil
    ) {
        self.id = id
        self.address = address
        self.kinds = kinds
        self.description = description
    }
}

/// Where events are sent: `https`, or `http` on this machine's own loopback.
///
/// Its path may hold a secret of the receiver's, so only ``host`` belongs in logs.
package struct WebhookAddress: Sendable, Hashable {
    package let text: String
    package let host: String
    /// Whether it is this machine itself.
    package let isLoopback: Bool

    /// 2,048 bytes: what every server takes in a request line.
    package static let maximumByteCount = 2_048

    /// Reads an address; `nil` for another scheme, for `http` to other machines, for credentials or a fragment.
    package init?(parsing text: String) {
        guard text.utf8.count <= Self.maximumByteCount, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }),
            let parts = URLComponents(string: text), let host = parts.host, !host.isEmpty,
            parts.user == nil, parts.password == nil, parts.fragment == nil,
            parts.port.map({ (1...Int(UInt16.max)).contains($0) }) ?? true
        else { return nil }
        switch parts.scheme {
        case "https": break
        case "http": guard Self.isLoopback(host) else { return nil }
        default: return nil
        }
        isLoopback = Self.isLoopback(host)
        self.text = text
        self.host = host
    }

    /// RFC 6890: 127.0.0.0/8 and ::1, and the name that stands for them (RFC 6761).
    private static func isLoopback(_ host: String) -> Bool {
        if ["localhost", "[::1]", "::1"].contains(host) { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }
}

extension WebhookSettings {
    /// Sixteen webhooks: each multiplies what is sent and kept; more listeners belong behind a queue of their own.
    static let counts = 0...16

    /// Returns the webhooks of the list, whose ids are unique.
    static func list(_ document: DocumentValue) -> [WebhookSettings]? {
        guard let values = document.list(of: counts, "webhooks") else { return nil }
        var ids: Set<WebhookID> = []
        return values.compactMap { value in
            guard let webhook = WebhookSettings(value) else { return nil }
            if !ids.insert(webhook.id).inserted {
                value.fault("The webhook \(webhook.id) is listed already.")
            }
            return webhook
        }
    }

    private init?(_ document: DocumentValue) {
        guard let fields = document.fields(["id", "url", "events", "description"]) else { return nil }
        let id = fields.required("id")?.identifier(WebhookID.self)
        let address = fields.required("url").flatMap(Self.address)
        let kinds = fields.optional("events").map(Self.kinds) ?? Set(EventKind.allCases)
        let description = fields.optional("description")?.text()
        guard let id, let address, let kinds else { return nil }
        self.init(id: id, address: address, kinds: kinds, description: description)
    }

    /// What was given is not repeated: it may hold a receiver's secret.
    private static func address(_ value: DocumentValue) -> WebhookAddress? {
        let expectation = "an address such as https://crm.example.com/tessera; http only to this machine"
        guard let text = value.scalar(expectation) else { return nil }
        guard let address = WebhookAddress(parsing: text) else {
            value.fault("It must be \(expectation).")
            return nil
        }
        return address
    }

    private static func kinds(_ value: DocumentValue) -> Set<EventKind>? {
        guard !value.isWord("all") else { return Set(EventKind.allCases) }
        let words = EventKind.allCases.map(\.rawValue)
        guard !value.isScalar, let values = value.list(of: 1...words.count, "events") else {
            value.fault("It must be all, or a list of \(words.joined(separator: ", ")).")
            return nil
        }
        let kinds = values.map {
            $0.parsed("one of \(words.joined(separator: ", "))") { EventKind(rawValue: $0) }
        }
        return kinds.contains(nil) ? nil : Set(kinds.compactMap(\.self))
    }
}
