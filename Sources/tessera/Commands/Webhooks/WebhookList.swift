import ArgumentParser
import Service
import Vocabulary

/// Lists webhooks.
struct WebhookList: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists the webhooks and what waits for each.")

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        let webhooks = try await withSession { try await WebhookService($0).list() }
        let rows = webhooks.map { webhook in
            [
                webhook.id.text, webhook.state, String(webhook.pending), String(webhook.failed),
                webhook.oldestPendingAt ?? "-", webhook.url,
            ]
        }
        let heading = ["ID", "STATE", "PENDING", "FAILED", "OLDEST PENDING", "URL"]
        try output.result(
            Document(webhooks: webhooks),
            text: TextTable(rows: [heading] + rows).lines.joined(separator: "\n"))
    }

    private struct Document: Encodable {
        var webhooks: [WebhookDocument]
    }
}
