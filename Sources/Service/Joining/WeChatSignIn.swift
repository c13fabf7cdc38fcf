package import Membership

/// Whoever says by a code of WeChat's who signed in.
package protocol WeChatSignIn: Sendable {
    /// Exchanges a code, once.
    ///
    /// - Throws: `WeChatTrouble`; whether the code can be used again is not known then.
    func person(of code: WeChatCode) async throws(WeChatTrouble) -> WeChatAnswer
}

/// What WeChat gives to a browser that signed in: good once, for five minutes.
package struct WeChatCode: Sendable, Hashable {
    package let text: String

    /// 512 bytes: those seen have 32; WeChat states no length.
    private static let maximumLength = 512

    /// Takes a code of an address; `nil` if it is none, or none that an address carries as it is.
    package init?(parsing text: String) {
        let isPlain = text.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || "-_.~".utf8.contains(byte)
        }
        guard isPlain, (1...Self.maximumLength).contains(text.utf8.count) else { return nil }
        self.text = text
    }
}

/// What WeChat says of a code.
package enum WeChatAnswer: Sendable, Hashable {
    case person(WeChatPerson)
    /// The code was used before, is past its end, or was never given.
    case over
    /// The page is shown as a preview, under a name that is made up for it (快照页).
    case preview
}

/// Whoever signed in, by WeChat's names for them.
package struct WeChatPerson: Sendable, Hashable {
    package var openID: WeChatOpenID
    /// Where the account belongs to others of the same owner, and the scope tells it.
    package var unionID: WeChatUnionID?

    package init(_ openID: WeChatOpenID, unionID: WeChatUnionID? = nil) {
        self.openID = openID
        self.unionID = unionID
    }
}

/// WeChat could not say, and why in words for the log: without code, secret and name.
package struct WeChatTrouble: Error, Sendable, Hashable {
    package let reason: String

    package init(_ reason: String) {
        self.reason = reason
    }
}
