import ArgumentParser
import Membership
import Service
import Vocabulary

/// How people join by the page behind a placement.
struct JoinCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "join", abstract: "Shows how people join by the page /join/PLACEMENT.",
        subcommands: [JoinShow.self, JoinSecret.self, JoinWeChatSecret.self])
}

/// Shows the rules of joining.
struct JoinShow: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Shows the rules of join.yaml, or what is wrong with them.")

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        let (document, text) = try await withSession { context in
            guard let rules = try JoinRules(context.workspace) else {
                throw ServiceError.notFound(kind: "file", name: JoinRules.fileName)
            }
            let warnings = try await rules.warnings(context)
            let document = Document(rules, warning: warnings.welcome, wechatWarning: warnings.wechat)
            return (document, rules.lines(warnings).joined(separator: "\n"))
        }
        try output.result(document, text: text)
    }

    private struct Document: Encodable {
        let terms: String
        let termsURL: String
        let consents: [Question]
        let welcome: OfferID?
        /// Where people must be, if not anywhere, and what is believed of it.
        let areas: [AreaID]?
        let evidence: String?
        let proofs: [String]
        let sender: String?
        let minutes: Int?
        let perHour: Int?
        let wechat: Account?
        /// Why the welcome offer is not given now.
        let warning: String?
        /// Why nobody can sign in with WeChat now.
        let wechatWarning: String?

        struct Account: Encodable {
            let appID: String
            let scope: String
        }

        struct Question: Encodable {
            let purpose: String
            let version: String
        }

        init(_ rules: JoinRules, warning: String?, wechatWarning: String?) {
            (terms, termsURL) = (rules.terms.version, rules.terms.address)
            consents = rules.consents.map { Question(purpose: $0.purpose.rawValue, version: $0.version) }
            welcome = rules.welcome
            areas = rules.place?.areas.map(\.id)
            evidence = rules.place?.evidence.rawValue
            proofs = rules.proofs.map(\.rawValue).sorted()
            sender = rules.codes?.sender.shown
            (minutes, perHour) = (rules.codes?.lifetimeMinutes, rules.codes?.countPerHour)
            wechat = rules.wechat.map { Account(appID: $0.appID, scope: $0.scope.rawValue) }
            self.warning = warning
            self.wechatWarning = wechatWarning
        }
    }
}

/// Shows what the program that sends codes checks signatures by.
struct JoinSecret: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "secret",
        abstract: "Prints the secret that signs the messages to the program that sends codes.",
        discussion: """
            The secret goes to stdout and nowhere else. Messages are signed after the Standard Webhooks specification, \
            as those of webhooks are.
            """)

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        let secret = try await withSession { $0.keys.codeSenderSecret.text }
        try output.result(["secret": secret], text: secret)
    }
}

extension JoinRules {
    /// What keeps the rules from doing what they say.
    fileprivate struct Warnings {
        var welcome: String?
        var wechat: String?
    }

    fileprivate func warnings(_ context: ServiceContext) async throws(ServiceError) -> Warnings {
        var warnings = Warnings()
        warnings.welcome = try await welcomeWarning(context)
        if proofs.contains(.wechat), !WeChatSecret.isKept(in: context.workspace) {
            warnings.wechat = "its AppSecret is not kept yet; run: tessera join wechat-secret"
        }
        return warnings
    }

    fileprivate func lines(_ warnings: Warnings) -> [String] {
        var rows = [["terms", "\(terms.version), \(terms.address)"]]
        for consent in consents {
            rows.append([consent.purpose.rawValue, "\(consent.version): \(consent.wording.text(in: "en"))"])
        }
        rows.append(["welcome", welcome?.text ?? "nothing"])
        if let warning = warnings.welcome { rows.append(["", warning]) }
        if let place {
            let names = place.areas.map(\.id.text).joined(separator: ", ")
            rows.append(["where", "\(names), by \(place.evidence.rawValue) or better"])
        }
        rows.append(["proofs", proofs.map(\.rawValue).sorted().joined(separator: ", ")])
        if let codes {
            rows.append(["codes", "\(codes.sender.shown), good for \(codes.lifetimeMinutes) minutes"])
            rows.append(["", "at most \(codes.countPerHour) in an hour"])
        }
        if let wechat { rows.append(["wechat", "\(wechat.appID), \(wechat.scope.rawValue)"]) }
        if let warning = warnings.wechat { rows.append(["", warning]) }
        return TextTable(rows: rows).lines
    }
}

extension JoinRules.CodeRules.Sender {
    /// Without the path of an address, which may hold a secret.
    fileprivate var shown: String {
        switch self {
        case .folder(let path): "written to files in \(path)"
        case .address(let address): "sent by \(address.host)"
        }
    }
}
