import Foundation
import Testing
import Vocabulary

@Suite struct LocalMomentTests {
    @Test(
        "The wall clock of Sydney follows daylight saving, Urumqi is two hours behind Beijing",
        arguments: [
            // Sydney: clocks went back at 16:00 UTC on 2027-04-03 and forward at 16:00 UTC on 2027-10-02.
            ("2027-04-03T15:59:59Z", "Australia/Sydney", "2027-04-04", 2 * 3_600 + 59 * 60 + 59),
            ("2027-04-03T16:00:00Z", "Australia/Sydney", "2027-04-04", 2 * 3_600),
            ("2027-10-02T15:59:59Z", "Australia/Sydney", "2027-10-03", 3_600 + 59 * 60 + 59),
            ("2027-10-02T16:00:00Z", "Australia/Sydney", "2027-10-03", 3 * 3_600),
            ("2027-12-31T12:59:59Z", "Australia/Sydney", "2027-12-31", 86_399),
            ("2027-12-31T13:00:00Z", "Australia/Sydney", "2028-01-01", 0),
            ("2027-12-31T15:59:59Z", "Asia/Shanghai", "2027-12-31", 86_399),
            ("2027-12-31T16:00:00Z", "Asia/Shanghai", "2028-01-01", 0),
            ("2027-12-31T16:00:00Z", "Asia/Urumqi", "2027-12-31", 22 * 3_600),
            ("2027-12-31T18:00:00Z", "Asia/Urumqi", "2028-01-01", 0),
        ] as [(String, String, String, Int)])
    func showsTheWallClock(utc: String, zone: String, date: String, secondOfDay: Int) throws {
        let point = try Date(utc, strategy: .iso8601)
        let zone = try #require(TimeZone(identifier: zone))
        let instant = Instant(millisecondsSince1970: Int64(point.timeIntervalSince1970) * 1_000)
        let moment = LocalMoment(instant: instant, utcOffsetSeconds: zone.secondsFromGMT(for: point))
        #expect(moment.date.description == date)
        #expect(moment.secondOfDay == secondOfDay)
        #expect(moment.instant == instant)
    }

    @Test(
        "Instants before 1970 and fractions of a second round down, never towards zero",
        arguments: [
            (-1, 0, "1969-12-31", 86_399), (-86_400_001, 0, "1969-12-30", 86_399), (999, 0, "1970-01-01", 0),
            (0, -1, "1969-12-31", 86_399), (0, 50_400, "1970-01-01", 50_400),
        ] as [(Int64, Int, String, Int)])
    func roundsDown(milliseconds: Int64, offset: Int, date: String, secondOfDay: Int) {
        let instant = Instant(millisecondsSince1970: milliseconds)
        let moment = LocalMoment(instant: instant, utcOffsetSeconds: offset)
        #expect(moment.date.description == date)
        #expect(moment.secondOfDay == secondOfDay)
    }
}
