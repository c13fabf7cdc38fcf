package import Vocabulary

/// Days from one to another, each told as a date or by how long ago it is.
package struct DaySpan: Sendable, Hashable {
    /// The first day, included; `nil` is without beginning.
    package var first: Day?
    /// The last day, included; `nil` is without end.
    package var last: Day?

    package init(first: Day? = nil, last: Day? = nil) {
        self.first = first
        self.last = last
    }

    /// Every day there is.
    package static let ever = DaySpan()

    /// A day that may move along with the calendar.
    package enum Day: Sendable, Hashable {
        case date(CalendarDate)
        case ago(Int, Unit)
        /// The day before another one.
        indirect case before(Day)
        /// The day after another one.
        indirect case after(Day)

        /// Returns the date that this is on a given day.
        package func date(today: CalendarDate) -> CalendarDate {
            switch self {
            case .date(let date): date
            case .ago(let count, let unit): unit.before(today, count: count)
            case .before(let day): day.date(today: today).advanced(byDays: -1)
            case .after(let day): day.date(today: today).advanced(byDays: 1)
            }
        }
    }

    /// What lengths of time are counted in.
    package enum Unit: String, Sendable, Hashable, CaseIterable {
        case day, week, month, year

        /// The longest length in days, for the limit on lengths.
        package var longestDayCount: Int {
            switch self {
            case .day: 1
            case .week: 7
            case .month: 31
            case .year: 366
            }
        }

        /// The date `count` units earlier; a day that a month lacks becomes its last one.
        func before(_ date: CalendarDate, count: Int) -> CalendarDate {
            switch self {
            case .day: return date.advanced(byDays: -count)
            case .week: return date.advanced(byDays: -7 * count)
            case .month: return Self.months(count, before: date)
            case .year: return Self.months(12 * count, before: date)
            }
        }

        private static func months(_ count: Int, before date: CalendarDate) -> CalendarDate {
            let months = date.year * 12 + date.month - 1 - count
            let (year, month) = (months / 12, months % 12 + 1)
            let day = min(date.day, CalendarDate.length(ofMonth: month, year: year))
            return CalendarDate(year: year, month: month, day: day) ?? date
        }
    }

    /// Returns the days that this is on a given day; a span that ends before it begins has one day that nobody has.
    package func days(today: CalendarDate) -> ClosedRange<CalendarDate> {
        let first = first?.date(today: today) ?? Self.beginning
        let last = last?.date(today: today) ?? Self.end
        return first <= last ? first...last : Self.never...Self.never
    }

    /// Beyond every day that a date can be written for.
    private static let beginning = CalendarDate(daysSince1970: -1_000_000)
    private static let end = CalendarDate(daysSince1970: 10_000_000)
    private static let never = CalendarDate(daysSince1970: 10_000_001)
}
