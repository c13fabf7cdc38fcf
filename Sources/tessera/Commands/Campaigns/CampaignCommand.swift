import ArgumentParser

/// Campaigns and their offers.
struct CampaignCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "campaign", abstract: "Applies campaigns from files, shows, pauses and resumes them.",
        subcommands: [
            CampaignApply.self, CampaignList.self, CampaignShow.self, CampaignPause.self, CampaignResume.self,
        ])
}
