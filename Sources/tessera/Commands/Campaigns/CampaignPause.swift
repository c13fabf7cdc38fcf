import ArgumentParser
import Promotion
import Service
import Vocabulary

/// Stops a campaign.
struct CampaignPause: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "pause", abstract: "Makes tills refuse a campaign's coupons until it is resumed.")

    @Argument(help: "The campaign's id.", transform: identifier)
    var id: CampaignID

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        try await withSession { try await CampaignService(context: $0).pause(id) }
        try output.result(CampaignStateDocument(id: id, state: .paused), text: "\(id) is paused.")
    }
}

/// Lets a paused campaign go on.
struct CampaignResume: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "Makes tills accept a paused campaign's coupons again.")

    @Argument(help: "The campaign's id.", transform: identifier)
    var id: CampaignID

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        try await withSession { try await CampaignService(context: $0).resume(id) }
        try output.result(CampaignStateDocument(id: id, state: .active), text: "\(id) is active.")
    }
}

/// A campaign after its state was set.
private struct CampaignStateDocument: Encodable {
    var id: CampaignID
    var state: Campaign.State
}
