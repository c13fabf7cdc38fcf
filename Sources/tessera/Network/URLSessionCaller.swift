import Foundation

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// Calls over Foundation's own client, so that the binary needs no second TLS.
struct URLSessionCaller: HTTPCaller {
    private let server: URL
    private let session: URLSession

    /// Ten seconds: longer than a sync on a slow disk under load, shorter than a customer's patience.
    private static let timeoutSeconds = 10.0

    /// Prepares calls to a server.
    ///
    /// - Parameter server: Its address, such as `https://qr.qingquan.cn`; a path in it comes before each call's.
    init(_ server: URL) {
        self.server = server
        Self.bypassProxy(for: server)
        let configuration = URLSessionConfiguration.ephemeral
        configuration.timeoutIntervalForRequest = Self.timeoutSeconds
        configuration.httpShouldSetCookies = false
        session = URLSession(configuration: configuration)
    }

    /// Reads a server's address from the command line.
    ///
    /// - Throws: `UsageError` if it is none.
    static func address(_ text: String) throws(UsageError) -> URL {
        guard let url = URL(string: text), ["http", "https"].contains(url.scheme), url.host() != nil else {
            throw UsageError("'\(text)' is no server's address, such as http://127.0.0.1:8080")
        }
        return url
    }

    /// One minute, by which a long journal is up over a slow network.
    ///
    /// Only a request that the client itself has lost takes as long, as may happen when a connection breaks off.
    private static let deadlineMilliseconds = 60_000.0

    func call(_ call: HTTPCall) async throws(Unreachable) -> HTTPReply {
        let late = Unreachable("no answer from \(server)")
        return try await Deadline.value(milliseconds: Self.deadlineMilliseconds, late: late) {
            () async throws(Unreachable) in try await ask(call)
        }
    }

    private func ask(_ call: HTTPCall) async throws(Unreachable) -> HTTPReply {
        let (data, response) = try await answer(to: request(call)).get()
        guard let response = response as? HTTPURLResponse else {
            throw Unreachable("\(server) does not speak HTTP")
        }
        return HTTPReply(
            status: response.statusCode, body: Array(data ?? Data()),
            retryAfter: response.value(forHTTPHeaderField: "Retry-After").flatMap { Int($0) },
            isReplayed: response.value(forHTTPHeaderField: "Idempotent-Replayed") == "true",
            date: response.value(forHTTPHeaderField: "Date").flatMap(Self.seconds))
    }

    /// What a request comes to.
    ///
    /// A call that is cancelled goes on and is thrown away. Foundation's own asynchronous form ends it from within the
    /// cancellation, which holds the task's lock while it waits for the session's queue; there another thread that has just the
    /// answer waits for that lock, and both wait for ever.
    private func answer(to request: URLRequest) async -> Result<(Data?, URLResponse?), Unreachable> {
        let server = server
        return await withCheckedContinuation { done in
            let task = session.dataTask(with: request) { data, response, error in
                guard let error else { return done.resume(returning: .success((data, response))) }
                let code = (error as? URLError)?.code
                let unreachable = Unreachable(
                    "no answer from \(server): \(error.localizedDescription)",
                    isUnconnected: code.map(Self.unconnected.contains) ?? false)
                done.resume(returning: .failure(unreachable))
            }
            task.resume()
        }
    }

    /// The failures before a connection.
    private static let unconnected: Set<URLError.Code> = [
        .cannotConnectToHost, .cannotFindHost, .dnsLookupFailed, .notConnectedToInternet,
    ]

    /// Reads a date in the one form that servers write (RFC 9110, section 5.6.7).
    private static func seconds(_ text: String) -> Int64? {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(secondsFromGMT: 0)
        formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        return formatter.date(from: text).map { Int64($0.timeIntervalSince1970) }
    }

    private func request(_ call: HTTPCall) -> URLRequest {
        let base = server.absoluteString
        let text = (base.hasSuffix("/") ? String(base.dropLast()) : base) + call.path
        var request = URLRequest(url: URL(string: text) ?? server.appending(path: call.path))
        request.httpMethod = call.method.rawValue
        for (name, value) in call.headers { request.setValue(value, forHTTPHeaderField: name) }
        if call.method != .get { request.httpBody = Data(call.body) }
        return request
    }

    /// A proxy of the environment cannot reach this machine's own loopback.
    ///
    /// The environment is left alone where nothing need be said: another thread may be reading it.
    private static func bypassProxy(for server: URL) {
        guard let host = server.host(), ["127.0.0.1", "localhost", "::1"].contains(host) else { return }
        let environment = ProcessInfo.processInfo.environment
        let proxies = ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"]
        guard proxies.contains(where: { environment[$0] != nil }) else { return }
        let others = environment["no_proxy"].map { $0 + "," } ?? ""
        guard !others.split(separator: ",").contains(Substring(host)) else { return }
        setenv("no_proxy", others + host, 1)
    }
}
