import Membership
import Testing
import Vocabulary

@Suite struct BirthdayTests {
    private func day(_ text: String) throws -> CalendarDate { try #require(CalendarDate(parsing: text)) }

    @Test(
        "A birthday is read with and without its year, and written so that it is read again",
        arguments: [
            ("1990-05-17", "1990-05-17", 517), ("2000-02-29", "2000-02-29", 229),
            ("--02-29", "--02-29", 229), ("02-29", "--02-29", 229), ("12-31", "--12-31", 1_231),
            ("2026-11-21", "2026-11-21", 1_121), ("1901-01-01", "1901-01-01", 101),
        ])
    func reading(text: String, written: String, number: Int) throws {
        let today = try day("2026-11-21")
        let birthday = try Birthday(parsing: text, today: today)
        #expect(birthday.text == written && birthday.dayNumber == number)
        #expect(try Birthday(parsing: birthday.text, today: today) == birthday)
        #expect(birthday.withoutYear.text.hasPrefix("--"))
    }

    @Test(
        "What is no birthday is refused, and why",
        arguments: [
            ("1990-02-29", Birthday.ParseError.impossible), ("1900-01-01", .impossible),
            ("2026-11-22", .future), ("02-30", .impossible), ("--13-01", .impossible),
            ("00-10", .impossible), ("", .malformed), ("17 May", .malformed), ("5-17", .malformed),
            ("90-05-17", .malformed), ("--1990-05-17", .malformed), ("1990-05-17T00:00", .malformed),
            ("-5-17", .malformed), ("１２-３１", .malformed),
        ])
    func refusing(text: String, error: Birthday.ParseError) throws {
        let today = try day("2026-11-21")
        #expect(throws: error) { try Birthday(parsing: text, today: today) }
    }
}
