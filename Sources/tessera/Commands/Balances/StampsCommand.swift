import ArgumentParser
import Promotion
import Service
import Vocabulary

/// Stamp cards.
struct StampsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stamps", abstract: "Keeps members' stamp cards.",
        subcommands: [StampsAdd.self, StampsShow.self])
}

/// Adds stamps to a card.
struct StampsAdd: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Adds stamps to a member's card; a full one turns into its reward.")

    @Argument(help: "The member's id.", transform: identifier)
    var member: MemberID

    @Option(help: ArgumentHelp("The card in program.yaml.", valueName: "id"), transform: identifier)
    var card: StampCardID

    @Option(help: ArgumentHelp("How many stamps, 1 to 100.", valueName: "n"))
    var count: Int64 = 1

    @OptionGroup var options: UnitOptions
    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        try await units(options) { service, call, _ in
            try await service.stamp(card, count: count, for: member, call)
        }
    }
}

/// Shows a member's stamp cards.
struct StampsShow: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Shows how full a member's stamp cards are.")

    @Argument(help: "The member's id.", transform: identifier)
    var member: MemberID

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        let document = try await withSession { try await BalanceService($0).balances(of: member, .stamps) }
        try output.result(document, text: document.lines)
    }
}
