import Foundation
import Promotion
import Service
import Testing
import Vocabulary

@Suite struct CampaignDocumentTests {
    @Test("The packaging campaign is a bearer coupon: 10 off 50, one use, everywhere, to the end of 2027")
    func packaging() throws {
        let document = try Sample.campaign("packaging")
        let offer = try #require(document.campaign.offers.first)
        #expect(document.campaign.id.text == "packaging")
        #expect(document.campaign.offers.count == 1)
        #expect(document.campaign.validity.lastDay.description == "2027-12-31")
        #expect(offer.id.text == "thank-you")
        #expect(offer.title.text(in: "zh-Hans") == "满50减10")
        #expect(offer.benefit == .amountOff(yuan(1_000)))
        #expect(offer.conditions == Conditions(minimumSpend: yuan(5_000)))
        #expect(offer.limits == Limits(usesPerCoupon: 1))
        #expect(offer.combination == .withOthers)
        #expect(document.placements.map(\.id.text) == ["tin"])
    }

    @Test("The till card makes one placement a store and creative, and needs no offer")
    func tillCard() throws {
        let document = try Sample.campaign("till-card")
        #expect(document.campaign.offers.isEmpty)
        let expected = Sample.storeIDs.flatMap { ["join-\($0)-a", "join-\($0)-b"] }
        #expect(document.placements.map(\.id.text).sorted() == expected)
        let plan = try #require(document.placements.first { $0.id.text == "join-SH01-b" })
        #expect(plan.store?.text == "SH01")
        #expect(plan.creative == "b")
        #expect(plan.fixture == "till")
        #expect(plan.target == nil)
    }

    @Test("The welcome coupon is for members, on the mainland, 30 days from joining, once each, 2,000 in all")
    func welcome() throws {
        let offer = try #require(try Sample.campaign("welcome").campaign.offers.first)
        let mainland = Sample.storeIDs.filter { !["HK01", "SY01", "ME01"].contains($0) }
        #expect(offer.benefit == .amountOff(yuan(1_200)))
        #expect(
            offer.conditions
                == Conditions(
                    minimumSpend: yuan(6_000), stores: .only(try mainland.map { try StoreID(parsing: $0) }),
                    holder: .member, daysFromJoining: 30))
        #expect(offer.limits == Limits(usesPerCoupon: 1, usesPerMember: 1, usesInCampaign: 2_000))
    }

    @Test("The midweek offer is 15 % up to 50, Monday to Thursday, in two cities, alone on its purchase")
    func midweek() throws {
        let offer = try #require(try Sample.campaign("midweek").campaign.offers.first)
        let stores = try ["BJ01", "BJ02", "SH01", "SH02"].map { try StoreID(parsing: $0) }
        #expect(offer.benefit == .percentOff(basisPoints: 1_500, cap: yuan(5_000)))
        #expect(
            offer.conditions
                == Conditions(
                    weekdays: [.monday, .tuesday, .wednesday, .thursday], stores: .only(stores),
                    holder: .member))
        #expect(offer.combination == .alone)
    }

    @Test("The example of the campaigns' README is good as it stands")
    func readme() throws {
        let text = try Sample.text("workspace/campaigns/README.md")
        let parts = text.components(separatedBy: "```")
        let yaml = try #require(parts.count == 3 ? parts[1] : nil).dropFirst("yaml".count)
        let settings = try Sample.configuration()
        let document = try CampaignDocument(
            parsing: Data(yaml.utf8), file: "README.md", stores: settings.stores,
            currency: settings.issuer.currency)
        #expect(document.placements.map(\.id.text) == ["shelf-SH01-a", "shelf-SH01-b"])
        #expect(document.campaign.offers.first?.conditions == Conditions(minimumSpend: yuan(5_000)))
    }

    @Test(
        "Percentages are read exactly",
        arguments: [
            ("0.01", 1), ("0.1", 10), ("15", 1_500), ("12.5", 1_250), ("33.33", 3_333), ("100", 10_000),
            ("100.00", 10_000), ("\"7\"", 700),
        ])
    func percentages(text: String, basisPoints: Int) throws {
        let yaml = try replacing(
            "percent: 15", with: "percent: \(text)", in: Sample.text("workspace/campaigns/midweek.yaml"))
        let settings = try Sample.configuration()
        let document = try CampaignDocument(
            parsing: Data(yaml.utf8), file: "m.yaml", stores: settings.stores, currency: .yuan)
        #expect(
            document.campaign.offers.first?.benefit == .percentOff(basisPoints: basisPoints, cap: yuan(5_000))
        )
    }

    private func yuan(_ minorUnits: Int64) -> Money { Money(minorUnits: minorUnits, currency: .yuan) }
}
