import ArgumentParser
import Foundation
import Service
import Vocabulary

/// Shows or changes a webhook's secret.
struct WebhookSecretCommand: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "secret",
        abstract: "Prints the secret that signs a webhook's messages, or makes a new one.",
        discussion: """
            The secret goes to stdout and nowhere else; give it to the receiver by a way that nobody reads along. With \
            --rotate there is a new one, and the one before signs as well for some hours, so that no message is lost \
            while the receiver changes.
            """)

    @Argument(help: "The webhook's id.", transform: identifier)
    var id: WebhookID

    @Flag(help: "Make a new secret.")
    var rotate = false

    @Option(
        help: ArgumentHelp(
            "With --rotate, for how many hours the one before signs as well, 0 to 744.", valueName: "hours"))
    var overlap: Int64 = WebhookService.defaultOverlapHours

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func validate() throws {
        guard (0...WebhookService.maximumOverlapHours).contains(overlap) else {
            throw ValidationError("--overlap takes 0 to \(WebhookService.maximumOverlapHours) hours")
        }
    }

    func run() async throws {
        let document = try await withSession { context in
            let service = WebhookService(context)
            guard rotate else {
                return Document(webhook: id, secret: try await service.secret(of: id).text)
            }
            let rotated = try await service.rotateSecret(
                of: id, overlapHours: overlap)
            return Document(
                webhook: id, secret: rotated.secret.text, previousUntil: rotated.previousUntil.rfc3339)
        }
        if let until = document.previousUntil {
            output.note("The secret before signs as well until \(until).")
        }
        try output.result(document, text: document.secret)
    }

    private struct Document: Encodable {
        var webhook: WebhookID
        var secret: String
        var previousUntil: String?
    }
}
