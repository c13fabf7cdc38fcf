import ArgumentParser
import Promotion
import Service
import Vocabulary

/// Finds the stores near a place.
struct StoreNearest: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "nearest", abstract: "Lists the stores nearest to a place, the nearest first.",
        discussion: "Distances are over the ground, within 0.6 %; stores equally far come by id.")

    @OptionGroup var place: PlaceOptions

    @Option(help: ArgumentHelp("How many stores at most.", valueName: "number"))
    var count = 5

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func validate() throws {
        guard count >= 1 else { throw ValidationError("--count \(count): 1 or more are possible") }
        _ = try place.place()
    }

    func run() async throws {
        let settings = try openWorkspace().configuration
        let stores = NearbyStoreDocument.nearest(
            to: try place.place(), settings, atMost: count,
            language: SpokenLanguage(nearest: settings.issuer.language))
        let rows = stores.map {
            [$0.store.id.text, "\($0.distanceMetres)", $0.store.district, $0.store.name]
        }
        try output.result(
            Document(stores: stores),
            text: TextTable(rows: [["ID", "METRES", "DISTRICT", "NAME"]] + rows).lines
                .joined(separator: "\n"))
    }

    private struct Document: Encodable {
        var stores: [NearbyStoreDocument]
    }
}
