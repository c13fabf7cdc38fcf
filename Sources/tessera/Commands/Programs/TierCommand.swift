import ArgumentParser

/// The tiers of members.
struct TierCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tier",
        abstract: "Says by the rules of program.yaml which tier each member has, and gives tiers by hand.",
        subcommands: [TierReviewCommand.self, TierShow.self, TierSet.self, TierRules.self])
}
