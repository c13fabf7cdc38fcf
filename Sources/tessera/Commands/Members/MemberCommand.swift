import ArgumentParser
import Foundation

/// The membership list.
struct MemberCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "member", abstract: "Adds, shows, imports and exports members.",
        subcommands: [MemberAdd.self, MemberShow.self, MemberImportCommand.self, MemberExportCommand.self])

    /// Who acts, for the audit: the account at this machine.
    static var actor: String { NSUserName() }
}
