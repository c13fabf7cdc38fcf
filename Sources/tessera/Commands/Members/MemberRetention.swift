import ArgumentParser
import Service

/// Erases members by rule.
struct MemberRetention: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "retention",
        abstract: "Erases members whom the rules of retention.yaml keep no longer; for a timer, once a day.",
        discussion: """
            Who left, and who was not heard of, for as long as the rules say is erased as by `member erase`, each with an \
            entry in the audit, or only listed. Try it with --dry-run first: what is erased is gone for ever. The \
            registers of redemptions, balances, consents and the audit are never changed. A stopped run goes on with the \
            same command.
            """)

    @Flag(help: "Do nothing, and say what would be done, and to whom.")
    var dryRun = false

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        let line = ProgressLine("members", output: output)
        let report = try await withSession { context in
            defer { line.finish() }
            return try await interruptible {
                try await MemberRetentionService(context).run(
                    isDryRun: dryRun, actor: MemberCommand.actor
                ) { line.update($0, of: $1) }
            }
        }
        try output.result(report, text: report.text)
    }
}
