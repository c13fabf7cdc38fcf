import ArgumentParser
import Membership
import Service
import Vocabulary

/// Pairs an identity with a member.
struct MemberPair: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "pair",
        abstract:
            "Pairs a phone number, WeChat OpenID or card with a member, in the place of the one they had.",
        discussion: "Ends with 1 if another member has it: whether they are one person is for you to say.")

    @Argument(help: "The member's id.", transform: identifier)
    var id: MemberID

    @OptionGroup var identities: MemberIdentityOptions

    @Option(
        help: ArgumentHelp(
            "Why it is believed to be theirs: code, seen or sign_in.", valueName: "word"))
    var proof: MemberPairingService.Proof

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        let asked = identities.draft
        let outcome = try await withSession {
            try await MemberPairingService($0).pair(asked, with: id, proof: proof, actor: MemberCommand.actor)
        }
        try output.pairing(outcome)
    }
}

extension MemberPairingService.Proof: ExpressibleByArgument {}

/// Takes an identity from a member.
struct MemberUnpair: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "unpair", abstract: "Takes an identity from a member.")

    @Argument(help: "The member's id.", transform: identifier)
    var id: MemberID

    @Argument(help: "Which one: phone, wechat_openid or card_number.")
    var kind: Identity.Kind

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        let outcome = try await withSession {
            try await MemberPairingService($0).unpair(kind, from: id, actor: MemberCommand.actor)
        }
        try output.pairing(outcome)
    }
}

extension Identity.Kind: ExpressibleByArgument {}

/// Lets a member leave.
struct MemberLeave: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "leave",
        abstract: "Lets a member leave: no list, segment or offer has them any more.")

    @Argument(help: "The member's id.", transform: identifier)
    var id: MemberID

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        let outcome = try await withSession {
            try await MemberPairingService($0).leave(id, actor: MemberCommand.actor)
        }
        try output.pairing(outcome)
    }
}

extension Output {
    /// Says how a pairing went; a refusal is the answer, and ends with 1.
    fileprivate func pairing(_ outcome: MemberPairingService.Outcome) throws {
        switch outcome {
        case .done(let view): try result(view, text: view.lines)
        case .taken(let holder, let masked):
            try refuse(
                RefusalDocument(reason: "identity_taken", member: holder),
                text: """
                    \(masked) is member \(holder)'s. If they are one person: tessera member merge. If not: \
                    tessera member unpair \(holder) first.
                    """)
        case .notActive:
            try refuse(
                RefusalDocument(reason: "member_not_active"), text: "The member is not in the program.")
        case .notPaired:
            try refuse(
                RefusalDocument(reason: "not_paired"), text: "The member has no identity of this kind.")
        }
    }

    /// Says why nothing was done, and ends with 1.
    func refuse(_ document: RefusalDocument, text: String) throws -> Never {
        try result(document, text: text)
        throw Refused()
    }
}

/// Why nothing was done, for machines.
struct RefusalDocument: Encodable {
    var outcome = "refused"
    var reason: String
    var member: MemberID?
}
