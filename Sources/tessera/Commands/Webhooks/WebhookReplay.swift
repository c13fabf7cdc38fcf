import ArgumentParser
import Foundation
import Service
import Vocabulary

/// Makes events wait for a webhook again.
struct WebhookReplay: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay", abstract: "Delivers events to a webhook again, in their order.",
        discussion:
            "Name which: one, those after one, all, or those that were given up. A server delivers them.")

    @Argument(help: "The webhook's id.", transform: identifier)
    var id: WebhookID

    @Option(help: ArgumentHelp("This event.", valueName: "event"), transform: identifier)
    var event: EventID?

    @Option(help: ArgumentHelp("The events after this one.", valueName: "event"), transform: identifier)
    var after: EventID?

    @Flag(help: "The events that were given up.")
    var failed = false

    @Flag(help: "All events that there are.")
    var all = false

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func validate() throws {
        guard [event != nil, after != nil, failed, all].count(where: { $0 }) == 1 else {
            throw ValidationError("give one of --event, --after, --failed and --all")
        }
    }

    func run() async throws {
        let count = try await withSession { context in
            let events = EventService(context)
            try await WebhookService(context).handOut()
            if let event { return try await events.replay(event, to: id).count }
            let selection: EventService.Selection = failed ? .failed : .after(after)
            return try await events.replay(selection, to: id)
        }
        try output.confirm(
            Document(webhook: id, events: count),
            text: "\(count) event\(count == 1 ? "" : "s") will be delivered to \(id) again.")
    }

    private struct Document: Encodable {
        var webhook: WebhookID
        var events: Int
    }
}
