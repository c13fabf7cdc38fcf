import Crypto
import Foundation
import Payload
import Store
package import Vocabulary

/// What a webhook's receiver knows a message by: a key for HMAC-SHA256 (Standard Webhooks 1.0.0).
package struct WebhookSecret: Sendable, Hashable, Concealed {
    private let key: SymmetricKey

    /// What the text of every secret begins with.
    package static let prefix = "whsec_"
    /// 192 to 512 bits, as the specification asks.
    package static let byteCounts = 24...64

    /// Takes the bytes of a key; `nil` for too few or too many.
    package init?(bytes: [UInt8]) {
        guard Self.byteCounts.contains(bytes.count) else { return nil }
        key = SymmetricKey(data: bytes)
    }

    fileprivate init(_ secret: Secret32) {
        key = SymmetricKey(data: secret.bytes)
    }

    /// Reads a secret as receivers keep it, with the prefix or without.
    package init?(parsing text: String) {
        let digits = text.hasPrefix(Self.prefix) ? String(text.dropFirst(Self.prefix.count)) : text
        guard let data = Data(base64Encoded: digits) else { return nil }
        self.init(bytes: Array(data))
    }

    /// `whsec_` and base 64 with padding (RFC 4648, section 4).
    package var text: String {
        Self.prefix + key.withUnsafeBytes { Data($0) }.base64EncodedString()
    }

    /// Returns one signature of a message as the header `webhook-signature` lists them.
    ///
    /// - Parameters:
    ///   - id: The message's id, `webhook-id`; it has no full stop in it.
    ///   - seconds: When the attempt is made, `webhook-timestamp`.
    ///   - body: The very bytes that are sent.
    /// - Returns: `v1,` and the HMAC of `id.seconds.body` in base 64.
    package func signature(of id: EventID, at seconds: Int64, body: [UInt8]) -> String {
        let message = Array("\(id.text).\(seconds).".utf8) + body
        return "v1," + Data(HMAC<SHA256>.authenticationCode(for: message, using: key)).base64EncodedString()
    }

    /// Compares in constant time.
    package static func == (left: WebhookSecret, right: WebhookSecret) -> Bool { left.key == right.key }

    package func hash(into hasher: inout Hasher) {
        key.withUnsafeBytes { hasher.combine(bytes: $0) }
    }
}

extension WorkspaceKeys {
    /// Returns the secret of a webhook, the same in every verifier that has these keys.
    ///
    /// It is derived, not stored: a new verifier or a restored backup needs `keys/` and nothing else.
    package func secret(of webhook: WebhookID, generation: Int) -> WebhookSecret {
        WebhookSecret(webhooks.derive(label: "\(webhook.text)/\(generation)"))
    }

    /// What signs the messages to a program that sends codes; no webhook has a space in its id.
    package var codeSenderSecret: WebhookSecret { WebhookSecret(webhooks.derive(label: "sender of codes/1")) }

    /// The secrets that sign now, the current one first.
    func signingSecrets(of webhook: WebhookRecord, at now: Instant) -> [WebhookSecret] {
        let current = secret(of: webhook.id, generation: webhook.generation)
        guard webhook.generation > 1, let until = webhook.previousUntil, now < until else { return [current] }
        return [current, secret(of: webhook.id, generation: webhook.generation - 1)]
    }
}
