import ArgumentParser
import Membership
import Service

/// Adds a member.
struct MemberAdd: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Adds a member, or a follower.")

    @Option(help: ArgumentHelp("The member's id. Default: a new one.", valueName: "id"))
    var id: String?

    @Option(help: ArgumentHelp("Their name.", valueName: "text"))
    var name: String?

    @OptionGroup var identities: MemberIdentityOptions

    @Option(help: ArgumentHelp("female, male or undisclosed. Default: unknown.", valueName: "word"))
    var gender: String?

    @Option(
        help: ArgumentHelp(
            "Their birthday, such as 1990-05-17, or without the year 02-29. Default: unknown.",
            valueName: "day"))
    var birthday: String?

    @Option(help: ArgumentHelp("Their home store.", valueName: "id"))
    var homeStore: String?

    @Option(help: ArgumentHelp("The tier. Default: the program's first.", valueName: "name"))
    var tier: String?

    @Option(help: ArgumentHelp("Their language, such as zh-Hans.", valueName: "tag"))
    var language: String?

    @Option(
        help: ArgumentHelp(
            "Whether they agreed to marketing: yes or no. Default: not asked.", valueName: "yes|no"))
    var marketingConsent: String?

    @Option(help: ArgumentHelp("How they came, such as till or packaging.", valueName: "word"))
    var source: String?

    @Option(help: ArgumentHelp("The placement that brought them.", valueName: "id"))
    var placement: String?

    @Option(help: ArgumentHelp("A remark.", valueName: "text"))
    var note: String?

    @Flag(help: "Add a follower of the brand's account, who has not joined.")
    var follower = false

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        let view = try await withSession {
            try await MemberService($0).add(draft, actor: MemberCommand.actor)
        }
        try output.result(view, text: view.lines)
    }

    private var draft: MemberDraft {
        var draft = identities.draft
        if follower { draft.state = MemberState.follower.rawValue }
        (draft.id, draft.name, draft.gender) = (id, name, gender)
        draft.birthday = birthday
        (draft.homeStore, draft.tier, draft.language) = (homeStore, tier, language)
        (draft.marketingConsent, draft.source) = (marketingConsent, source)
        (draft.placement, draft.note) = (placement, note)
        return draft
    }
}

extension MemberView {
    /// The text without its last line end.
    var lines: String { text.hasSuffix("\n") ? String(text.dropLast()) : text }
}
