import ArgumentParser
import Service
import Vocabulary

/// Reviews the tiers of members.
struct TierReviewCommand: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "review",
        abstract: "Gives every member the tier that the rules say today; for a timer, once a day.",
        discussion: """
            The highest tier whose rule holds is theirs at once; one whose rule holds no more is kept for its grace, \
            counted from the review that found it so. What was given by hand is left alone. A review again on the same day \
            changes nothing, so that is how a stopped one goes on.
            """)

    @Flag(help: "Write nothing, and say what would be written.")
    var dryRun = false

    @Option(help: ArgumentHelp("This member alone.", valueName: "id"), transform: identifier)
    var member: MemberID?

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        let line = ProgressLine("members", output: output)
        let report = try await withSession { context in
            defer { line.finish() }
            return try await interruptible {
                try await TierService(context).review(
                    member, isDryRun: dryRun, actor: MemberCommand.actor
                ) { line.update($0, of: $1) }
            }
        }
        try output.result(report, text: report.text)
    }
}
