import Foundation
import Membership

/// Fetches one small answer: no redirects, an end after `WeChatLimits.timeoutSeconds`.
package protocol WeChatCaller: Sendable {
    /// - Throws: `WebhookSilence`, without the address, which holds a secret.
    func fetch(_ address: WebhookAddress) async throws(WebhookSilence) -> WeChatReply
}

/// What WeChat's server answered.
package struct WeChatReply: Sendable, Hashable {
    package var status: Int
    package var body: [UInt8]

    package init(status: Int, body: [UInt8]) {
        self.status = status
        self.body = body
    }
}

/// What a call to WeChat may take.
package enum WeChatLimits {
    /// Eight seconds: somebody looks at an empty page meanwhile.
    package static let timeoutSeconds = 8
    /// 16 kB: thirty times an answer with its two tokens.
    package static let maximumReplyByteCount = 16 * 1_024
}

/// Asks WeChat's server (`/sns/oauth2/access_token`) who a code is of.
///
/// WeChat answers errors with status 200 too: only the body says what came of it.
struct CallingWeChatSignIn: WeChatSignIn {
    let rules: JoinRules.WeChatRules
    let secret: WeChatSecret
    let caller: any WeChatCaller

    func person(of code: WeChatCode) async throws(WeChatTrouble) -> WeChatAnswer {
        guard let address = rules.identityAddress(of: code, secret: secret) else {
            throw WeChatTrouble("the call does not fit into an address")
        }
        let reply: WeChatReply
        do {
            reply = try await caller.fetch(address)
        } catch {
            throw WeChatTrouble("\(address.host): \(error.reason)")
        }
        return try answer(reply, from: address.host)
    }

    /// The fields that matter; tokens are not kept.
    private struct Document: Decodable {
        var openid: String?
        var unionid: String?
        var isSnapshotuser: Int?
        var errcode: Int?
    }

    /// No such code, one that was used, one past its end, and none.
    private static let overCodes: Set = [40_029, 40_163, 42_003, 41_008]

    private func answer(_ reply: WeChatReply, from host: String) throws(WeChatTrouble) -> WeChatAnswer {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        guard reply.status == 200, let document = try? decoder.decode(Document.self, from: Data(reply.body))
        else {
            throw WeChatTrouble(
                "\(host) answered \(reply.status) with something else than what it is asked for")
        }
        if let error = document.errcode, error != 0 {
            guard Self.overCodes.contains(error) else { throw WeChatTrouble(Self.words(error, host)) }
            return .over
        }
        if document.isSnapshotuser == 1 { return .preview }
        guard let openID = document.openid.flatMap({ try? WeChatOpenID(parsing: $0) }) else {
            throw WeChatTrouble("\(host) answered without an OpenID")
        }
        return .person(
            WeChatPerson(openID, unionID: document.unionid.flatMap { try? WeChatUnionID(parsing: $0) }))
    }

    private static func words(_ error: Int, _ host: String) -> String {
        switch error {
        case 40_013: "\(host) does not know the AppID (40013)"
        case 40_125, 40_001: "\(host) refuses the AppSecret (\(error)); run: tessera join wechat-secret"
        case 40_243: "the AppSecret is frozen at \(host) (40243)"
        case -1: "\(host) is busy (-1)"
        default: "\(host) answered with its error \(error)"
        }
    }
}
