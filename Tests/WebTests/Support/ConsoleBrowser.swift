import Foundation
import Testing

/// A browser as far as the console needs one: it keeps cookies, and fills in the forms of the page before.
final class ConsoleBrowser {
    let server: TestServer
    var cookies: [String: String] = [:]
    /// What says that a form comes from a page of the server.
    var origin = ["Sec-Fetch-Site": "same-origin"]
    private(set) var formToken = ""

    init(_ server: TestServer) {
        self.server = server
    }

    /// Signs in with a token.
    @discardableResult
    func signIn(_ token: String) async throws -> Answer {
        try await post("/console/sign-in", ["token": token])
    }

    func get(_ path: String) async throws -> Answer {
        try keep(try await server.send("GET", path, headers: head))
    }

    func post(_ path: String, _ fields: [String: String] = [:]) async throws -> Answer {
        var fields = fields
        if fields["form_token"] == nil, !formToken.isEmpty { fields["form_token"] = formToken }
        let body = fields.map { "\($0.key)=\(Self.encoded($0.value))" }.joined(separator: "&")
        var headers = head.merging(origin) { first, _ in first }
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        return try keep(try await server.send("POST", path, body: Array(body.utf8), headers: headers))
    }

    /// Follows a redirect.
    func follow(_ answer: Answer) async throws -> Answer {
        #expect(answer.status == 303, "\(answer.text)")
        return try await get(try #require(answer.headers["location"]))
    }

    private var head: [String: String] {
        var headers = ["Accept-Language": "en"]
        if !cookies.isEmpty {
            headers["Cookie"] = cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
        }
        return headers
    }

    private func keep(_ answer: Answer) throws -> Answer {
        if let cookie = answer.headers["set-cookie"], let end = cookie.firstIndex(of: ";") {
            let parts = cookie[..<end].split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            cookies[String(parts[0])] = parts[1].isEmpty ? nil : String(parts[1])
        }
        if let match = answer.text.firstMatch(of: #/name="form_token" value="([^"]+)"/#) {
            formToken = String(match.output.1)
        }
        return answer
    }

    private static func encoded(_ text: String) -> String {
        (text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "").replacing("%20", with: "+")
    }
}
