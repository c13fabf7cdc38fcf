import ArgumentParser

/// Everything about receipts.
struct ReceiptCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "receipt", abstract: "Shows and checks the signed receipts of redemptions.",
        subcommands: [ReceiptShow.self, ReceiptVerify.self])
}
