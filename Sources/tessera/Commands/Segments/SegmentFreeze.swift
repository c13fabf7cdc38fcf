import ArgumentParser
import Service
import Store
import Vocabulary

/// Writes down whom a rule selects now.
struct SegmentFreeze: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "freeze",
        abstract: "Writes down whom a rule selects now, as a list that snapshot(NAME) stands for.")

    @Argument(help: "A rule in quotes; segment(NAME) for a saved one.")
    var expression: String

    @Option(
        name: .customLong("as"), help: ArgumentHelp("The list's name.", valueName: "name"),
        transform: identifier)
    var id: SnapshotID

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        let snapshot = try await withSession {
            try await SegmentService($0).freeze(expression, as: id, actor: MemberCommand.actor)
        }
        try output.confirm(
            SnapshotDocument(snapshot), text: "Snapshot \(id) has \(snapshot.members) members.")
    }
}

/// Lists what was written down.
struct SegmentSnapshots: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "snapshots", abstract: "Lists the snapshots that there are.")

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        let snapshots = try await withSession { try await SegmentService($0).snapshots() }
        let rows = snapshots.map { snapshot in
            [snapshot.id.text, "\(snapshot.members)", snapshot.takenAt.rfc3339, snapshot.expression]
        }
        try output.result(
            Document(snapshots: snapshots.map(SnapshotDocument.init)),
            text: TextTable(rows: [["ID", "MEMBERS", "TAKEN", "RULE"]] + rows).lines.joined(separator: "\n"))
    }

    private struct Document: Encodable {
        var snapshots: [SnapshotDocument]
    }
}

/// Forgets a snapshot.
struct SegmentThaw: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "thaw", abstract: "Forgets a snapshot; the members stay.")

    @Argument(help: "The list's name.", transform: identifier)
    var id: SnapshotID

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        try await withSession { try await SegmentService($0).thaw(id, actor: MemberCommand.actor) }
        try output.confirm(Document(id: id, removed: true), text: "Snapshot \(id) is removed.")
    }

    private struct Document: Encodable {
        var id: SnapshotID
        var removed: Bool
    }
}
