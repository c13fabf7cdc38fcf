import Foundation
import Testing

/// A browser with the cashier's page, as far as the server sees it: a cookie, and the form's token.
final class TillBrowser {
    let server: TestServer
    var cookie = ""
    var formToken = ""
    /// What says that a request comes from a page of the server.
    var origin = ["Sec-Fetch-Site": "same-origin"]

    init(_ server: TestServer) {
        self.server = server
    }

    /// Signs in with a token.
    @discardableResult
    func signIn(_ token: String) async throws -> Answer {
        let answer = try await send("POST", "/till/session", #"{"token":"\#(token)"}"#)
        formToken = answer["form_token"] ?? formToken
        return answer
    }

    /// Sends JSON, or something of another type, with the session.
    func send(
        _ method: String, _ path: String, _ json: String = "", key: String? = nil,
        headers more: [String: String] = [:]
    ) async throws -> Answer {
        var headers = origin.merging(["Accept-Language": "en"]) { first, _ in first }
        if !cookie.isEmpty { headers["Cookie"] = "a=b; tessera_till=\(cookie)" }
        if !formToken.isEmpty { headers["X-Form-Token"] = formToken }
        if !json.isEmpty { headers["Content-Type"] = "application/json" }
        headers["Idempotency-Key"] = key
        headers.merge(more) { _, last in last }
        let answer = try await server.send(method, path, body: Array(json.utf8), headers: headers)
        if let set = answer.headers["set-cookie"], set.hasPrefix("tessera_till=") {
            cookie = String(set.dropFirst("tessera_till=".count).prefix { $0 != ";" })
        }
        return answer
    }

    func redeem(_ code: String, key: String) async throws -> Answer {
        try await send("POST", "/v1/redemptions", TestServer.order(code), key: key)
    }
}
