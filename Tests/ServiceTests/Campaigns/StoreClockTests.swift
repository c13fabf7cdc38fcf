import Foundation
import Promotion
import Service
import Testing
import Vocabulary

@Suite struct StoreClockTests {
    @Test(
        "A coupon ends with the last day of the store where it is shown",
        arguments: [
            // 2027-12-31 is over in Sydney at 13:00 UTC, in Beijing at 16:00, in Urumqi only at 18:00.
            ("SY01", "2027-12-31T12:59:59Z", true), ("SY01", "2027-12-31T13:00:00Z", false),
            ("SH01", "2027-12-31T15:59:59Z", true), ("SH01", "2027-12-31T16:00:00Z", false),
            ("HK01", "2027-12-31T15:59:59Z", true), ("HK01", "2027-12-31T16:00:00Z", false),
            ("UR01", "2027-12-31T17:59:59Z", true), ("UR01", "2027-12-31T18:00:00Z", false),
        ])
    func endsInTheStoresZone(store: String, utc: String, isAccepted: Bool) throws {
        let campaign = try Sample.campaign("packaging").campaign
        let offer = try #require(campaign.offers.first)
        let store = try StoreID(parsing: store)
        let clock = StoreClock(stores: try Sample.configuration().stores)
        let moment = try #require(clock.moment(in: store, at: Instant(try Date(utc, strategy: .iso8601))))
        let facts = Redemption.Facts(
            offer: offer, campaignState: .active, validity: campaign.validity, coupon: .init())
        let request = Redemption.Request(
            store: store, moment: moment, amount: Money(minorUnits: 5_000, currency: .yuan))
        let lastDay = campaign.validity.lastDay
        switch Redemption.decide(facts, request) {
        case .accepted: #expect(isAccepted)
        case .refused(let refusal):
            #expect(!isAccepted)
            #expect(refusal == .expired(lastDay: lastDay))
        }
    }

    @Test("A store that is not in the settings has no clock")
    func unknownStore() throws {
        let clock = StoreClock(stores: try Sample.configuration().stores)
        let moment = clock.moment(in: try StoreID(parsing: "XX99"), at: Instant(millisecondsSince1970: 0))
        #expect(moment == nil)
    }
}
