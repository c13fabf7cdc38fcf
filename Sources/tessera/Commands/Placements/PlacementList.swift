import ArgumentParser
import Service
import Vocabulary

/// Lists placements.
struct PlacementList: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists placements with where their scans lead.")

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        try await withSession { context in
            let placements = try await PlacementService(context).list().map {
                PlacementDocument($0, host: context.configuration.server.publicHost)
            }
            let rows = placements.map { placement in
                [
                    placement.id.text, placement.store?.text ?? "-", placement.fixture, placement.creative,
                    placement.target ?? "own page", placement.title,
                ]
            }
            try output.result(
                Document(placements: placements),
                text: TextTable(rows: [["ID", "STORE", "FIXTURE", "CREATIVE", "LEADS TO", "TITLE"]] + rows)
                    .lines.joined(separator: "\n"))
        }
    }

    private struct Document: Encodable {
        var placements: [PlacementDocument]
    }
}
