import ArgumentParser

/// Everything about status lists.
struct StatusListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status-list",
        abstract: "Writes and checks the signed lists by which tills judge coupons without a network.",
        discussion: "`tessera status-list BATCH -o FILE` writes one.",
        subcommands: [StatusListWrite.self, StatusListVerify.self], defaultSubcommand: StatusListWrite.self)
}
