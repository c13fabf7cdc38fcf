import Foundation
import Testing
import Vocabulary

@Suite struct CalendarDateTests {
    @Test("Every day from 1900 to 2100 is the day that Foundation's calendar says")
    func agreesWithFoundation() throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
        let weekdays: [Weekday] = [
            .sunday, .monday, .tuesday, .wednesday, .thursday, .friday, .saturday,
        ]
        let first = try #require(CalendarDate(year: 1_900, month: 1, day: 1))
        let last = try #require(CalendarDate(year: 2_100, month: 12, day: 31))
        var differences: [String] = []
        for day in first.daysSince1970...last.daysSince1970 {
            let ours = CalendarDate(daysSince1970: day)
            let date = Date(timeIntervalSince1970: Double(day) * 86_400)
            let theirs = calendar.dateComponents([.year, .month, .day, .weekday], from: date)
            let isEqual =
                ours.year == theirs.year && ours.month == theirs.month && ours.day == theirs.day
                && ours.weekday == theirs.weekday.map { weekdays[$0 - 1] }
                && CalendarDate(year: ours.year, month: ours.month, day: ours.day) == ours
                && CalendarDate(parsing: ours.description) == ours
            if !isEqual { differences.append("\(ours) is \(theirs)") }
        }
        #expect(last.daysSince1970 - first.daysSince1970 == 73_413)
        #expect(differences.isEmpty)
    }

    @Test(
        "A text that is no day of the calendar is refused",
        arguments: [
            "2027-02-29", "2100-02-29", "2027-04-31", "2027-13-01", "2027-00-10", "2027-01-00", "0000-01-01",
            "2027-1-1", "20270101", "2027-01-01 ", " 2027-01-01", "2027-01-01T00:00", "27-01-01",
            "+027-01-01",
            "2027/01/01", "２０２７-01-01", "", "2027-01", "-001-01-01",
        ])
    func refuses(text: String) {
        #expect(CalendarDate(parsing: text) == nil)
    }

    @Test("The leap days of the Gregorian rule exist", arguments: ["2024-02-29", "2000-02-29", "0004-02-29"])
    func leapDays(text: String) {
        #expect(CalendarDate(parsing: text)?.description == text)
    }

    @Test("Days are added across the ends of months and years, forwards and back")
    func adds() throws {
        let date = try #require(CalendarDate(parsing: "2027-12-31"))
        #expect(date.advanced(byDays: 1).description == "2028-01-01")
        #expect(date.advanced(byDays: 60).description == "2028-02-29")
        #expect(date.advanced(byDays: -365).description == "2026-12-31")
    }

    @Test("A date is its text in JSON, and another text is refused there")
    func codes() throws {
        let date = try #require(CalendarDate(parsing: "2027-12-31"))
        let data = try JSONEncoder().encode([date])
        #expect(String(decoding: data, as: UTF8.self) == #"["2027-12-31"]"#)
        #expect(try JSONDecoder().decode([CalendarDate].self, from: data) == [date])
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([CalendarDate].self, from: Data(#"["2027-02-29"]"#.utf8))
        }
    }
}
