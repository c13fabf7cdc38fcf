import ArgumentParser
import Promotion
import Service
import Store
import Vocabulary

/// Makes a batch of coupons.
struct BatchIssue: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "issue", abstract: "Makes a batch of coupons for an offer.",
        discussion: "After Ctrl-C or a crash, the same command with the batch's id goes on where it stopped.")

    @Option(
        help: ArgumentHelp("The offer that the coupons give a right to.", valueName: "id"),
        transform: identifier)
    var offer: OfferID

    @Option(help: ArgumentHelp("How many coupons, 1 to \(BatchRecord.maximumCount).", valueName: "n"))
    var count: UInt32

    @Option(help: "What a symbol holds: a short code, or claims with the issuer's signature.")
    var profile = Profile.short

    @Option(
        help: ArgumentHelp("The placement that they count for. Default: none.", valueName: "id"),
        transform: identifier)
    var placement: PlacementID?

    @Option(
        help: ArgumentHelp(
            "Uses of each coupon, 1 to \(Limits.maximumUsesPerCoupon), or to "
                + "\(Limits.maximumUsesPerSignedCoupon) with a signed code. Default: the offer's.",
            valueName: "n"))
    var uses: UInt32?

    @Option(
        help: ArgumentHelp("The batch's id. Default: the offer's with a number.", valueName: "id"),
        transform: identifier)
    var id: BatchID?

    @OptionGroup(title: "Global options") var global: GlobalOptions

    /// The profiles, as they are typed.
    enum Profile: String, ExpressibleByArgument, CaseIterable {
        case short, signed

        var record: BatchRecord.Profile { self == .short ? .short : .signed }
    }

    func run() async throws {
        let order = BatchOrder(
            offer: offer, count: count, profile: profile.record, placement: placement, usesPerCoupon: uses,
            id: id)
        let line = ProgressLine("coupons", output: output)
        let batch = try await withSession { context in
            defer { line.finish() }
            return try await interruptible {
                try await BatchService(context).issue(order) { line.update(Int($0), of: Int($1)) }
            }
        }
        try output.confirm(
            BatchDocument(batch),
            text: "Batch \(batch.id): \(batch.issued) \(batch.profile.rawValue) coupons of \(batch.offer).")
    }
}
