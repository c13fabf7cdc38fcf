import ArgumentParser

/// Virtual VIP cards.
struct Card: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "card", abstract: "Makes membership cards.", subcommands: [CardIssue.self])
}
