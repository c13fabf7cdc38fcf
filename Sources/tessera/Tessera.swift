import ArgumentParser
import Foundation

/// The command `tessera`: reads arguments, runs one command and ends with a number that scripts can trust.
@main struct Tessera: AsyncParsableCommand {
    /// The version of this Tessera, as `--version` prints it.
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "tessera",
        abstract:
            "Makes QR codes, coupons and cards, redeems them at the till, and keeps the membership list.",
        discussion: """
            Results go to stdout, everything else to stderr. Ends with 0 when done, 1 for a refusal or a negative \
            finding, 64 usage, 65 bad input, 66 input missing, 69 server or database unreachable, 70 a fault of \
            Tessera's, 73 output exists or cannot be written, 74 input or output failed.
            """,
        version: version,
        groupedSubcommands: [
            CommandGroup(
                name: "Workspace", subcommands: [Init.self, Demo.self, Doctor.self, Keys.self]),
            CommandGroup(
                name: "Print", subcommands: [QR.self, Batch.self, PlacementCommand.self, Card.self]),
            CommandGroup(
                name: "Redeem",
                subcommands: [
                    Redeem.self, Reverse.self, Reserve.self, Settle.self, Release.self, ReceiptCommand.self,
                    StatusListCommand.self, TerminalCommand.self, Serve.self, WebhookCommand.self,
                ]),
            CommandGroup(
                name: "Access", subcommands: [TokenCommand.self, AuditCommand.self, LockoutCommand.self]),
            CommandGroup(
                name: "Market",
                subcommands: [
                    CampaignCommand.self, MemberCommand.self, JoinCommand.self, PointsCommand.self,
                    StampsCommand.self, ValueCommand.self, TierCommand.self, ReferralCommand.self,
                    RewardCommand.self, TriggerCommand.self,
                    SegmentCommand.self,
                    StoreCommand.self,
                    AreaCommand.self, Report.self,
                ]),
        ])

    static func main() async {
        await main(Array(CommandLine.arguments.dropFirst()))
    }

    static func main(_ arguments: [String]?) async {
        let arguments = arguments ?? Array(CommandLine.arguments.dropFirst())
        let command: any ParsableCommand
        do {
            command = try await asyncParseAsRoot(arguments)
        } catch {
            end(misused: error, asJSON: arguments.contains("--json"))
        }
        let isJSON = (command as? any TesseraCommand)?.global.json ?? false
        do {
            try await run(command)
        } catch {
            end(failed: error, asJSON: isJSON)
        }
    }

    private static func run(_ command: sending any ParsableCommand) async throws {
        if var command = command as? any AsyncParsableCommand {
            try await command.run()
        } else {
            var command = command
            try command.run()
        }
    }

    /// Help, version and completion scripts end here too; those are no faults.
    private static func end(misused error: any Error, asJSON: Bool) -> Never {
        guard asJSON, exitCode(for: error).rawValue == ExitStatus.usage.rawValue else {
            exit(withError: error)
        }
        end(Failure(.usage, "usage", message(for: error)), asJSON: true)
    }

    private static func end(failed error: any Error, asJSON: Bool) -> Never {
        if error is Refused { Foundation.exit(ExitStatus.refused.rawValue) }
        // `--help` is a command too, which ends by an error that the parser knows how to show.
        guard exitCode(for: error) == .failure else { end(misused: error, asJSON: asJSON) }
        end(Failure(error), asJSON: asJSON)
    }

    private static func end(_ failure: Failure, asJSON: Bool) -> Never {
        if asJSON, let document = try? failure.document() {
            try? FileHandle.standardError.write(contentsOf: document)
        } else {
            for line in failure.lines { Output.error(line) }
        }
        Foundation.exit(failure.status.rawValue)
    }
}
