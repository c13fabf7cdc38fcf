import ArgumentParser
import Service
import Vocabulary

/// Sends a webhook a message.
struct WebhookTest: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Sends one signed message of the type webhook.test; ends with 1 unless it is taken.")

    @Argument(help: "The webhook's id.", transform: identifier)
    var id: WebhookID

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        let result = try await withSession { context in
            try await WebhookService(context).test(id, by: CourierCaller())
        }
        let answer = result.status.map { "status \($0)" } ?? result.trouble ?? "no answer"
        try output.result(result, text: "\(id) \(result.isTaken ? "took" : "did not take") it: \(answer)")
        guard result.isTaken else { throw Refused() }
    }
}
