import ArgumentParser
import Membership
import Service
import Vocabulary

/// What gives members coupons without anybody asking.
struct TriggerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trigger",
        abstract: "Gives members coupons for birthdays, and when they stay away.",
        subcommands: [TriggerList.self, TriggerRunCommand.self])
}

/// Lists the triggers.
struct TriggerList: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists the triggers of program.yaml.")

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        let list = try await withSession { try TriggerService($0).list() }
        try output.result(list, text: list.text)
    }
}

/// Lets triggers run.
struct TriggerRunCommand: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Gives everybody whom a trigger is about their coupon; for a timer, once a day.",
        discussion: """
            Once for the occasion, however often it runs: a birthday of one year, or one absence. So a stopped run goes on with \
            the same run again, and one that is late gives what is still in its window.
            """)

    @Flag(help: "Write nothing, and say how many would be given.")
    var dryRun = false

    @Option(help: ArgumentHelp("This trigger alone.", valueName: "id"), transform: identifier)
    var trigger: TriggerID?

    @Option(
        help: ArgumentHelp(
            "As if it were this day, such as 2026-11-01; a day to come only with --dry-run. Default: today.",
            valueName: "day"),
        transform: calendarDate)
    var date: CalendarDate?

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        let line = ProgressLine("members", output: output)
        let order = TriggerService.Order(trigger: trigger, day: date, isDryRun: dryRun)
        let report = try await withSession { context in
            defer { line.finish() }
            return try await interruptible {
                try await TriggerService(context).run(order, actor: MemberCommand.actor) { line.update($0) }
            }
        }
        try output.result(report, text: report.text)
    }
}
