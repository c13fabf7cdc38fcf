import ArgumentParser
import Service
import Vocabulary

/// Coupons that members are given for a reason.
struct RewardCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reward",
        abstract: "Lists coupons that members were given for a reason, and gives those that were left over.",
        subcommands: [RewardList.self, RewardReviewCommand.self])
}

/// Lists what was given.
struct RewardList: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Lists the coupons that members were given for a reason, newest first.",
        discussion: "For full stamp cards, for bringing in friends, and by triggers; each reason once.")

    @Option(help: ArgumentHelp("Of one member, by id.", valueName: "id"), transform: identifier)
    var member: MemberID?

    @Option(help: "How many at most, 1 to 1000.")
    var limit = 100

    @Option(help: ArgumentHelp("The number under which the page before ended.", valueName: "number"))
    var before: Int64?

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        let list = try await withSession {
            try await RewardService($0).list(of: member, before: before, limit: limit)
        }
        try output.result(list, text: list.text)
    }
}

/// Gives what was left over.
struct RewardReviewCommand: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "review",
        abstract:
            "Gives coupons for full stamp cards and referrals that were left over; for a timer, once a day.",
        discussion: """
            Stamps and reviews of referrals give their coupons at once. Left over is what a crash or a paused campaign was in \
            the way of. A reason is granted once, so a review again gives nothing twice, and that is how a stopped one goes \
            on.
            """)

    @Flag(help: "Write nothing, and say how many would be granted.")
    var dryRun = false

    @Option(
        help: ArgumentHelp(
            "Leave stamp cards alone that were full before this day, such as 2026-11-01.", valueName: "day"),
        transform: calendarDate)
    var since: CalendarDate?

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        let line = ProgressLine("rewards", output: output)
        let report = try await withSession { context in
            defer { line.finish() }
            return try await interruptible {
                try await RewardService(context).review(
                    isDryRun: dryRun, since: since, actor: MemberCommand.actor
                ) { line.update($0) }
            }
        }
        try output.result(report, text: report.text)
    }
}
