import Foundation
import Promotion
import Testing
import Vocabulary

/// Campaigns as the store keeps them in their revisions.
@Suite struct CampaignFormTests {
    /// What was stored before campaigns could declare an allowance.
    private static let old = """
        {"id":"spring","offers":[],"title":{"fallback":"Spring","translations":{}},\
        "validity":{"firstDay":"2027-03-01","lastDay":"2027-05-31"}}
        """

    private func encoded(_ campaign: Campaign) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(campaign), as: UTF8.self)
    }

    @Test("A revision from before allowances is read, allows nothing, and is written as it was") func old()
        throws
    {
        let campaign = try JSONDecoder().decode(Campaign.self, from: Data(Self.old.utf8))
        #expect(campaign.allowance == nil)
        #expect(try encoded(campaign) == Self.old)
    }

    @Test("An allowance belongs to the campaign: another one makes another campaign") func allowance() throws
    {
        func campaign(_ uses: UInt32?) throws -> Campaign {
            Campaign(
                id: try CampaignID(parsing: "spring"), title: LocalizedText("Spring"),
                validity: try Sample.validity("2027-03-01", "2027-05-31"), offers: [],
                allowance: try uses.map {
                    OfflineAllowance(
                        usesPerTerminal: $0, usesPerCoupon: 1, amount: try Sample.money(20_000),
                        maximumStatusAgeSeconds: 86_400)
                })
        }
        let campaigns = try [campaign(nil), campaign(20), campaign(21)]
        #expect(Set(campaigns).count == 3)
        for campaign in campaigns {
            let read = try JSONDecoder().decode(Campaign.self, from: Data(try encoded(campaign).utf8))
            #expect(read == campaign)
        }
    }
}
