import ArgumentParser
import Foundation
import Service
import Vocabulary

/// Lets a webhook be told again.
struct WebhookEnable: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "enable", abstract: "Lets a webhook be told again, of what waited too.")

    @Argument(help: "The webhook's id.", transform: identifier)
    var id: WebhookID

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        try await withSession {
            try await WebhookService($0).enable(id)
        }
        try output.confirm(
            WebhookStateDocument(webhook: id, state: "active"), text: "\(id) is told of events.")
    }
}

/// Stops telling a webhook.
struct WebhookDisable: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "disable", abstract: "Stops telling a webhook; its events wait.")

    @Argument(help: "The webhook's id.", transform: identifier)
    var id: WebhookID

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        try await withSession {
            try await WebhookService($0).disable(id)
        }
        try output.confirm(
            WebhookStateDocument(webhook: id, state: "disabled"), text: "\(id) is not told; its events wait.")
    }
}

private struct WebhookStateDocument: Encodable {
    var webhook: WebhookID
    var state: String
}
