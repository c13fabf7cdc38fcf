import ArgumentParser
import Service
import Store
import Vocabulary

/// Shows one batch.
struct BatchShow: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Shows a batch and how many of its coupons were used.")

    @Argument(help: "The batch's id.", transform: identifier)
    var id: BatchID

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        try await withSession { context in
            let batch = BatchDocument(try await BatchService(context).show(id))
            let uses = try await stored(await context.store.usesTaken(of: id))
            let taken = uses.values.reduce(0) { $0 + Int($1) }
            let document = Document(batch: batch, couponsUsed: uses.count, usesTaken: taken)
            try output.result(
                document,
                text: """
                    \(batch.batch): \(batch.issued) of \(batch.count) \(batch.profile.rawValue) coupons of \
                    \(batch.offer), \(batch.state.rawValue)
                    made \(batch.createdAt), \(batch.usesPerCoupon) use\(batch.usesPerCoupon == 1 ? "" : "s") a coupon
                    \(uses.count) coupons used, \(taken) uses in all
                    """)
        }
    }

    private struct Document: Encodable {
        var batch: BatchDocument
        /// Coupons with at least one use.
        var couponsUsed: Int
        var usesTaken: Int
    }
}
