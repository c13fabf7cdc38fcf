import ArgumentParser
import Service
import Store
import Vocabulary

/// Takes a batch back.
struct BatchRevoke: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke", abstract: "Makes every coupon of a batch worthless, at once and for good.")

    @Argument(help: "The batch's id.", transform: identifier)
    var id: BatchID

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        try await withSession { context in
            try await BatchService(context).revoke(id)
            let batch = try await BatchService(context).show(id)
            try output.result(
                BatchDocument(batch), text: "Batch \(id): its \(batch.issued) coupons are revoked.")
        }
    }
}
