import Foundation
import Synchronization
import Testing

@testable import Service

/// WeChat's server as it is documented: errors with status 200, codes that are good once.
final class WeChatStandIn: WeChatCaller {
    static let appID = "wxba5fad812f8e6fb9"
    static let secret = "0123456789abcdef0123456789abcdef"

    private struct State {
        var codes: [String: String] = [:]
        var used: Set<String> = []
        var silence: String?
        var calls: [URL] = []
    }

    private let state = Mutex(State())

    /// Lets a code mean a person, by the rest of the answer's JSON.
    func give(_ code: String, _ answer: String) {
        state.withLock { $0.codes[code] = answer }
    }

    /// Gives a code for an OpenID.
    func give(_ code: String, openID: String, more: String = "") {
        give(
            code,
            #"{"access_token":"A","expires_in":7200,"refresh_token":"R","openid":"\#(openID)","scope":"snsapi_base"\#(more)}"#
        )
    }

    /// Answers nothing from now on, or again.
    func fall(silent reason: String?) {
        state.withLock { $0.silence = reason }
    }

    var calls: [URL] { state.withLock { $0.calls } }

    func fetch(_ address: WebhookAddress) async throws(WebhookSilence) -> WeChatReply {
        let url = URL(string: address.text)
        let items = url.flatMap { URLComponents(url: $0, resolvingAgainstBaseURL: false)?.queryItems } ?? []
        let query = Dictionary(items.map { ($0.name, $0.value ?? "") }) { first, _ in first }
        let answer = state.withLock { state -> String? in
            if let url { state.calls.append(url) }
            if state.silence != nil { return nil }
            return Self.answer(query, &state)
        }
        guard let answer else { throw WebhookSilence("the connection was lost") }
        return WeChatReply(status: 200, body: Array(answer.utf8))
    }

    private static func answer(_ query: [String: String], _ state: inout State) -> String {
        guard query["appid"] == appID else { return #"{"errcode":40013,"errmsg":"invalid appid"}"# }
        guard query["secret"] == secret else { return #"{"errcode":40125,"errmsg":"invalid appsecret"}"# }
        guard let code = query["code"], let known = state.codes[code] else {
            return #"{"errcode":40029,"errmsg":"invalid code, rid: 1-2-3"}"#
        }
        guard state.used.insert(code).inserted else {
            return #"{"errcode":40163,"errmsg":"code been used, rid: 1-2-3"}"#
        }
        return known
    }
}

/// A browser that signs in with WeChat.
struct SigningBrowser {
    let server: TestServer
    /// `NAME=VALUE` of the cookie that it was given.
    var cookie: String?

    static let phone = "Mozilla/5.0 (iPhone) Mobile MicroMessenger/8.0.50"

    private var headers: [String: String] {
        var headers = ["Accept-Language": "en", "User-Agent": Self.phone]
        headers["Cookie"] = cookie
        return headers
    }

    func open(_ path: String) async throws -> Answer {
        try await server.send("GET", path, headers: headers)
    }

    func post(_ path: String, _ body: String, headers more: [String: String] = [:]) async throws -> Answer {
        let type = ["Content-Type": "application/x-www-form-urlencoded"]
        return try await server.send(
            "POST", path, body: Array(body.utf8),
            headers: headers.merging(type) { $1 }.merging(more) { $1 })
    }

    /// Fills in the form, keeps the cookie, and returns the state that goes to WeChat.
    mutating func begin(_ body: String = "terms=yes&allow=marketing") async throws -> String {
        let answer = try await post("/join/poster/wechat", body)
        #expect(answer.status == 303, "\(answer.text)")
        let set = try #require(answer.headers["set-cookie"])
        cookie = String(set.prefix { $0 != ";" })
        let address = try #require(answer.headers["location"])
        return String(try #require(address.firstMatch(of: /&state=([0-9A-Z]+)#wechat_redirect$/)).1)
    }

    /// Comes back from WeChat.
    func comeBack(_ state: String, code: String?) async throws -> Answer {
        try await open("/join/poster/wechat?lang=en" + (code.map { "&code=\($0)" } ?? "") + "&state=\(state)")
    }

    func join(_ state: String) async throws -> Answer {
        try await post("/join/poster/wechat/proof", "challenge=\(state)")
    }
}
