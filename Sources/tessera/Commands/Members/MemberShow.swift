import ArgumentParser
import Service
import Vocabulary

/// Shows a member.
struct MemberShow: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Shows a member, with phone and other numbers masked.")

    @Argument(help: "The member's id.", transform: identifier)
    var id: MemberID

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        let view = try await withSession { context in
            let view = try await MemberService(context).show(id)
            try await context.audit(.memberRead, id.text, by: MemberCommand.actor)
            return view
        }
        try output.result(view, text: view.lines)
    }
}
