internal import CCurl
import Synchronization

/// One call on its way; libcurl's callbacks come back to it.
final class CurlExchange: Sendable {
    private let call: CourierCall
    private let isCancelled = Atomic(false)
    private let answer = Mutex(Answer())

    private struct Answer {
        var retryAfter: String?
        /// The empty line after the headers came.
        var isHeadComplete = false
        var byteCount = 0
        /// Of a GET.
        var body: [UInt8] = []
    }

    init(_ call: CourierCall) {
        self.call = call
    }

    /// Ends the call soon, from any thread.
    func cancel() {
        isCancelled.store(true, ordering: .relaxed)
    }

    /// Makes the call on this thread.
    func perform(on handle: CurlHandle) throws(CourierFailure) -> CourierReply {
        handle.reset()
        setLimits(of: handle)
        var list: UnsafeMutablePointer<curl_slist>?
        // Without the second line libcurl asks some servers for leave to send the body.
        for line in call.headers.map({ "\($0): \($1)" }) + ["Expect:"] {
            unsafe list = unsafe curl_slist_append(list, line)
        }
        unsafe handle.setHeaders(list)
        defer { unsafe curl_slist_free_all(list) }
        unsafe setCallbacks(of: handle, context: Unmanaged.passUnretained(self).toOpaque())
        return try reply(run(on: handle), handle.status)
    }

    private func run(on handle: CurlHandle) -> CURLcode {
        guard call.method == .post else { return handle.perform() }
        var body = call.body
        return unsafe body.withUnsafeMutableBytes { bytes in
            unsafe handle.set(CURLOPT_POSTFIELDS, bytes.baseAddress)
            return handle.perform()
        }
    }

    private func setLimits(of handle: CurlHandle) {
        handle.set(CURLOPT_URL, call.url)
        handle.set(CURLOPT_PROTOCOLS_STR, "http,https")
        handle.set(CURLOPT_FOLLOWLOCATION, 0)
        handle.set(CURLOPT_TIMEOUT, call.timeoutSeconds)
        handle.set(CURLOPT_NOSIGNAL, 1)
        if call.route == .direct { handle.set(CURLOPT_NOPROXY, "*") }
        guard call.method == .post else { return handle.set(CURLOPT_HTTPGET, 1) }
        handle.set(CURLOPT_POST, 1)
        handle.set(CURLOPT_POSTFIELDSIZE, call.body.count)
    }

    private func setCallbacks(of handle: CurlHandle, context: UnsafeMutableRawPointer) {
        unsafe handle.set(CURLOPT_HEADERDATA, context)
        unsafe handle.set(CURLOPT_WRITEDATA, context)
        unsafe handle.set(CURLOPT_XFERINFODATA, context)
        handle.set(CURLOPT_NOPROGRESS, 0)
        unsafe handle.set(CURLOPT_HEADERFUNCTION) { data, size, count, context in
            unsafe CurlExchange.at(context)?.noteHeader(
                UnsafeRawBufferPointer(start: data, count: size * count))
            return size * count
        }
        unsafe handle.set(CURLOPT_WRITEFUNCTION) { data, size, count, context in
            // Taking less than what came ends the call.
            let bytes = unsafe UnsafeRawBufferPointer(start: data, count: size * count)
            return unsafe CurlExchange.at(context)?.takes(bytes) == true ? size * count : 0
        }
        unsafe handle.setProgress { context, _, _, _, _ in
            unsafe CurlExchange.at(context)?.isCancelled.load(ordering: .relaxed) == false ? 0 : 1
        }
    }

    /// The exchange that lives while its call is made.
    private static func at(_ context: UnsafeMutableRawPointer?) -> CurlExchange? {
        unsafe context.map { unsafe Unmanaged<CurlExchange>.fromOpaque($0).takeUnretainedValue() }
    }

    private func noteHeader(_ bytes: UnsafeRawBufferPointer) {
        let line = unsafe String(decoding: bytes, as: UTF8.self)
        let text = line.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
        answer.withLock { answer in
            // A status line begins another head: of the answer after an interim one.
            if text.hasPrefix("HTTP/") { answer = Answer() }
            if text.isEmpty { answer.isHeadComplete = true }
            let name = "retry-after:"
            if text.lowercased().hasPrefix(name) { answer.retryAfter = String(text.dropFirst(name.count)) }
        }
    }

    /// Counts what came of the body, and keeps it if somebody reads it.
    private func takes(_ bytes: UnsafeRawBufferPointer) -> Bool {
        let part = call.method == .get ? unsafe Array(bytes) : []
        let byteCount = bytes.count
        return answer.withLock { answer in
            answer.byteCount += byteCount
            guard answer.byteCount <= call.maximumReplyByteCount else { return false }
            answer.body += part
            return true
        }
    }

    /// A head that came whole counts for a POST, also if the rest of the answer was cut off by either side.
    private func reply(_ code: CURLcode, _ status: Int) throws(CourierFailure) -> CourierReply {
        let answer = answer.withLock { $0 }
        let isEnough = call.method == .post || code == CURLE_OK
        if status >= 200, answer.isHeadComplete, isEnough {
            return CourierReply(status: status, retryAfter: answer.retryAfter, body: answer.body)
        }
        if answer.byteCount > call.maximumReplyByteCount { throw .tooLong }
        throw isCancelled.load(ordering: .relaxed) ? .stopped : CourierFailure(code)
    }
}

extension CourierFailure {
    fileprivate init(_ code: CURLcode) {
        self =
            switch code {
            case CURLE_OPERATION_TIMEDOUT: .timedOut
            case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: .unresolved
            case CURLE_COULDNT_CONNECT: .refused
            case CURLE_OK, CURLE_GOT_NOTHING, CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_UNSUPPORTED_PROTOCOL,
                CURLE_WEIRD_SERVER_REPLY, CURLE_HTTP2, CURLE_HTTP2_STREAM, CURLE_PARTIAL_FILE:
                .lost
            case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM,
                CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CIPHER:
                .untrusted
            case CURLE_ABORTED_BY_CALLBACK: .stopped
            default: .other(Int32(code.rawValue))
            }
    }
}
