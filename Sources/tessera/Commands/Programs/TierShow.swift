import ArgumentParser
import Service
import Vocabulary

/// Shows the tier of a member.
struct TierShow: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Shows the tier of a member, what a review would say today, and how the tier came about.")

    @Option(help: ArgumentHelp("The member's id.", valueName: "id"), transform: identifier)
    var member: MemberID

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        let view = try await withSession { try await TierService($0).show(member) }
        try output.result(view, text: view.text)
    }
}

/// Says the rules in words.
struct TierRules: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules", abstract: "Checks the rules of program.yaml and says them in words.")

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        let rules = try await withSession { try TierService($0).rules() }
        try output.result(rules, text: rules.text)
    }
}
