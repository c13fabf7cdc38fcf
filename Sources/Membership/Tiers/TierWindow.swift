package import Vocabulary

/// The days over which a rule of a tier counts; the last of them is the day of the review.
package enum TierWindow: Sendable, Hashable {
    /// 1 to `TierLimits.windowDays` days.
    case days(Int)
    /// 1 to `TierLimits.windowMonths` months; a day that a month lacks counts as its last one.
    case months(Int)
    /// From the first of January on.
    case calendarYear

    /// Returns the days that are counted on a given day, itself included.
    package func days(today: CalendarDate) -> ClosedRange<CalendarDate> {
        switch self {
        case .days(let count): today.advanced(byDays: 1 - count)...today
        case .months(let count):
            DaySpan.Unit.month.before(today, count: count).advanced(byDays: 1)...today
        case .calendarYear: (CalendarDate(year: today.year, month: 1, day: 1) ?? today)...today
        }
    }

    /// Whether every day of this window is one of another's, on whatever day they are asked.
    ///
    /// - Complexity: O(1) between two of a kind, else one step for each day of four years.
    func isAlways(within other: TierWindow) -> Bool {
        switch (self, other) {
        case (.days(let mine), .days(let theirs)), (.months(let mine), .months(let theirs)): mine <= theirs
        case (.calendarYear, .calendarYear): true
        default:
            Self.leapCycle.allSatisfy { today in
                days(today: today).lowerBound >= other.days(today: today).lowerBound
            }
        }
    }

    /// The days of four years with one leap day among them: every place of a month beside others is there.
    private static var leapCycle: LazyMapSequence<Range<Int32>, CalendarDate> {
        // 2024-01-01 is day 19,723.
        (19_723..<19_723 + 1_461).lazy.map(CalendarDate.init(daysSince1970:))
    }
}

extension TierWindow: CustomStringConvertible {
    /// The window as rules have it, such as `12 months`.
    package var description: String {
        switch self {
        case .days(let count): count == 1 ? "1 day" : "\(count) days"
        case .months(let count): count == 1 ? "1 month" : "\(count) months"
        case .calendarYear: "calendar year"
        }
    }
}
