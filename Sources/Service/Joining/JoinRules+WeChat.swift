import Foundation
import Vocabulary

extension JoinRules {
    /// The account at WeChat by which people sign in: the section `wechat` of `join.yaml`.
    package struct WeChatRules: Sendable, Hashable {
        /// The account's AppID, `wx` and 16 digits of its own.
        package var appID: String
        package var scope: Scope
        /// Where people confirm who they are, without a final slash.
        package var authorisation: String
        /// Where a server asks who it was, without a final slash.
        package var interface: String
        /// The address of this server as a phone reaches it, without a final slash; `nil` for the public host's.
        package var returnAddress: String?

        /// What WeChat is asked for; raw values are WeChat's.
        package enum Scope: String, Sendable, Hashable {
            /// The OpenID alone, without a question to the person.
            case base = "snsapi_base"
            /// The UnionID too, which WeChat gives to whoever agreed to be known by more.
            case userInfo = "snsapi_userinfo"
        }
    }
}

extension JoinRules.WeChatRules {
    /// Tencent's own servers.
    static let usualAuthorisation = "https://open.weixin.qq.com"
    static let usualInterface = "https://api.weixin.qq.com"
    /// What every AppID begins with, and how long it is.
    private static let prefix = "wx"
    private static let length = 18

    init?(_ document: DocumentValue) {
        let known = ["app_id", "scope", "authorisation", "interface", "return_to"]
        guard let fields = document.fields(known) else { return nil }
        let appID = fields.required("app_id")?.parsed("an AppID such as wx0123456789abcdef") { text in
            let isPlain = text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) }
            return isPlain && text.hasPrefix(Self.prefix) && text.count == Self.length ? text : nil
        }
        let scope = fields.optional("scope").map { $0.choice(["base": Scope.base, "userinfo": .userInfo]) }
        let authorisation = fields.optional("authorisation").map(Self.base)
        let interface = fields.optional("interface").map(Self.base)
        let returnAddress = fields.optional("return_to").map(Self.base)
        guard let appID else { return nil }
        self.init(
            appID: appID, scope: (scope ?? nil) ?? .base,
            authorisation: (authorisation ?? nil) ?? Self.usualAuthorisation,
            interface: (interface ?? nil) ?? Self.usualInterface, returnAddress: returnAddress ?? nil)
    }

    private static func base(_ document: DocumentValue) -> String? {
        document.parsed("an https address without a query, or http on this machine itself") { text in
            guard !text.contains("?"), let address = WebhookAddress(parsing: text) else { return nil }
            return address.text.hasSuffix("/") ? String(address.text.dropLast()) : address.text
        }
    }
}

extension JoinRules.WeChatRules {
    /// Scheme, host and port of where people confirm who they are, for a page's security policy.
    package var authorisationOrigin: String {
        let parts = authorisation.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
        return parts.prefix(3).joined(separator: "/")
    }

    /// Where somebody is led to sign in.
    ///
    /// WeChat wants the parameters in exactly this order, and the fragment (网页授权, step 1).
    ///
    /// - Parameters:
    ///   - state: What comes back with them: at most 128 letters and digits.
    ///   - address: Where they come back to.
    /// - Returns: The address.
    func signInAddress(state: ChallengeID, returningTo address: String) -> String {
        "\(authorisation)/connect/oauth2/authorize?appid=\(appID)&redirect_uri=\(Self.encoded(address))"
            + "&response_type=code&scope=\(scope.rawValue)&state=\(state)#wechat_redirect"
    }

    /// The call that says who a code is of.
    func identityAddress(of code: WeChatCode, secret: WeChatSecret) -> WebhookAddress? {
        WebhookAddress(
            parsing: "\(interface)/sns/oauth2/access_token?appid=\(appID)&secret=\(secret.text)"
                + "&code=\(code.text)&grant_type=authorization_code")
    }

    private static func encoded(_ text: String) -> String {
        var unreserved = CharacterSet()
        unreserved.insert(charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
        return text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? text
    }
}
