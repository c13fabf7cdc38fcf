import Foundation
import Promotion
import Testing
import Vocabulary

@testable import Service

/// Offers that are good in an area: stores are found when the campaign is applied.
@Suite struct CampaignAreaTests {
    private static func yaml(_ conditions: String) -> String {
        """
        id: spring
        title: Spring
        valid: {from: 2027-03-01, until: 2027-05-31}
        offers:
          - id: ten
            title: Ten off
            benefit: {amount: 10.00}
            conditions: \(conditions)
        """
    }

    /// Reads a campaign in a workspace with the sample's area and one far away.
    private static func read(_ conditions: String) throws -> Result<CampaignDocument, ServiceError> {
        try withTemporaryFolder { folder in
            for (name, text) in [
                ("ring", try Sample.text("workspace/areas/shanghai-inner-ring.geojson")),
                ("pole", polygon), ("broken", "{}"),
            ] where name != "broken" || conditions.contains(name) {
                try Data(text.utf8).write(to: folder.appending(path: "\(name).geojson"))
            }
            let settings = try Sample.configuration()
            return Result { () throws(ServiceError) in
                try CampaignDocument(
                    parsing: Data(yaml(conditions).utf8), file: "spring.yaml", stores: settings.stores,
                    currency: settings.issuer.currency, areas: AreaLibrary(folder: folder))
            }
        }
    }

    private static let polygon =
        "{\"type\":\"Polygon\",\"coordinates\":[[[0,80],[10,80],[10,85],[0,80]]]}"

    private static func conditions(_ text: String) throws -> Conditions {
        try #require(try read(text).get().campaign.offers.first).conditions
    }

    private static func ids(_ names: [String]) -> [StoreID] { names.map { StoreID(unchecked: $0) } }

    @Test("The stores in the areas are those that the offer is good at")
    func resolves() throws {
        let found = try Self.conditions("{areas: [pole, ring]}")
        let outside = Sample.storeIDs.filter { !$0.hasPrefix("SH") }.sorted()
        #expect(found.stores == .only(Self.ids(["SH01", "SH02"])))
        #expect(
            found.areas
                == AreaScope(
                    areas: [AreaID(unchecked: "pole"), AreaID(unchecked: "ring")], among: .every,
                    outside: Self.ids(outside)))
        let both = try Self.conditions("{stores: [SH02, BJ01], areas: [ring]}")
        #expect(both.stores == .only(Self.ids(["SH02"])))
        #expect(both.areas?.outside == Self.ids(["BJ01"]))
        #expect(try Self.conditions("{stores: [SH02]}").areas == nil)
    }

    @Test(
        "A store outside, one that was not known then, and one that was never meant are refused each in its way"
    )
    func refuses() throws {
        let offer = try #require(
            try Self.read("{stores: {except: [HK01]}, areas: [ring]}").get().campaign.offers.first)
        #expect(try Self.reason(offer, at: "SH01") == nil)
        #expect(try Self.reason(offer, at: "BJ01") == .outsideArea)
        #expect(try Self.reason(offer, at: "HK01") == .wrongStore)
        #expect(try Self.reason(offer, at: "NEW1") == .wrongStore)
        let everywhere = try #require(try Self.read("{areas: [ring]}").get().campaign.offers.first)
        #expect(try Self.reason(everywhere, at: "NEW1") == .locationUnknown)
    }

    private static func reason(_ offer: Offer, at store: String) throws -> Refusal.Reason? {
        let day = try #require(CalendarDate(parsing: "2027-03-10"))
        let validity = try #require(Validity(firstDay: day, lastDay: day))
        let facts = Redemption.Facts(
            offer: offer, campaignState: .active, validity: validity, coupon: Redemption.Coupon())
        let noon = Instant(millisecondsSince1970: Int64(day.daysSince1970) * 86_400_000)
        let request = Redemption.Request(
            store: StoreID(unchecked: store),
            moment: LocalMoment(instant: noon, date: day, secondOfDay: 0))
        guard case .refused(let refusal) = Redemption.decide(facts, request) else { return nil }
        return refusal.reason
    }

    @Test("An offer is kept with its areas, and one that was kept without any is read as before")
    func kept() throws {
        let offer = try #require(try Self.read("{areas: [ring]}").get().campaign.offers.first)
        let coded = try JSONEncoder().encode(offer)
        #expect(try JSONDecoder().decode(Offer.self, from: coded) == offer)
        let plain = try JSONEncoder().encode(Conditions())
        #expect(!String(decoding: plain, as: UTF8.self).contains("areas"))
    }

    @Test(
        "What is wrong with areas is told with its place",
        arguments: [
            ("{areas: [rnig]}", "areas[0]: There is no area rnig; did you mean ring?"),
            ("{areas: [ring, ring]}", "areas[1]: The area ring is listed twice."),
            ("{areas: []}", "areas: It must have 1 to 10 areas, not 0."),
            (
                "{areas: [pole]}",
                "areas: None of the 12 stores that the offer is good at is in it."
            ),
            (
                "{areas: [broken]}",
                "areas[0]: The area broken cannot be read: areas/broken.geojson type: This is missing and must be given."
            ),
        ])
    func faults(conditions: String, expected: String) throws {
        guard case .failure(.invalidInput(let found)) = try Self.read(conditions) else {
            Issue.record("not refused")
            return
        }
        #expect(shown(found) == ["spring.yaml:8 offers[0].conditions.\(expected)"])
    }
}
