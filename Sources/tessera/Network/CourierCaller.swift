import Courier
import Service

/// Calls other servers by libcurl: webhooks, and WeChat.
///
/// Not by Foundation's client, as the till does: that one waits for its own queue on threads that redemptions need, so a
/// receiver that answers without end would stop the verifier.
struct CourierCaller: WebhookCaller, WeChatCaller {
    private let messenger = Messenger()

    func post(_ call: WebhookCall) async throws(WebhookSilence) -> WebhookReply {
        let reply = try await send(
            CourierCall(
                url: call.address.text, headers: call.headers, body: call.body,
                timeoutSeconds: WebhookLimits.timeoutSeconds,
                maximumReplyByteCount: WebhookLimits.maximumReplyByteCount, route: call.address.route))
        return WebhookReply(status: reply.status, retryAfter: reply.retryAfter)
    }

    func fetch(_ address: WebhookAddress) async throws(WebhookSilence) -> WeChatReply {
        let reply = try await send(
            CourierCall(
                .get, url: address.text, headers: ["Accept": "application/json"],
                timeoutSeconds: WeChatLimits.timeoutSeconds,
                maximumReplyByteCount: WeChatLimits.maximumReplyByteCount, route: address.route))
        return WeChatReply(status: reply.status, body: reply.body)
    }

    private func send(_ call: CourierCall) async throws(WebhookSilence) -> CourierReply {
        do {
            return try await messenger.send(call)
        } catch {
            throw WebhookSilence(Self.words(error, timeoutSeconds: call.timeoutSeconds))
        }
    }

    private static func words(_ failure: CourierFailure, timeoutSeconds: Int) -> String {
        switch failure {
        case .timedOut: "no answer in \(timeoutSeconds) s"
        case .unresolved: "the host has no address"
        case .refused: "the connection was refused"
        case .lost: "the connection was lost"
        case .untrusted: "TLS failed"
        case .tooLong: "the answer is too long"
        case .stopped: "stopped"
        case .other(let code): "no answer (libcurl \(code))"
        }
    }
}

extension WebhookAddress {
    fileprivate var route: CourierCall.Route { isLoopback ? .direct : .byEnvironment }
}
