import ArgumentParser
import Service
import Store
import Vocabulary

/// Saves a rule under a name.
struct SegmentSave: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "save", abstract: "Saves a rule under a name, which segment(NAME) then stands for.")

    @Argument(help: "The name.", transform: identifier)
    var id: SegmentID

    @Argument(help: "The rule, in quotes.")
    var expression: String

    @Option(help: ArgumentHelp("What people call it. Default: as before.", valueName: "text"))
    var title: String?

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        let segment = try await withSession {
            try await SegmentService($0).save(
                id, title: title, expression: expression, actor: MemberCommand.actor)
        }
        try output.confirm(
            SegmentDocument(segment), text: "Segment \(id) is saved, revision \(segment.revision).")
    }
}

/// Forgets a saved rule.
struct SegmentRemove: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Forgets a saved rule that no other one refers to.")

    @Argument(help: "The name.", transform: identifier)
    var id: SegmentID

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        try await withSession { try await SegmentService($0).remove(id, actor: MemberCommand.actor) }
        try output.confirm(Document(id: id, removed: true), text: "Segment \(id) is removed.")
    }

    private struct Document: Encodable {
        var id: SegmentID
        var removed: Bool
    }
}
