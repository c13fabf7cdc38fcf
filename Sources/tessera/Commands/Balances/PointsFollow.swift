import ArgumentParser
import Service

/// Gives the points of redemptions.
struct PointsFollow: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "follow",
        abstract:
            "Gives the points of redemptions since it last ran, and takes back those of returns; for a timer.",
        discussion: """
            For programs with points.at_redemption in program.yaml. A running server does it by itself; both together give \
            nothing twice. Stopped, the same command goes on.
            """)

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        let line = ProgressLine("entries", output: output)
        let report = try await withSession { context in
            defer { line.finish() }
            return try await interruptible {
                try await PointsFollowService(context).catchUp { line.update($0) }
            }
        }
        try output.result(report, text: report.lines)
    }
}
