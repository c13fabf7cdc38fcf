package import Vocabulary

/// When a birthday's coupon is given: in a window of days, so that a run that is late still gives it.
package struct BirthdayRule: Sendable, Hashable {
    /// How many days before the birthday the window begins, 0 to `TriggerLimits.daysBefore`.
    package var daysBefore: Int
    /// How many days the window has, 1 to `TriggerLimits.windowDays`.
    package var windowDays: Int
    /// When whoever was born on 29 February has their birthday in a common year.
    package var leapDay: LeapDay

    /// A day of a common year; raw values are words of `program.yaml`.
    package enum LeapDay: String, Sendable, Hashable, CaseIterable {
        case february28 = "02-28"
        case march1 = "03-01"
    }

    /// The number of 29 February, as `Birthday.dayNumber`.
    private static let leapDayNumber = 229

    package init(daysBefore: Int, windowDays: Int, leapDay: LeapDay = .february28) {
        self.daysBefore = daysBefore
        self.windowDays = windowDays
        self.leapDay = leapDay
    }

    /// A birthday in one year.
    package struct Celebration: Sendable, Hashable {
        /// As `Birthday.dayNumber`.
        package var dayNumber: Int
        /// When it is kept that year.
        package var date: CalendarDate
    }

    /// Returns the birthdays whose window is open on a day, in the order of their dates; also those of a year that has not begun
    /// or is over.
    package func celebrations(openOn today: CalendarDate) -> [Celebration] {
        let last = today.advanced(byDays: daysBefore)
        return (0..<windowDays).reversed().flatMap { celebrations(on: last.advanced(byDays: -$0)) }
    }

    private func celebrations(on date: CalendarDate) -> [Celebration] {
        let number = date.month * 100 + date.day
        let own = Celebration(dayNumber: number, date: date)
        let standIn = leapDay == .february28 ? 228 : 301
        let isCommonYear = CalendarDate.length(ofMonth: 2, year: date.year) == 28
        guard number == standIn, isCommonYear else { return [own] }
        return [own, Celebration(dayNumber: Self.leapDayNumber, date: date)]
    }

    /// Returns the birthday whose window is open on a day, or `nil`.
    package func celebration(of dayNumber: Int, on today: CalendarDate) -> Celebration? {
        celebrations(openOn: today).first { $0.dayNumber == dayNumber }
    }

    /// Says for which occasion a member is given the coupon, or why not: `2026`, the year of the birthday.
    ///
    /// Whoever joined after the day itself has to wait for the next one.
    package func occasion(
        of celebration: Celebration, joinedOn: CalendarDate
    ) -> TriggerDecision {
        joinedOn > celebration.date ? .skipped(.joinedAfter) : .due(occasion: "\(celebration.date.year)")
    }
}
