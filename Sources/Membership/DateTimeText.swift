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
}
