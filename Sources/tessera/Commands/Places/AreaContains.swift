import ArgumentParser
import Membership
import Service
import Vocabulary

/// Tells whether a place is in an area.
struct AreaContains: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "contains", abstract: "Tells whether a place is in an area; ends with 1 if it is not.",
        discussion: "The edge belongs to the area.")

    @Argument(help: ArgumentHelp("The area, as `area list` names it.", valueName: "name"))
    var name: String

    @OptionGroup var place: PlaceOptions

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func validate() throws {
        let _: AreaID = try identifier(name)
        _ = try place.place()
    }

    func run() async throws {
        let id: AreaID = try identifier(name)
        let named = try AreaLibrary(try openWorkspace()).area(id)
        let contains = named.area.contains(try place.place())
        try output.result(
            Document(area: id, contains: contains),
            text: "\(place.at) is \(contains ? "in" : "outside") \(id)")
        guard contains else { throw Refused() }
    }

    private struct Document: Encodable {
        var area: AreaID
        var contains: Bool
    }
}
