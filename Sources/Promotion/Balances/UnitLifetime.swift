package import Vocabulary

/// How long a lot lasts, counted from the day on which it was made.
package struct UnitLifetime: Sendable, Hashable, Codable {
    /// Full months, 1 to `maximumMonths`; `nil` for no end.
    package var months: Int?
    /// To what the end is put off.
    package var end: End
    /// How many days nothing of it can be spent, 0 to `maximumPendingDays`: until goods cannot be returned any more.
    package var pendingDays: Int

    /// Where a lifetime ends; raw values are words of `program.yaml`.
    package enum End: String, Sendable, Hashable, CaseIterable, Codable {
        /// The same day of a later month, or that month's last.
        case day
        case month
        case year
    }

    /// 100 years: longer is for ever.
    package static let maximumMonths = 1_200
    /// A year: the longest right to return goods.
    package static let maximumPendingDays = 366

    package static let unlimited = UnitLifetime()

    package init(months: Int? = nil, end: End = .day, pendingDays: Int = 0) {
        self.months = months
        self.end = end
        self.pendingDays = pendingDays
    }

    /// The first day on which a lot made on `day` can be spent.
    package func firstDay(from day: CalendarDate) -> CalendarDate { day.advanced(byDays: pendingDays) }

    /// The last one, itself included; `nil` for none.
    package func lastDay(from day: CalendarDate) -> CalendarDate? {
        guard let months else { return nil }
        let count = day.year * 12 + day.month - 1 + months
        let (year, month) = (count / 12, count % 12 + 1)
        let length = CalendarDate.length(ofMonth: month, year: year)
        return switch end {
        case .day: CalendarDate(year: year, month: month, day: min(day.day, length))
        case .month: CalendarDate(year: year, month: month, day: length)
        case .year: CalendarDate(year: year, month: 12, day: 31)
        }
    }
}
