import ArgumentParser
import Service
import Store
import Vocabulary

/// Adds a placement.
struct PlacementAdd: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Adds a placement: one spot with one code of its own.")

    @Option(
        help: ArgumentHelp(
            "The placement's id, part of its code. Default: store, fixture and creative, such as SH01-till-a.",
            valueName: "id"), transform: identifier)
    var id: PlacementID?

    @Option(help: ArgumentHelp("What people call it. Default: its id.", valueName: "text"))
    var title: String?

    @Option(
        help: ArgumentHelp("The store where it hangs. Default: none, as on packaging.", valueName: "id"),
        transform: identifier)
    var store: StoreID?

    @Option(help: ArgumentHelp("What it hangs on, such as till or tin.", valueName: "word"))
    var fixture: String

    @Option(help: ArgumentHelp("The design variant.", valueName: "word"))
    var creative = "a"

    @Option(
        help: ArgumentHelp("The campaign that it belongs to. Default: none.", valueName: "id"),
        transform: identifier)
    var campaign: CampaignID?

    @Option(help: ArgumentHelp("Where a scan leads. Default: our own page.", valueName: "url"))
    var target: String?

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        let name = [store?.text, fixture, creative].compactMap(\.self).joined(separator: "-")
        let id: PlacementID = try id ?? identifier(name)
        let draft = PlacementRecord(
            id: id, title: title ?? id.text, store: store, fixture: fixture, creative: creative,
            campaign: campaign, target: target, createdAt: Instant(millisecondsSince1970: 0))
        try await withSession { context in
            let added = try await PlacementService(context).add(draft)
            let document = PlacementDocument(added, host: context.configuration.server.publicHost)
            try output.result(document, text: "Added \(document.id): \(document.url)")
        }
    }
}
