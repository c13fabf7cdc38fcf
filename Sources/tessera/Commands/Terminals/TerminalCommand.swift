import ArgumentParser

/// Tills.
struct TerminalCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "terminal", abstract: "Runs a till, and enrols, lists and revokes terminals.",
        discussion: "`tessera terminal --server URL` is the till itself.",
        subcommands: [TerminalTill.self, TerminalEnrol.self, TerminalList.self, TerminalRevoke.self],
        defaultSubcommand: TerminalTill.self)
}
