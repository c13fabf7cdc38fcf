import ArgumentParser
import Service
import Vocabulary

/// Shows a member's points.
struct PointsShow: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Shows a member's points, what ends first and what they are worth.")

    @Argument(help: "The member's id.", transform: identifier)
    var member: MemberID

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        let document = try await withSession { try await BalanceService($0).balances(of: member, .points) }
        try output.result(document, text: document.lines)
    }
}

/// Shows what happened to a member's units.
struct PointsStatement: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "statement",
        abstract: "Shows a member's entries of points, stamps and stored value, newest first.")

    @Argument(help: "The member's id.", transform: identifier)
    var member: MemberID

    @Option(help: "How many entries at most, 1 to 1000.")
    var limit = 100

    @Option(help: ArgumentHelp("The number under which the page before ended.", valueName: "number"))
    var before: Int64?

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        let document = try await withSession {
            try await BalanceService($0).statement(of: member, before: before, limit: limit)
        }
        try output.result(document, text: document.lines)
    }
}
