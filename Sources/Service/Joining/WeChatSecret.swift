import Foundation
import Payload

/// The AppSecret of an account at WeChat, as `keys/wechat-app.secret` holds it; never printed.
package struct WeChatSecret: Sendable, Hashable, Concealed {
    let text: String

    /// WeChat's have 32 digits and small letters; test accounts of other servers may have other ones.
    private static let lengths = 6...128

    /// Reads a secret as it was copied from WeChat's page; `nil` if it is none.
    package init?(parsing text: String) {
        let text = text.trimmingCharacters(in: .whitespacesAndNewlines)
        let isPlain = text.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        }
        guard isPlain, Self.lengths.contains(text.utf8.count) else { return nil }
        self.text = text
    }
}

extension WeChatSecret {
    private static let fileName = "wechat-app.secret"
    /// A line of the longest secret; anything larger is something else.
    private static let maximumFileByteCount = 256

    private static func file(_ workspace: Workspace) -> URL {
        workspace.folder.appending(path: Workspace.keysFolder).appending(path: fileName)
    }

    /// Whether a workspace has one.
    package static func isKept(in workspace: Workspace) -> Bool { file(workspace).exists }

    /// Keeps the secret, in place of an earlier one: WeChat's are replaced now and then.
    ///
    /// - Throws: `ServiceError.file`; then the earlier one is still there.
    package func keep(in workspace: Workspace) throws(ServiceError) {
        try Self.file(workspace).write(Data((text + "\n").utf8), mode: 0o600)
    }

    /// Reads the secret of a workspace.
    ///
    /// - Throws: `ServiceError.keys` if there is none, or it is damaged or open to others.
    package init(_ workspace: Workspace) throws(ServiceError) {
        let file = Self.file(workspace)
        guard file.exists else {
            throw .keys(
                "the section wechat of \(JoinRules.fileName) needs the account's AppSecret; "
                    + "run: tessera join wechat-secret")
        }
        try file.requirePrivate(mode: 0o600)
        let bytes = try file.read(atMost: Self.maximumFileByteCount)
        guard let secret = WeChatSecret(parsing: String(decoding: bytes, as: UTF8.self)) else {
            throw .keys("\(file.plainPath) is damaged: it is no AppSecret")
        }
        self = secret
    }
}
