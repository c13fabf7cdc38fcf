import ArgumentParser
import Service
import Vocabulary

/// Erases a member.
struct MemberErase: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase",
        abstract: "Erases a member: everything that tells of the person, for ever.",
        discussion: """
            Identities, name, note and attributes go, also of members who became part of them; id, joining day and \
            redemptions stay, so that the ledger and the totals do. A backup from before still has them.
            """)

    @Argument(help: "The member's id.", transform: identifier)
    var id: MemberID

    @Flag(help: "Do it; without this, it is only said what would go.")
    var yes = false

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        guard yes else {
            let view = try await withSession { try await MemberService($0).show(id) }
            return try output.result(
                view, text: view.lines + "\n\nAll of this goes, for ever. Once more with --yes.")
        }
        let report = try await withSession {
            try await MemberErasureService($0).erase(id, actor: MemberCommand.actor)
        }
        let names = report.erased.map(\.text).joined(separator: ", ")
        try output.confirm(
            report, text: report.erased.isEmpty ? "\(id) was erased before." : "Erased: \(names).")
    }
}
