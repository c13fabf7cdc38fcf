import ArgumentParser
import Foundation
import Service

/// Checks files of areas.
struct AreaCheck: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Checks GeoJSON files, and says of each fault where it is.",
        discussion: "Needs no workspace; stores are told where there is one.")

    @Argument(help: ArgumentHelp("The files.", valueName: "file"))
    var files: [String]

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        let stores = (try? openWorkspace().configuration.placedStores) ?? []
        let areas = try read().map { AreaDocument($0, stores: stores) }
        try output.result(AreaListing(areas: areas), text: AreaListing(areas: areas).text)
    }

    /// The areas of all files, or the faults of all of them.
    private func read() throws(ServiceError) -> [NamedArea] {
        var areas: [NamedArea] = []
        var faults: [InputFault] = []
        for path in files {
            do throws(ServiceError) {
                areas += try AreaLibrary.read(URL(filePath: path, relativeTo: .current), shown: path)
            } catch .invalidInput(let found) {
                faults += found
            }
        }
        guard faults.isEmpty else { throw .invalidInput(faults) }
        return areas
    }
}
