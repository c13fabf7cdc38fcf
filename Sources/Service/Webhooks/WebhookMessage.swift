import Store
import Vocabulary

/// Signs and sends one message; knows nothing of queues.
struct WebhookMessage: Sendable {
    let id: EventID
    let body: [UInt8]

    /// Sends it once.
    ///
    /// - Parameters:
    ///   - address: The receiver.
    ///   - secrets: Each signs, so that a receiver may change from one to the next.
    ///   - now: When the attempt is made.
    ///   - caller: What carries it.
    /// - Returns: What the receiver answered.
    /// - Throws: `WebhookSilence` if nothing came.
    func send(
        to address: WebhookAddress, secrets: [WebhookSecret], at now: Instant, by caller: any WebhookCaller
    ) async throws(WebhookSilence) -> WebhookReply {
        let seconds = now.millisecondsSince1970 / 1_000
        let signatures = secrets.map { $0.signature(of: id, at: seconds, body: body) }
        return try await caller.post(
            WebhookCall(
                address: address,
                headers: [
                    "Content-Type": "application/json",
                    "User-Agent": "Tessera-Webhooks",
                    "webhook-id": id.text,
                    "webhook-timestamp": String(seconds),
                    "webhook-signature": signatures.joined(separator: " "),
                ], body: body))
    }
}
