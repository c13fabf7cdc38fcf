import ArgumentParser

/// Selling places.
struct StoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "store", abstract: "Shows the stores of the settings and which are near.",
        subcommands: [StoreList.self, StoreNearest.self])
}
