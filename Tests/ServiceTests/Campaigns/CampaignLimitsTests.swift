import Foundation
import Promotion
import Service
import Store
import Testing
import Vocabulary

/// Limits, items and budgets in campaign files.
@Suite struct CampaignLimitsTests {
    private static let good = """
        id: spring
        title: Spring
        valid: {from: 2027-03-01, until: 2027-05-31}
        budget: 5000.00 CNY
        offers:
          - id: ten
            title: Ten off
            benefit: {amount: 10.00 CNY}
            conditions:
              stores: [SH01, SH02, BJ01]
              holder: member
              items: [TEA-*, CUP-01]
            limits:
              uses_per_coupon: 1000000
              uses_per_member: 4
              uses_per_member_and_day: 2
              uses_per_store_and_day: 50
              uses_in_campaign: 2000
              stock: {SH02: 50, SH01: 100, BJ01: 0}
        """

    @Test("Every limit, the items and the budget are read")
    func reads() throws {
        let campaign = try document(Self.good).campaign
        let offer = try #require(campaign.offers.first)
        #expect(campaign.budget == yuan(500_000))
        #expect(offer.benefit == .amountOff(yuan(1_000)))
        #expect(offer.conditions.items == ItemScope(articles: ["CUP-01", "TEA-*"]))
        let stock = try [("BJ01", 0), ("SH01", 100), ("SH02", 50)].map {
            StoreStock(store: try StoreID(parsing: $0), count: $1)
        }
        #expect(
            offer.limits
                == Limits(
                    usesPerCoupon: 1_000_000, usesPerMember: 4, usesPerMemberAndDay: 2,
                    usesPerStoreAndDay: 50,
                    usesInCampaign: 2_000, stock: stock))
    }

    @Test(
        "A wrong limit names line, field, limit and what was given",
        arguments: [
            (
                "budget: 5000.00 CNY", "budget: 0",
                "4 budget: It must be an amount from 0.01 to 100000000000.00 CNY, not \"0\"."
            ),
            (
                "budget: 5000.00 CNY", "budget: 5000.00 EUR",
                "4 budget: Amounts are in CNY, the issuer's currency, not in EUR."
            ),
            (
                "budget: 5000.00 CNY", "budget: 5 000",
                "4 budget: It must be an amount from 0.01 to 100000000000.00 CNY, not \"5 000\"."
            ),
            (
                "[TEA-*, CUP-01]", "[TEA-*, TEA-*]",
                "12 offers[0].conditions.items[1]: The item TEA-* is listed twice."
            ),
            (
                "[TEA-*, CUP-01]", "[]",
                "12 offers[0].conditions.items: It must have 1 to 1000 items, not 0."
            ),
            (
                "[TEA-*, CUP-01]", "TEA-1",
                "12 offers[0].conditions.items: It must be a list of items, not \"TEA-1\"."
            ),
            (
                "[TEA-*, CUP-01]", "[\"*\"]",
                "12 offers[0].conditions.items[0]: \(expectedArticle), not \"*\"."
            ),
            (
                "[TEA-*, CUP-01]", "[\"TEA-*-50\"]",
                "12 offers[0].conditions.items[0]: \(expectedArticle), not \"TEA-*-50\"."
            ),
            (
                "[TEA-*, CUP-01]", "[\(String(repeating: "7", count: 65))]",
                """
                12 offers[0].conditions.items[0]: \(expectedArticle), not \
                "\(String(repeating: "7", count: 40))…".
                """
            ),
            (
                "uses_per_coupon: 1000000", "uses_per_coupon: 1000001",
                """
                14 offers[0].limits.uses_per_coupon: It must be a whole number from 1 to 1000000, not \
                "1000001".
                """
            ),
            (
                "uses_per_member_and_day: 2", "uses_per_member_and_day: 0",
                """
                16 offers[0].limits.uses_per_member_and_day: It must be a whole number from 1 to 1000000000, \
                not "0".
                """
            ),
            (
                "uses_per_store_and_day: 50", "uses_per_store_and_day: many",
                """
                17 offers[0].limits.uses_per_store_and_day: It must be a whole number from 1 to 1000000000, \
                not "many".
                """
            ),
            (
                "uses_per_store_and_day: 50", "uses_per_store_a_day: 50",
                "17 offers[0].limits.uses_per_store_a_day: This key is not known; did you mean uses_per_store_and_day?"
            ),
            (
                "SH01: 100", "SH1: 100",
                "19 offers[0].limits.stock: There is no store SH1; did you mean SH01?"
            ),
            (
                "SH01: 100", "GZ01: 100",
                "19 offers[0].limits.stock.GZ01: The offer is not valid at GZ01, so nothing can be given there."
            ),
            (
                "SH01: 100", "SH01: -1",
                "19 offers[0].limits.stock.SH01: It must be a whole number from 0 to 1000000000, not \"-1\"."
            ),
            (
                "{SH02: 50, SH01: 100, BJ01: 0}", "100",
                """
                19 offers[0].limits.stock: It must be stores, each with how many it has to give, such as \
                {SH01: 100}.
                """
            ),
            (
                "{SH02: 50, SH01: 100, BJ01: 0}", "{SH01: 1, SH01: 2}",
                "19 This is not YAML: SH01 is written more than once."
            ),
        ])
    func faultsAreNamed(old: String, new: String, expected: String) throws {
        let text = try replacing(old, with: new, in: Self.good)
        let found = try faults { () throws(ServiceError) in _ = try document(text) }
        #expect(found.first == "spring.yaml:" + expected)
    }

    @Test("Limits of a member are refused on an offer for bearers, both of them")
    func bearers() throws {
        let text = try replacing("holder: member", with: "holder: bearer", in: Self.good)
        let found = try faults { () throws(ServiceError) in _ = try document(text) }
        #expect(
            found == [
                """
                spring.yaml:15 offers[0].limits.uses_per_member: A bearer is not counted as a member: this \
                needs holder: member.
                """,
                """
                spring.yaml:16 offers[0].limits.uses_per_member_and_day: A bearer is not counted as a member: \
                this needs holder: member.
                """,
            ])
    }

    @Test("A budget without offers is a fault")
    func budgetWithoutOffers() throws {
        let text = """
            id: spring
            title: Spring
            valid: {from: 2027-03-01, until: 2027-05-31}
            budget: 5000.00
            placements: [{id: a, title: A, fixture: a}]
            """
        let found = try faults { () throws(ServiceError) in _ = try document(text) }
        #expect(found == ["spring.yaml:4 budget: A budget is for what offers take off, and there are none."])
    }

    @Test("Stars at the end of articles are no aliases, however many there are")
    func starsAreNoAliases() throws {
        let items = (1...20).map { "T\($0)-*" }.joined(separator: ", ")
        let text = try replacing("[TEA-*, CUP-01]", with: "[\(items)]", in: Self.good)
        #expect(try document(text).campaign.offers.first?.conditions.items?.articles.count == 20)
        let block = (1...20).map { "\n          - T\($0)-*" }.joined()
        let other = try replacing(" [TEA-*, CUP-01]", with: block, in: Self.good)
        #expect(try document(other).campaign == (try document(text).campaign))
    }

    @Test("The README's examples of every other key are good too")
    func readmeComments() throws {
        let text = try Sample.text("workspace/campaigns/README.md")
        let parts = text.components(separatedBy: "```")
        let yaml = try #require(parts.count == 3 ? parts[1] : nil).dropFirst("yaml".count)
        let isBenefit = { (line: String) in ["# percent:", "# at_most:"].contains { line.contains($0) } }
        let lines = yaml.components(separatedBy: "\n").filter { !isBenefit($0) }
            .map { $0.replacing(/^( *)# ([a-z_]+: )/) { "\($0.output.1)\($0.output.2)" } }
        let campaign = try document(
            try replacing("holder: bearer", with: "holder: member", in: lines.joined(separator: "\n"))
        ).campaign
        let offer = try #require(campaign.offers.first)
        #expect(campaign.budget == yuan(500_000))
        #expect(campaign.allowance?.amount == yuan(20_000))
        #expect(campaign.allowance?.maximumStatusAgeSeconds == 86_400)
        #expect(offer.conditions.items?.articles == ["CUP-01", "TEA-*"])
        #expect(offer.conditions.daysFromJoining == 30)
        #expect(offer.conditions.areas?.areas.map(\.text) == ["shanghai-inner-ring"])
        #expect(offer.limits.usesPerMember == 4 && offer.limits.usesPerMemberAndDay == 2)
        #expect(offer.limits.usesPerStoreAndDay == 50 && offer.limits.usesInCampaign == 2_000)
        #expect(offer.limits.stock?.map(\.count) == [100, 50])
    }

    private static let expectedArticle = """
        It must be an article number of at most 64 characters such as TEA-01, or the beginning of some with \
        one * at its end such as TEA-*
        """

    private func document(_ text: String) throws(ServiceError) -> CampaignDocument {
        let stores: [StoreSettings]
        do { stores = try Sample.configuration().stores } catch { throw .keys("no sample: \(error)") }
        return try CampaignDocument(
            parsing: Data(text.utf8), file: "spring.yaml", stores: stores, currency: .yuan,
            areas: Sample.areas)
    }

    private func yuan(_ minorUnits: Int64) -> Money { Money(minorUnits: minorUnits, currency: .yuan) }
}
