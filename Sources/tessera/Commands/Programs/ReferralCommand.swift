import ArgumentParser
import Membership
import Service
import Vocabulary

/// Who brought in whom.
struct ReferralCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "referral",
        abstract: "Keeps who brought in whom, and says when a reward falls due.",
        subcommands: [ReferralAdd.self, ReferralShow.self, ReferralReviewCommand.self])
}

/// Keeps that a member was brought in.
struct ReferralAdd: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Keeps that a member was brought in by another one.",
        discussion: """
            Once for a member, and soon after joining, by the rules of program.yaml. Nobody brings in themselves, also not \
            under a record that became part of theirs, nor whoever brought them in over others.
            """)

    @Option(help: ArgumentHelp("Who was brought in, by id.", valueName: "id"), transform: identifier)
    var friend: MemberID

    @Option(help: ArgumentHelp("Who brought them, by id.", valueName: "id"), transform: identifier)
    var by: MemberID

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        let outcome = try await withSession {
            try await ReferralService($0).add(friend: friend, by: by, actor: MemberCommand.actor)
        }
        switch outcome {
        case .done(let referral): try output.result(referral, text: referral.text)
        case .refused(let refusal, let sentence):
            try output.refuse(RefusalDocument(reason: refusal.rawValue), text: sentence)
        }
    }
}

/// Shows the referrals of a member.
struct ReferralShow: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Shows who brought in a member, and whom they brought in.")

    @Option(help: ArgumentHelp("The member's id.", valueName: "id"), transform: identifier)
    var member: MemberID

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        let list = try await withSession { try await ReferralService($0).show(member) }
        try output.result(list, text: list.text)
    }
}

/// Says whose reward falls due.
struct ReferralReviewCommand: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "review",
        abstract:
            "Says whose reward falls due, since the friend redeemed and did not return it; for a timer, once a day.",
        discussion: "A review again changes nothing, so that is how a stopped one goes on.")

    @Flag(help: "Write nothing, and say what would be written.")
    var dryRun = false

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        let line = ProgressLine("referrals", output: output)
        let report = try await withSession { context in
            defer { line.finish() }
            return try await interruptible {
                try await ReferralService(context).review(
                    isDryRun: dryRun, actor: MemberCommand.actor
                ) { line.update($0) }
            }
        }
        try output.result(report, text: report.text)
    }
}
