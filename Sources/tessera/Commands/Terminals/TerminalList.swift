import ArgumentParser
import Service
import Vocabulary

/// Lists terminals.
struct TerminalList: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists terminals, revoked ones too.")

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        let terminals = try await withSession {
            try await TerminalService($0).list().map(TerminalDocument.init)
        }
        let rows = terminals.map { terminal in
            [
                terminal.terminal.text, terminal.store.text,
                terminal.revokedAt == nil ? "enrolled" : "revoked",
                terminal.enrolledAt, terminal.name,
            ]
        }
        try output.result(
            Document(terminals: terminals),
            text: TextTable(rows: [["ID", "STORE", "STATE", "SINCE", "NAME"]] + rows).lines.joined(
                separator: "\n"))
    }

    private struct Document: Encodable {
        var terminals: [TerminalDocument]
    }
}
