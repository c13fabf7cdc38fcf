import ArgumentParser
import Membership
import Service
import Vocabulary

/// Shows what a member allows, or adds to it.
struct MemberConsent: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "consent",
        abstract: "Shows what a member allowed and when, or writes down what they say now.",
        discussion: """
            Without --grant and --withdraw it prints the ledger of consents, oldest entry first. Purposes: \
            \(ConsentPurpose.allCases.map(\.rawValue).joined(separator: ", ")). Nothing in the ledger is ever changed.
            """)

    @Argument(help: "The member's id.", transform: identifier)
    var id: MemberID

    @Option(help: ArgumentHelp("A purpose that they allow.", valueName: "purpose"))
    var grant: [ConsentPurpose] = []

    @Option(help: ArgumentHelp("A purpose that they allow no longer.", valueName: "purpose"))
    var withdraw: [ConsentPurpose] = []

    @Option(help: ArgumentHelp("The version of the words that they were shown.", valueName: "version"))
    var wording: String?

    @Option(help: ArgumentHelp("Where they said it, such as till, letter or call.", valueName: "word"))
    var source = "till"

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        let (statements, member) = (statements, id)
        let document = try await withSession { context in
            let service = MemberConsentService(context)
            if !statements.isEmpty {
                let outcome = try await service.keep(statements, of: member, actor: MemberCommand.actor)
                guard outcome == .kept else { return Document(member: member, consents: nil) }
            }
            return Document(member: member, consents: try await service.ledger(of: member))
        }
        guard let consents = document.consents else {
            try output.refuse(
                RefusalDocument(reason: "member_not_active"), text: "The member is not in the program.")
        }
        let table = TextTable(rows: consents.map(\.row)).lines.joined(separator: "\n")
        try output.result(document, text: consents.isEmpty ? "nothing was said" : table)
    }

    private var statements: [MemberConsentService.Statement] {
        grant.map { .init($0, isAllowed: true, wording: wording, source: source) }
            + withdraw.map { .init($0, isAllowed: false, wording: wording, source: source) }
    }

    private struct Document: Encodable {
        var member: MemberID
        var consents: [ConsentDocument]?
    }
}

extension ConsentPurpose: ExpressibleByArgument {}
