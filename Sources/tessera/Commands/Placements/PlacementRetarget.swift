import ArgumentParser
import Service
import Vocabulary

/// Leads a placement's scans elsewhere.
struct PlacementRetarget: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "retarget",
        abstract: "Leads the scans of a placement elsewhere; its print stays as it is.")

    @Argument(help: "The placement's id.", transform: identifier)
    var id: PlacementID

    @Argument(help: "An http or https address, or - for our own page.")
    var url: String

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        let target = url == "-" ? nil : url
        try await withSession { try await PlacementService($0).retarget(id, to: target) }
        try output.result(
            Document(id: id, target: target), text: "Scans of \(id) lead to \(target ?? "our own page").")
    }

    private struct Document: Encodable {
        var id: PlacementID
        var target: String?
    }
}
