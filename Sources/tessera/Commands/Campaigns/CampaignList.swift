import ArgumentParser
import Service
import Vocabulary

/// Lists campaigns.
struct CampaignList: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists campaigns with their offers.")

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        try await withSession { context in
            let records = try await CampaignService(context: context).list()
            let document = CampaignListDocument(records, language: context.configuration.issuer.language)
            let rows = document.campaigns.map { campaign in
                [
                    campaign.id, campaign.state, campaign.from, campaign.until,
                    campaign.budget?.description ?? "–",
                    campaign.offers.map(\.id).joined(separator: ", "),
                ]
            }
            try output.result(
                document,
                text: TextTable(rows: [["ID", "STATE", "FROM", "UNTIL", "BUDGET", "OFFERS"]] + rows).lines
                    .joined(
                        separator: "\n"))
        }
    }
}
