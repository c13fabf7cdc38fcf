import Foundation
package import Membership
package import Vocabulary

/// How people join: the workspace's file `join.yaml`.
package struct JoinRules: Sendable, Hashable {
    /// The words that a member agrees to; joining is impossible without.
    package var terms: Terms
    /// What they may allow besides, each by a box of its own that nobody has ticked for them.
    package var consents: [ConsentWording]
    /// The offer whose coupon a new member is given, in the same transaction.
    package var welcome: OfferID?
    /// Where they must be to join; `nil` is anywhere.
    package var place: JoinPlace?
    /// By what they may prove who they are, at least one.
    package var proofs: Set<Proof>
    /// Always there if a phone proves somebody.
    package var codes: CodeRules?
    /// Always there if WeChat proves somebody.
    package var wechat: WeChatRules?

    /// What proves who somebody is.
    package enum Proof: String, Sendable, Hashable, CaseIterable {
        /// A code that was sent to their phone.
        case phone
        /// Signing in with their account at WeChat.
        case wechat
    }

    /// A version of the conditions of membership.
    package struct Terms: Sendable, Hashable {
        package var version: String
        /// Where they can be read; `https`.
        package var address: String
    }

    /// One question of the page, in the words that a member saw.
    package struct ConsentWording: Sendable, Hashable {
        package var purpose: ConsentPurpose
        package var version: String
        package var wording: LocalizedText
    }

    /// How the codes are sent that prove an address.
    package struct CodeRules: Sendable, Hashable {
        package var sender: Sender
        /// 1 to 30 minutes.
        package var lifetimeMinutes: Int
        /// The most codes that are sent in an hour, to everybody together.
        package var countPerHour: Int

        /// Who brings a code to an address.
        package enum Sender: Sendable, Hashable {
            /// A folder of the workspace, for trials and for programs that send what they find there.
            case folder(path: String)
            /// A program of the brand's, told as webhooks are.
            case address(WebhookAddress)
        }
    }
}

extension JoinRules {
    /// The file, beside the settings.
    package static let fileName = "join.yaml"
    /// What the agreement to the terms is called in the ledger of consents.
    package static let termsPurpose = "terms"

    /// Reads the rules of a workspace; `nil` if it has none, and then nobody joins by a page.
    ///
    /// - Throws: `ServiceError.invalidInput` with every fault: file, line, field and what was given; `.file` if the
    ///   file cannot be read.
    package init?(_ workspace: Workspace) throws(ServiceError) {
        let file = workspace.folder.appending(path: Self.fileName)
        guard file.exists else { return nil }
        let bytes = Array(try file.read(atMost: DocumentReader.maximumByteCount))
        self = try DocumentReader.read(bytes, file: Self.fileName) { document in
            JoinRules(document, areas: AreaLibrary(workspace))
        }
    }
}
