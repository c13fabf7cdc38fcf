import ArgumentParser

/// Webhooks.
struct WebhookCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "webhook",
        abstract: "Shows, tries, pauses and replays webhooks, and changes their secrets.",
        discussion: "Webhooks stand in tessera.yaml; `tessera serve` tells them of events.",
        subcommands: [
            WebhookList.self, WebhookTest.self, WebhookSecretCommand.self, WebhookReplay.self,
            WebhookEnable.self, WebhookDisable.self,
        ])
}
