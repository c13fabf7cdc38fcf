import Foundation
import Synchronization

/// Calls other machines and brings back the head of the answer, and its body where that is asked for.
///
/// Made for receivers that nobody here controls: a call ends at its time, is never led elsewhere, reads no more than it is
/// allowed, and blocks a thread of its own instead of one that others need. Connections are kept for the next call.
package final class Messenger: Sendable {
    /// Handles that no call uses; each keeps its connections.
    private let idle = Mutex<[CurlHandle]>([])

    /// 64 handles, some hundred kilobytes each: the calls that are made at once to a few receivers.
    private static let maximumIdleCount = 64

    /// 512 kB: TLS with long chains of certificates needs a fraction of it.
    private static let stackByteCount = 512 * 1_024

    package init() {}

    /// Sends a request, and returns when its answer, or enough of it, is there.
    ///
    /// - Parameter call: The request and its limits.
    /// - Returns: The status, whatever it is, also of a redirect.
    /// - Throws: `CourierFailure`; a cancelled task ends in `stopped`.
    package func send(_ call: CourierCall) async throws(CourierFailure) -> CourierReply {
        let exchange = CurlExchange(call)
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let thread = Thread { [self] in
                    continuation.resume(returning: perform(exchange))
                }
                thread.stackSize = Self.stackByteCount
                thread.start()
            }
        } onCancel: {
            exchange.cancel()
        }
        return try result.get()
    }

    private func perform(_ exchange: CurlExchange) -> Result<CourierReply, CourierFailure> {
        Result { () throws(CourierFailure) in
            let kept = idle.withLock { $0.popLast() }
            let handle = if let kept { kept } else { try CurlHandle() }
            defer {
                idle.withLock { if $0.count < Self.maximumIdleCount { $0.append(handle) } }
            }
            return try exchange.perform(on: handle)
        }
    }
}

/// One request and its limits.
package struct CourierCall: Sendable, Hashable {
    package var method: Method
    /// `https` or `http`.
    package var url: String
    package var headers: [String: String]
    package var body: [UInt8]
    /// From connecting to the last byte that is read.
    package var timeoutSeconds: Int
    /// How much of an answer's body is read; past that the connection is closed, and only a POST's answer is good.
    package var maximumReplyByteCount: Int
    package var route: Route

    package init(
        _ method: Method = .post, url: String, headers: [String: String], body: [UInt8] = [],
        timeoutSeconds: Int, maximumReplyByteCount: Int, route: Route
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.timeoutSeconds = timeoutSeconds
        self.maximumReplyByteCount = maximumReplyByteCount
        self.route = route
    }

    /// What is asked.
    package enum Method: Sendable, Hashable {
        /// Brings the whole body of the answer.
        case get
        /// Sends a body; that of the answer is not kept.
        case post
    }

    /// Which way it goes.
    package enum Route: Sendable, Hashable {
        /// By the proxy that the environment names, if it names one.
        case byEnvironment
        /// Straight there: no proxy reaches this machine's own loopback.
        case direct
    }
}

/// The head of an answer, as far as anybody needs it.
package struct CourierReply: Sendable, Hashable {
    package var status: Int
    /// The header `Retry-After` as it came.
    package var retryAfter: String?
    /// Of a GET.
    package var body: [UInt8]

    package init(status: Int, retryAfter: String? = nil, body: [UInt8] = []) {
        self.status = status
        self.retryAfter = retryAfter
        self.body = body
    }
}

/// Why no answer came.
package enum CourierFailure: Error, Sendable, Hashable {
    case timedOut
    /// The name has no address.
    case unresolved
    case refused
    /// The connection broke, or what came is no HTTP.
    case lost
    /// The certificate is not good, or there is no common TLS.
    case untrusted
    /// The answer to a GET has more bytes than may be read.
    case tooLong
    /// The task was cancelled.
    case stopped
    /// Another number of libcurl.
    case other(Int32)
}
