package import Vocabulary

extension DateTimeText {
    /// Returns the instant as RFC 3339: `2026-11-21T14:40:00Z`, with milliseconds only if there are any.
    ///
    /// - Parameters:
    ///   - instant: The point in time.
    ///   - utcOffsetSeconds: Local time minus UTC, for `2026-11-21T22:40:00+08:00`. UTC stands in for an offset that is
    ///     no whole minute, as some were before 1930: RFC 3339 has no form for it.
    /// - Returns: The text, which `instant(parsing:utcOffsetSeconds:)` reads back.
    package static func text(of instant: Instant, utcOffsetSeconds: Int? = nil) -> String {
        let offset = utcOffsetSeconds.flatMap { $0.isMultiple(of: 60) ? $0 : nil }
        let moment = LocalMoment(instant: instant, utcOffsetSeconds: offset ?? 0)
        let remainder = instant.millisecondsSince1970 % 1_000
        let milliseconds = Int(remainder < 0 ? remainder + 1_000 : remainder)
        // One array for a text that every row of a list has.
        var text: [UInt8] = []
        text.reserveCapacity(32)
        text += moment.date.description.utf8
        append("T", moment.secondOfDay / 3_600, to: &text)
        append(":", moment.secondOfDay / 60 % 60, to: &text)
        append(":", moment.secondOfDay % 60, to: &text)
        if milliseconds > 0 {
            append(".", milliseconds / 10, to: &text)
            text.append(UInt8(ascii: "0") + UInt8(milliseconds % 10))
        }
        appendOffset(offset, to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    private static func appendOffset(_ offset: Int?, to text: inout [UInt8]) {
        guard let offset else {
            text.append(UInt8(ascii: "Z"))
            return
        }
        append(offset < 0 ? "-" : "+", abs(offset) / 3_600, to: &text)
        append(":", abs(offset) / 60 % 60, to: &text)
    }

    /// Appends a sign and two digits.
    private static func append(_ sign: Unicode.Scalar, _ number: Int, to text: inout [UInt8]) {
        text.append(UInt8(ascii: sign))
        text.append(UInt8(ascii: "0") + UInt8(number / 10))
        text.append(UInt8(ascii: "0") + UInt8(number % 10))
    }
}
