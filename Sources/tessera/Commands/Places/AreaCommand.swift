import ArgumentParser

/// Parts of the earth's surface that rules name.
struct AreaCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "area", abstract: "Shows and checks the areas that offers and segments name.",
        subcommands: [AreaList.self, AreaCheck.self, AreaContains.self])
}
