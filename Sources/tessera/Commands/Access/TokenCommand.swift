import ArgumentParser

/// Tokens of people.
struct TokenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token", abstract: "Issues, lists and revokes the access tokens of people.",
        subcommands: [TokenIssue.self, TokenList.self, TokenRevoke.self])
}
