import ArgumentParser
import Membership
import Service
import Vocabulary

/// Makes two records of one person one.
struct MemberMerge: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge",
        abstract: "Makes a member part of another one, with identities, uses and history.",
        discussion: """
            The one who stays keeps what they said of themselves and gets what they had not said, the higher tier and \
            the longer membership; a refusal of marketing by either stands. `member unmerge` makes them two again.
            """)

    @Argument(help: "Whose record ends.", transform: identifier)
    var id: MemberID

    @Option(help: ArgumentHelp("Whose record stays.", valueName: "id"), transform: identifier)
    var into: MemberID

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        let outcome = try await withSession {
            try await MemberMergeService($0).merge(id, into: into, actor: MemberCommand.actor)
        }
        try output.merging(outcome)
    }
}

/// Makes two members of one again.
struct MemberUnmerge: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "unmerge",
        abstract: "Makes a member their own again, with what was theirs before the merge.")

    @Argument(help: "The member who became part of another one.", transform: identifier)
    var id: MemberID

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        let outcome = try await withSession {
            try await MemberMergeService($0).unmerge(id, actor: MemberCommand.actor)
        }
        try output.merging(outcome)
    }
}

extension Output {
    fileprivate func merging(_ outcome: MemberMergeService.Outcome) throws {
        switch outcome {
        case .done(let view): try result(view, text: view.lines)
        case .refused(let refusal):
            try refuse(RefusalDocument(reason: refusal.rawValue), text: refusal.sentence)
        }
    }
}
