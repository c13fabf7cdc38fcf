import Foundation
import OfflineTill
import Testing
import Vocabulary

@testable import Service

/// The days of a store's calendar, over which a lease's sheet goes.
@Suite struct StoreDaysTests {
    private func instant(_ text: String) throws -> Instant { Instant(try Date(text, strategy: .iso8601)) }

    @Test(
        "Days begin at the store's midnight, also where the clocks are set",
        arguments: [
            ("SH01", "2027-03-10T04:00:00Z", ["2027-03-10T16:00:00Z", "2027-03-11T16:00:00Z"]),
            // Summer time ends in Sydney on 4 April 2027: that day has 25 hours.
            ("SY01", "2027-04-03T12:50:00Z", ["2027-04-03T13:00:00Z", "2027-04-04T14:00:00Z"]),
            // It begins there on 3 October: 23 hours.
            ("SY01", "2027-10-02T13:59:59Z", ["2027-10-02T14:00:00Z", "2027-10-03T13:00:00Z"]),
        ])
    func midnights(store: String, start: String, midnights: [String]) throws {
        let clock = StoreClock(stores: try Sample.configuration().stores)
        let first = try instant(start)
        let end = try instant(midnights[1]).advanced(bySeconds: -1)
        let days = try #require(clock.days(in: try StoreID(parsing: store), from: first, until: end))
        #expect(days.map(\.until) == (try midnights.map(instant)))
        #expect(days.map(\.from.instant) == [first, try instant(midnights[0])])
        #expect(days[1].from.secondOfDay == 0 && days[1].from.date == days[0].from.date.advanced(byDays: 1))
    }

    @Test("A store that is not in the settings has none") func unknown() throws {
        let clock = StoreClock(stores: try Sample.configuration().stores)
        let noon = try instant("2027-03-10T04:00:00Z")
        #expect(clock.days(in: try StoreID(parsing: "XX99"), from: noon, until: noon) == nil)
    }
}
