import Vocabulary

/// Dates as spreadsheets count them: days since an epoch, the time as the fraction (ECMA-376, part 1, 18.17.4).
struct SerialDate {
    /// Whether 1 January 1904 is day 0; otherwise 1 January 1900 is day 1, and the day 60 never was.
    let since1904: Bool

    private static let millisecondsInDay = 86_400_000
    /// 31 December 9999: the last day that spreadsheets have.
    private static let lastDay = 2_958_465.0
    /// 1 January 1970 in both countings.
    private static let (epoch1900, epoch1904) = (25_569, 24_107)
    /// What Excel takes for 29 February 1900, as Lotus 1-2-3 did; the days before it are one too low.
    private static let fictitiousDay = 60

    /// Returns the local time as `2026-02-03T09:05:00`, or `nil` for a number that is no day.
    func text(_ serial: Double) -> String? {
        guard serial >= (since1904 ? 0 : 1), serial < Self.lastDay + 1 else { return nil }
        let milliseconds = Int((serial * Double(Self.millisecondsInDay)).rounded())
        guard let days = daysSince1970(milliseconds / Self.millisecondsInDay) else { return nil }
        let rest = milliseconds % Self.millisecondsInDay
        let clock = [rest / 3_600_000, rest / 60_000 % 60, rest / 1_000 % 60].map { Self.padded($0, 2) }
        let fraction = rest % 1_000 == 0 ? "" : "." + Self.padded(rest % 1_000, 3)
        return "\(CalendarDate(daysSince1970: Int32(days)))T\(clock.joined(separator: ":"))\(fraction)"
    }

    private func daysSince1970(_ day: Int) -> Int? {
        guard !since1904 else { return day - Self.epoch1904 }
        guard day != Self.fictitiousDay else { return nil }
        return day - Self.epoch1900 + (day < Self.fictitiousDay ? 1 : 0)
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
