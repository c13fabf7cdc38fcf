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
        let view = try await withSession { try await MemberService($0).show(id) }
        try output.result(view, text: view.lines)
    }
}
