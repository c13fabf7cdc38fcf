import Foundation
import Service
import Synchronization

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// Carries webhooks over Foundation's own client, so that the binary needs no second TLS.
///
/// Redirects are not followed, cookies not kept, and no more of an answer is read than lets the connection be used again.
final class URLSessionWebhookCaller: NSObject, WebhookCaller {
    private let session: URLSession
    private let watch = AnswerWatch()

    /// The hosts of loopback; once for all calls, since the environment is no place to write while others read.
    private static let loopback = ["http://127.0.0.1", "http://localhost", "http://[::1]"]

    override init() {
        for url in Self.loopback.compactMap({ URL(string: $0) }) { URLSessionCaller.bypassProxy(for: url) }
        let configuration = URLSessionConfiguration.ephemeral
        configuration.timeoutIntervalForRequest = Double(WebhookLimits.timeoutSeconds)
        configuration.timeoutIntervalForResource = Double(WebhookLimits.timeoutSeconds)
        configuration.httpShouldSetCookies = false
        configuration.httpCookieAcceptPolicy = .never
        configuration.urlCache = nil
        configuration.httpMaximumConnectionsPerHost = WebhookLimits.maximumCallCount
        session = URLSession(configuration: configuration, delegate: watch, delegateQueue: nil)
        super.init()
    }

    deinit {
        session.invalidateAndCancel()
    }

    func post(_ call: WebhookCall) async throws(WebhookSilence) -> WebhookReply {
        guard let url = URL(string: call.address.text) else { throw WebhookSilence("no address") }
        var request = URLRequest(url: url)
        request.httpMethod = "POST"
        for (name, value) in call.headers { request.setValue(value, forHTTPHeaderField: name) }
        request.httpBody = Data(call.body)
        let task = session.dataTask(with: request)
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                watch.await(task, continuation)
                task.resume()
            }
        } onCancel: {
            task.cancel()
        }
        return try result.get()
    }
}

/// Follows calls until each has its answer.
private final class AnswerWatch: NSObject, URLSessionDataDelegate {
    typealias Ending = CheckedContinuation<Result<WebhookReply, WebhookSilence>, Never>

    private struct Call: Sendable {
        let ending: Ending
        var reply: WebhookReply?
        var byteCount = 0
    }

    private let calls = Mutex<[Int: Call]>([:])

    func await(_ task: URLSessionTask, _ ending: Ending) {
        calls.withLock { $0[task.taskIdentifier] = Call(ending: ending) }
    }

    /// The answer is final as it is: a redirect could lead anywhere, and a receiver knows its own address.
    func urlSession(
        _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
        newRequest request: URLRequest, completionHandler: @escaping @Sendable (URLRequest?) -> Void
    ) {
        note(response, of: task)
        completionHandler(nil)
    }

    func urlSession(
        _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
        completionHandler: @escaping @Sendable (URLSession.ResponseDisposition) -> Void
    ) {
        if let response = response as? HTTPURLResponse { note(response, of: dataTask) }
        completionHandler(.allow)
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
        let isTooLong = calls.withLock { calls in
            calls[dataTask.taskIdentifier]?.byteCount += data.count
            return (calls[dataTask.taskIdentifier]?.byteCount ?? 0) > WebhookLimits.maximumReplyByteCount
        }
        if isTooLong { dataTask.cancel() }
    }

    func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
        if let response = task.response as? HTTPURLResponse { note(response, of: task) }
        let ended = calls.withLock { $0.removeValue(forKey: task.taskIdentifier) }
        guard let ended else { return }
        // A status that came counts, also if the rest of the answer was cut off by either side.
        if let reply = ended.reply {
            ended.ending.resume(returning: .success(reply))
        } else {
            ended.ending.resume(returning: .failure(WebhookSilence(Self.reason(error))))
        }
    }

    private func note(_ response: HTTPURLResponse, of task: URLSessionTask) {
        calls.withLock { calls in
            calls[task.taskIdentifier]?.reply = WebhookReply(
                status: response.statusCode,
                retryAfter: response.value(forHTTPHeaderField: "Retry-After"))
        }
    }

    /// The kind of failure and never its text, which may hold the address.
    private static func reason(_ error: (any Error)?) -> String {
        guard let error = error as? URLError else { return "no answer" }
        return switch error.code {
        case .timedOut: "no answer in \(WebhookLimits.timeoutSeconds) s"
        case .cannotFindHost, .dnsLookupFailed: "the host has no address"
        case .cannotConnectToHost: "the connection was refused"
        case .networkConnectionLost: "the connection was lost"
        case .cancelled: "stopped"
        case .secureConnectionFailed, .serverCertificateUntrusted, .serverCertificateHasBadDate,
            .serverCertificateHasUnknownRoot, .serverCertificateNotYetValid:
            "TLS failed"
        default: "no answer (\(error.code.rawValue))"
        }
    }
}
