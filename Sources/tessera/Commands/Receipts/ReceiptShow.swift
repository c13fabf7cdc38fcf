import ArgumentParser
import Service
import Vocabulary

/// Prints the receipts of a redemption.
struct ReceiptShow: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Prints the receipts of a redemption and of what reversed it.")

    @Argument(help: "The redemption's id.", transform: identifier)
    var redemption: RedemptionID

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        try await withSession { context in
            let list = try await ReceiptService(context).receipts(of: redemption)
            try output.result(list, text: list.receipts.joined(separator: "\n"))
        }
    }
}
