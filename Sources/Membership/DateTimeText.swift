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
        let parts = text.split(
            maxSplits: 1, omittingEmptySubsequences: false,
            whereSeparator: { $0 == "T" || $0 == "t" || $0 == " " })
        let date = try date(parsing: parts[0])
        var millisecondOfDay: Int64 = 0
        var offset = utcOffsetSeconds
        if parts.count == 2 {
            let (clock, written) = try splitOffset(parts[1])
            millisecondOfDay = try millisecond(parsing: clock)
            offset = written ?? utcOffsetSeconds
        }
        let days = Int64(date.daysSince1970) * 86_400_000
        return Instant(millisecondsSince1970: days + millisecondOfDay - Int64(offset) * 1_000)
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

    private static func date(parsing text: Substring) throws(ParseError) -> CalendarDate {
        let separator: Character = text.contains("/") ? "/" : "-"
        let parts = text.split(separator: separator, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].count == 4, let year = number(parts[0], digits: 4...4),
            let month = number(parts[1], digits: 1...2), let day = number(parts[2], digits: 1...2)
        else { throw .malformed }
        guard let date = CalendarDate(year: year, month: month, day: day) else { throw .impossible }
        return date
    }

    /// Parts `10:38:00+08:00` into the clock and the offset, `nil` if none is written.
    private static func splitOffset(
        _ text: Substring
    ) throws(ParseError) -> (clock: Substring, offset: Int?) {
        if text.hasSuffix("Z") || text.hasSuffix("z") { return (text.dropLast(), 0) }
        guard let sign = text.lastIndex(where: { $0 == "+" || $0 == "-" }) else { return (text, nil) }
        let parts = text[text.index(after: sign)...].split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let hours = number(parts[0], digits: 2...2),
            let minutes = number(parts[1], digits: 2...2)
        else { throw .malformed }
        // 14 hours is the largest offset in use; RFC 3339 allows up to 23:59.
        guard hours < 24, minutes < 60 else { throw .impossible }
        let seconds = hours * 3_600 + minutes * 60
        return (text[..<sign], text[sign] == "-" ? -seconds : seconds)
    }

    private static func millisecond(parsing clock: Substring) throws(ParseError) -> Int64 {
        let parts = clock.split(separator: ":", omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count), let hour = number(parts[0], digits: 1...2),
            let minute = number(parts[1], digits: 2...2)
        else { throw .malformed }
        var second = 0
        var milliseconds = 0
        if parts.count == 3 {
            let pieces = parts[2].split(separator: ".", omittingEmptySubsequences: false)
            guard pieces.count <= 2, let whole = number(pieces[0], digits: 2...2) else { throw .malformed }
            second = whole
            if pieces.count == 2 {
                guard number(pieces[1], digits: 1...9) != nil,
                    let thousandths = Int((pieces[1] + "00").prefix(3))
                else { throw .malformed }
                milliseconds = thousandths
            }
        }
        guard hour < 24, minute < 60, second < 60 else { throw .impossible }
        return Int64(((hour * 60 + minute) * 60 + second) * 1_000 + milliseconds)
    }

    /// The number, if the text is that many ASCII digits and nothing else.
    private static func number(_ text: Substring, digits: ClosedRange<Int>) -> Int? {
        guard digits.contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        return Int(text)
    }

    private static func padded(_ number: Int, to width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
