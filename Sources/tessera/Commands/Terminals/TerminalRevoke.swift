import ArgumentParser
import Service
import Vocabulary

/// Stops a terminal.
struct TerminalRevoke: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke", abstract: "Stops a terminal's token at once, such as of a stolen device.")

    @Argument(help: "The terminal's id.", transform: identifier)
    var id: TerminalID

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        try await withSession { try await TerminalService($0).revoke(id) }
        try output.result(Document(terminal: id, state: "revoked"), text: "\(id) is revoked.")
    }

    private struct Document: Encodable {
        var terminal: TerminalID
        var state: String
    }
}
