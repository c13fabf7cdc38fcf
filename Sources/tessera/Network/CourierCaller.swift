import Courier
import Service

/// Carries webhooks by libcurl.
///
/// Not by Foundation's client, as the till does: that one waits for its own queue on threads that redemptions need, so a
/// receiver that answers without end would stop the verifier.
struct CourierCaller: WebhookCaller {
    private let messenger = Messenger()

    func post(_ call: WebhookCall) async throws(WebhookSilence) -> WebhookReply {
        let order = CourierCall(
            url: call.address.text, headers: call.headers, body: call.body,
            timeoutSeconds: WebhookLimits.timeoutSeconds,
            maximumReplyByteCount: WebhookLimits.maximumReplyByteCount,
            route: call.address.isLoopback ? .direct : .byEnvironment)
        do {
            let reply = try await messenger.post(order)
            return WebhookReply(status: reply.status, retryAfter: reply.retryAfter)
        } catch {
            throw WebhookSilence(Self.words(error))
        }
    }

    private static func words(_ failure: CourierFailure) -> String {
        switch failure {
        case .timedOut: "no answer in \(WebhookLimits.timeoutSeconds) s"
        case .unresolved: "the host has no address"
        case .refused: "the connection was refused"
        case .lost: "the connection was lost"
        case .untrusted: "TLS failed"
        case .stopped: "stopped"
        case .other(let code): "no answer (libcurl \(code))"
        }
    }
}
