package import Vocabulary

/// The day on which somebody was born, with or without the year: `1990-05-17`, `--02-29`.
package struct Birthday: Sendable, Hashable, Codable {
    package let month: Int
    package let day: Int
    /// `nil` if they did not say.
    package let year: Int?

    /// 1901: nobody alive is older, and spreadsheets write 1900-01-01 where nothing is known.
    package static let earliestYear = 1_901

    /// Why a text is no birthday.
    package enum ParseError: Error, Sendable, Hashable {
        case malformed
        /// There is no such day, such as 29 February of 1990, or its year is before `earliestYear`.
        case impossible
        case future
    }

    /// Makes a birthday, or `nil` if there is no such day; without a year 29 February is one.
    package init?(month: Int, day: Int, year: Int? = nil) {
        let leapYear = 2_000
        guard CalendarDate(year: year ?? leapYear, month: month, day: day) != nil,
            year.map({ $0 >= Self.earliestYear }) ?? true
        else { return nil }
        self.month = month
        self.day = day
        self.year = year
    }

    /// Takes a date as somebody's birthday; `nil` before `earliestYear`.
    package init?(_ date: CalendarDate) {
        self.init(month: date.month, day: date.day, year: date.year)
    }

    /// Reads `1990-05-17`, or without a year `--02-29` (ISO 8601:2000, vCard) or `02-29`.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - today: No birthday is after it.
    /// - Throws: `ParseError`.
    package init(parsing text: String, today: CalendarDate) throws(ParseError) {
        let digits = text.hasPrefix("--") ? text.dropFirst(2) : text[...]
        let parts = digits.split(separator: "-", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { Self.number($0) }
        guard numbers.count == parts.count else { throw .malformed }
        let read: Birthday?
        switch parts.map(\.utf8.count) {
        case [2, 2]: read = Birthday(month: numbers[0], day: numbers[1])
        case [4, 2, 2] where !text.hasPrefix("--"):
            guard let date = CalendarDate(year: numbers[0], month: numbers[1], day: numbers[2]) else {
                throw .impossible
            }
            guard date <= today else { throw .future }
            read = Birthday(date)
        default: throw .malformed
        }
        guard let read else { throw .impossible }
        self = read
    }

    private static func number(_ text: Substring) -> Int? {
        text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ? Int(text) : nil
    }

    /// Month and day as a number that is stored and found by an index, such as 229.
    package var dayNumber: Int { month * 100 + day }

    /// The whole date; `nil` without a year.
    package var date: CalendarDate? { year.flatMap { CalendarDate(year: $0, month: month, day: day) } }

    /// The same day without the year.
    package var withoutYear: Birthday { Birthday(unchecked: month, day, year: nil) }

    private init(unchecked month: Int, _ day: Int, year: Int?) {
        (self.month, self.day, self.year) = (month, day, year)
    }

    /// As it is written in lists.
    package var text: String { date?.description ?? "--" + Self.padded(month) + "-" + Self.padded(day) }

    /// Month or day with two digits.
    package static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

extension Birthday: CustomStringConvertible {
    package var description: String { text }
}
