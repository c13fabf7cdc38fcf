import ArgumentParser
import Service
import Vocabulary

/// Gives a member a tier.
struct TierSet: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "set",
        abstract: "Gives a member a tier by hand, which reviews leave alone through a day.")

    @Option(help: ArgumentHelp("The member's id.", valueName: "id"), transform: identifier)
    var member: MemberID

    @Option(help: ArgumentHelp("A tier of the program.", valueName: "name"))
    var tier: String

    @Option(
        help: ArgumentHelp(
            "The last day, such as 2027-12-31, by their home store's calendar.", valueName: "day"),
        transform: calendarDate)
    var until: CalendarDate

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        let view = try await withSession {
            try await TierService($0).set(tier, of: member, until: until, actor: MemberCommand.actor)
        }
        try output.result(view, text: view.text)
    }
}
