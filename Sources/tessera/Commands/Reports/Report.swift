import ArgumentParser

/// What marketing brought.
struct Report: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Counts scans, joins, redemptions and money.",
        subcommands: [ReportFunnel.self, ReportRedemptions.self, ReportOffline.self])
}
