import ArgumentParser

/// Spots that carry a code.
struct PlacementCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "placement", abstract: "Keeps the spots that carry a code, and where their scans lead.",
        subcommands: [
            PlacementAdd.self, PlacementList.self, PlacementRetarget.self, PlacementPrint.self,
        ])
}
