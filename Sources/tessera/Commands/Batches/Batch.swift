import ArgumentParser
import Service
import Store
import Vocabulary

/// Coupons made together.
struct Batch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "batch", abstract: "Makes coupons, exports and prints them, and takes them back.",
        subcommands: [
            BatchIssue.self, BatchExportCommand.self, BatchPrint.self, BatchList.self, BatchShow.self,
            BatchRevoke.self,
        ])
}

/// A batch as scripts read it.
struct BatchDocument: Encodable {
    var batch: BatchID
    var campaign: CampaignID
    var offer: OfferID
    var placement: PlacementID?
    var profile: BatchRecord.Profile
    var state: BatchRecord.State
    /// How many coupons were asked for.
    var count: UInt32
    /// How many of them exist.
    var issued: UInt32
    var usesPerCoupon: UInt32
    /// The last day in its signed codes.
    var lastDay: CalendarDate?
    /// RFC 3339, UTC.
    var createdAt: String

    init(_ record: BatchRecord) {
        batch = record.id
        campaign = record.campaign
        offer = record.offer
        placement = record.placement
        profile = record.profile
        state = record.state
        count = record.count
        issued = record.issued
        usesPerCoupon = record.usesPerCoupon
        lastDay = record.lastDay
        createdAt = record.createdAt.rfc3339
    }
}
