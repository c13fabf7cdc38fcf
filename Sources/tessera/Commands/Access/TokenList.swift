import ArgumentParser
import Service
import Store
import Vocabulary

/// Lists the tokens of people.
struct TokenList: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists the access tokens of people, revoked ones too.")

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        let tokens = try await withSession { try await TokenService($0).list().map(TokenDocument.init) }
        let rows = tokens.map { token in
            [
                token.id.text, token.role.rawValue,
                token.stores?.map(\.text).joined(separator: ",") ?? "every",
                token.revokedAt == nil ? "issued" : "revoked", token.issuedAt, token.name,
            ]
        }
        try output.result(
            Document(tokens: tokens),
            text: TextTable(rows: [["ID", "ROLE", "STORES", "STATE", "SINCE", "NAME"]] + rows).lines.joined(
                separator: "\n"))
    }

    private struct Document: Encodable {
        var tokens: [TokenDocument]
    }
}
