import ArgumentParser
import Foundation
import Promotion
import Service
import Vocabulary

/// Lists the stores.
struct StoreList: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists the stores with place, time zone and hours.")

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        let settings = try openWorkspace().configuration
        let language = SpokenLanguage(nearest: settings.issuer.language)
        let stores = settings.stores.sorted { $0.id < $1.id }.map { StoreDocument($0, language: language) }
        let rows = stores.map { store in
            [
                store.id.text, store.region, store.district, "\(store.latitude),\(store.longitude)",
                store.timeZone, store.hours.isEmpty ? "-" : store.hours, store.name,
            ]
        }
        let heads = ["ID", "REGION", "DISTRICT", "PLACE", "TIME ZONE", "HOURS", "NAME"]
        try output.result(
            Document(stores: stores),
            text: TextTable(rows: [heads] + rows).lines.joined(separator: "\n"))
    }

    private struct Document: Encodable {
        var stores: [StoreDocument]
    }
}

extension TesseraCommand {
    /// Opens the workspace alone, for commands that need no database.
    func openWorkspace() throws(ServiceError) -> Workspace {
        try Workspace.open(at: global.workspaceFolder, environment: ProcessInfo.processInfo.environment)
    }
}
