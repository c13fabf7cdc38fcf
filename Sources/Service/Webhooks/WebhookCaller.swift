/// One message to a receiver.
package struct WebhookCall: Sendable, Hashable {
    package var address: WebhookAddress
    /// By name as the specification writes them.
    package var headers: [String: String]
    package var body: [UInt8]

    package init(address: WebhookAddress, headers: [String: String], body: [UInt8]) {
        self.address = address
        self.headers = headers
        self.body = body
    }
}

/// What a receiver answered; its body is not looked at.
package struct WebhookReply: Sendable, Hashable {
    package var status: Int
    /// The header `Retry-After` as it came.
    package var retryAfter: String?

    package init(status: Int, retryAfter: String? = nil) {
        self.status = status
        self.retryAfter = retryAfter
    }
}

/// No answer came, and why in a few words, without the address.
package struct WebhookSilence: Error, Sendable, Hashable {
    package let reason: String

    package init(_ reason: String) {
        self.reason = reason
    }
}

/// Whatever carries messages to receivers: one POST, no redirects, an end after `timeoutSeconds`.
package protocol WebhookCaller: Sendable {
    func post(_ call: WebhookCall) async throws(WebhookSilence) -> WebhookReply
}

/// What a call may take.
package enum WebhookLimits {
    /// 15 seconds from connecting to the last byte: the least that Standard Webhooks asks senders to wait.
    package static let timeoutSeconds = 15

    /// 64 kB of an answer are read, so that the connection can be used again; past that it is closed.
    package static let maximumReplyByteCount = 64 * 1_024

    /// 16 calls at once to one receiver: 300 a second at 50 ms each, and no flood for a small one.
    package static let maximumCallCount = 16

    /// 30 seconds are an attempt's own: two time-outs, so clocks of verifiers may differ by one.
    package static let leaseSeconds: Int64 = 30
}
