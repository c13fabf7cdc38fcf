import ArgumentParser
import Service
import Store
import Vocabulary

/// Issues a person's token.
struct TokenIssue: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "issue",
        abstract: "Issues an access token to a person and prints it, now and never again.",
        discussion: """
            owner: everything. manager: the terminals and the register of their stores. cashier: the till of one \
            store. auditor: reading the register and the audit log, changing nothing.
            """)

    @Option(help: "What the token opens.")
    var role: PersonalRole

    @Option(help: ArgumentHelp("Whom it is for, 1 to 64 characters.", valueName: "text"))
    var name: String

    @Option(
        name: .customLong("store"),
        help: ArgumentHelp(
            "A store that it opens; may be given several times. Default: every store.", valueName: "id"),
        transform: identifier)
    var stores: [StoreID] = []

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        let scope: StoreScope = stores.isEmpty ? .every : .only(Set(stores))
        let issued = try await withSession { context in
            IssuedTokenDocument(try await TokenService(context).issue(role: role, name: name, scope: scope))
        }
        let place = issued.stores?.map(\.text).joined(separator: ", ") ?? "every store"
        try output.result(
            issued,
            text: """
                Issued \(issued.id): \(issued.role.rawValue), \(issued.name), \(place). The token, shown only now:
                \(issued.token)
                """)
    }
}

extension PersonalRole: ExpressibleByArgument {}
