import ArgumentParser
import Service
import Vocabulary

/// Stops a person's token.
struct TokenRevoke: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke", abstract: "Stops a person's access token at once.")

    @Argument(help: "The token's id, as `token list` shows it.", transform: identifier)
    var id: TokenID

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        try await withSession { try await TokenService($0).revoke(id) }
        try output.confirm(Document(id: id, state: "revoked"), text: "\(id) is revoked.")
    }

    private struct Document: Encodable {
        var id: TokenID
        var state: String
    }
}
