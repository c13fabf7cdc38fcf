import Vocabulary

/// Reads a date and time byte by byte: lists have one in every row.
struct DateTimeScanner {
    /// What a text says.
    enum Reading: Sendable, Hashable {
        case instant(Instant)
        /// Without an offset it is local, and whose local is for others to say.
        case local(LocalTime)
    }

    typealias ParseError = DateTimeText.ParseError

    private var rest: Substring.UTF8View

    private init(_ text: String) {
        rest = text[...].utf8
    }

    /// Reads a whole text.
    ///
    /// - Complexity: O(n)
    static func reading(of text: String) throws(ParseError) -> Reading {
        var scanner = DateTimeScanner(text)
        let date = try scanner.date()
        let midnight = Int64(date.daysSince1970) * 86_400_000
        guard let separator = scanner.next() else { return .local(LocalTime(milliseconds: midnight)) }
        guard separator == UInt8(ascii: " ") || separator | 0x20 == UInt8(ascii: "t") else {
            throw .malformed
        }
        let time = LocalTime(milliseconds: midnight + (try scanner.millisecond()))
        guard let offset = try scanner.offset() else { return .local(time) }
        return .instant(time.instant(utcOffsetSeconds: offset))
    }

    private mutating func date() throws(ParseError) -> CalendarDate {
        let year = try number(of: 4...4)
        guard let separator = next(), separator == UInt8(ascii: "-") || separator == UInt8(ascii: "/") else {
            throw .malformed
        }
        let month = try number(of: 1...2)
        guard next() == separator else { throw .malformed }
        let day = try number(of: 1...2)
        guard let first = rest.first else { return try Self.date(year, month, day) }
        // `2025-06-061` is no date with something behind it.
        guard !Self.isDigit(first) else { throw .malformed }
        return try Self.date(year, month, day)
    }

    private static func date(_ year: Int, _ month: Int, _ day: Int) throws(ParseError) -> CalendarDate {
        guard let date = CalendarDate(year: year, month: month, day: day) else { throw .impossible }
        return date
    }

    /// Takes `10:38`, `10:38:00` or `10:38:00.250`.
    private mutating func millisecond() throws(ParseError) -> Int64 {
        let hour = try number(of: 1...2)
        guard next() == UInt8(ascii: ":") else { throw .malformed }
        let minute = try number(of: 2...2)
        var second = 0
        var milliseconds = 0
        if rest.first == UInt8(ascii: ":") {
            _ = next()
            second = try number(of: 2...2)
            if rest.first == UInt8(ascii: ".") { milliseconds = try fraction() }
        }
        guard hour < 24, minute < 60, second < 60 else { throw .impossible }
        return Int64(((hour * 60 + minute) * 60 + second) * 1_000 + milliseconds)
    }

    /// Takes a point and one to nine digits, and returns the first three as milliseconds.
    private mutating func fraction() throws(ParseError) -> Int {
        _ = next()
        let before = rest.count
        var value = try number(of: 1...9)
        let digits = before - rest.count
        for _ in 0..<max(0, digits - 3) { value /= 10 }
        for _ in 0..<max(0, 3 - digits) { value *= 10 }
        return value
    }

    /// Takes what follows the clock: nothing, `Z`, or `+08:00`.
    private mutating func offset() throws(ParseError) -> Int? {
        guard let sign = next() else { return nil }
        if sign | 0x20 == UInt8(ascii: "z") {
            guard rest.isEmpty else { throw .malformed }
            return 0
        }
        guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { throw .malformed }
        let hours = try number(of: 2...2)
        guard next() == UInt8(ascii: ":") else { throw .malformed }
        let minutes = try number(of: 2...2)
        guard rest.isEmpty else { throw .malformed }
        // 14 hours is the largest offset in use; RFC 3339 allows up to 23:59.
        guard hours < 24, minutes < 60 else { throw .impossible }
        let seconds = hours * 3_600 + minutes * 60
        return sign == UInt8(ascii: "-") ? -seconds : seconds
    }

    private mutating func next() -> UInt8? { rest.popFirst() }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private mutating func number(of digits: ClosedRange<Int>) throws(ParseError) -> Int {
        var value = 0
        var count = 0
        while count < digits.upperBound, let byte = rest.first, Self.isDigit(byte) {
            value = value * 10 + Int(byte & 0x0F)
            count += 1
            rest.removeFirst()
        }
        guard count >= digits.lowerBound else { throw .malformed }
        return value
    }
}
