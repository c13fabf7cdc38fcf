package import Vocabulary

/// Reads and writes points in time as lists hold them.
package enum DateTimeText {
    /// Why a text is no point in time.
    package enum ParseError: Error, Sendable, Hashable {
        /// Not year, month, day, in this order, with or without a time of day.
        case malformed
        /// Of the right shape, and no calendar or clock shows it: 30 February, 25:00.
        case impossible
    }

    /// Reads RFC 3339, and what spreadsheets make of it: `2026/2/3 9:05`, no seconds, no offset, or the date alone.
    ///
    /// - Parameters:
    ///   - text: The year comes first; day and month in another order are a guess, and refused.
    ///   - utcOffsetSeconds: Local time minus UTC, for a text that does not say.
    /// - Returns: The instant; a date alone means its midnight.
    /// - Throws: `ParseError`.
    package static func instant(
        parsing text: String, utcOffsetSeconds: Int
    ) throws(ParseError) -> Instant {
        switch try DateTimeScanner.reading(of: text) {
        case .instant(let instant): instant
        case .local(let time): time.instant(utcOffsetSeconds: utcOffsetSeconds)
        }
    }

    /// Returns the instant in UTC as RFC 3339: `2026-11-21T14:40:00Z`, with milliseconds only if there are any.
    package static func text(of instant: Instant) -> String {
        let moment = LocalMoment(instant: instant, utcOffsetSeconds: 0)
        let remainder = instant.millisecondsSince1970 % 1_000
        let milliseconds = Int(remainder < 0 ? remainder + 1_000 : remainder)
        let fraction = milliseconds == 0 ? "" : "." + padded(milliseconds, to: 3)
        let hour = padded(moment.secondOfDay / 3_600, to: 2)
        let minute = padded(moment.secondOfDay / 60 % 60, to: 2)
        let second = padded(moment.secondOfDay % 60, to: 2)
        return "\(moment.date)T\(hour):\(minute):\(second)\(fraction)Z"
    }

    private static func padded(_ number: Int, to width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
