import ArgumentParser
import Service

/// Lists the areas of the workspace.
struct AreaList: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists the areas of the workspace's folder `areas`.")

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        let workspace = try openWorkspace()
        let stores = workspace.configuration.placedStores
        let areas = try AreaLibrary(workspace).all().map { AreaDocument($0, stores: stores) }
        try output.result(AreaListing(areas: areas), text: AreaListing(areas: areas).text)
    }
}
