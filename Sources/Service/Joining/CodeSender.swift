package import Vocabulary

/// A code on its way to an address.
package struct CodeMessage: Sendable, Hashable {
    /// Names the message; a second with the same name is the same.
    package var id: ChallengeID
    /// `phone` or `email`: which kind of address it is.
    package var channel: String
    /// The address in its only spelling, such as `+8613800138000`.
    package var recipient: String
    package var language: String
    package var code: OneTimeCode
    /// The whole message, for senders that have no templates of their own.
    package var text: String
    package var sentAt: Instant
    package var expiresAt: Instant

    /// What a sender is told.
    struct Document: Encodable {
        let type = "code.requested"
        let id: String
        let channel: String
        let to: String
        let language: String
        let code: String
        let text: String
        let sentAt: String
        let expiresAt: String
    }

    var document: Document {
        Document(
            id: id.text, channel: channel, to: recipient, language: language, code: code.text, text: text,
            sentAt: sentAt.rfc3339, expiresAt: expiresAt.rfc3339)
    }
}

/// Whatever brings codes to people.
package protocol CodeSender: Sendable {
    /// Sends a code, or at least has taken it on when this returns.
    ///
    /// - Throws: `CodeUnsent`; the person is told to try again.
    func send(_ message: CodeMessage) async throws(CodeUnsent)
}

/// A code did not get on its way, and why in a few words, without address and code.
package struct CodeUnsent: Error, Sendable, Hashable {
    package let reason: String

    package init(_ reason: String) {
        self.reason = reason
    }
}

/// Tells a program of the brand's, by one POST that is signed as a webhook's (Standard Webhooks 1.0.0).
package struct CallingCodeSender: CodeSender {
    private let address: WebhookAddress
    private let secret: WebhookSecret
    private let caller: any WebhookCaller

    package init(to address: WebhookAddress, keys: WorkspaceKeys, caller: any WebhookCaller) {
        self.address = address
        self.caller = caller
        secret = keys.codeSenderSecret
    }

    package func send(_ message: CodeMessage) async throws(CodeUnsent) {
        do {
            let call = WebhookMessage(
                id: EventID(unchecked: message.id.text), body: try JSONText.document(message.document))
            let reply = try await call.send(
                to: address, secrets: [secret], at: message.sentAt, by: caller)
            guard (200..<300).contains(reply.status) else {
                throw CodeUnsent("the sender of codes at \(address.host) answered \(reply.status)")
            }
        } catch let error as CodeUnsent {
            throw error
        } catch {
            throw CodeUnsent("the sender of codes at \(address.host): \(error)")
        }
    }
}
