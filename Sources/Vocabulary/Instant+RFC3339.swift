extension Instant {
    /// Reads RFC 3339, such as `2026-11-21T09:30:00.250+08:00`, or returns `nil`.
    ///
    /// What is finer than a millisecond is cut off; a leap second is the first of the next minute, as everywhere here.
    public init?(rfc3339 text: some StringProtocol) {
        let bytes = Array(text.utf8)
        // A date, a clock to the second and a zone of one letter.
        guard bytes.count >= 20,
            let date = CalendarDate(parsing: String(decoding: bytes[..<10], as: UTF8.self)),
            [UInt8(ascii: "T"), UInt8(ascii: "t")].contains(bytes[10]),
            let second = Self.secondOfDay(bytes[11..<19])
        else { return nil }
        var rest = bytes[19...]
        guard let milliseconds = Self.fraction(&rest), let offset = Self.offsetSeconds(rest) else {
            return nil
        }
        let seconds = Int64(date.daysSince1970) * 86_400 + second - offset
        self.init(millisecondsSince1970: seconds * 1_000 + milliseconds)
    }

    /// Reads `09:30:00`.
    private static func secondOfDay(_ bytes: ArraySlice<UInt8>) -> Int64? {
        let parts = bytes.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard parts.count == 3, parts.allSatisfy({ $0.count == 2 }), let hour = number(parts[0]),
            let minute = number(parts[1]), let second = number(parts[2]),
            hour < 24, minute < 60, second <= 60
        else { return nil }
        return hour * 3_600 + minute * 60 + second
    }

    /// Takes `.250` off the front, if it is there.
    private static func fraction(_ bytes: inout ArraySlice<UInt8>) -> Int64? {
        guard bytes.first == UInt8(ascii: ".") else { return 0 }
        let digits = bytes.dropFirst().prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        guard !digits.isEmpty else { return nil }
        bytes = bytes[digits.endIndex...]
        let three = digits.prefix(3)
        return number(three).map { $0 * [100, 10, 1][three.count - 1] }
    }

    /// Reads `Z`, `+08:00` or `-05:30`.
    private static func offsetSeconds(_ bytes: ArraySlice<UInt8>) -> Int64? {
        if bytes.count == 1, let letter = bytes.first { return letter | 0x20 == UInt8(ascii: "z") ? 0 : nil }
        guard bytes.count == 6, let sign = bytes.first,
            [UInt8(ascii: "+"), UInt8(ascii: "-")].contains(sign)
        else { return nil }
        let parts = bytes.dropFirst().split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.count == 2 }), let hour = number(parts[0]),
            let minute = number(parts[1]), hour < 24, minute < 60
        else { return nil }
        return (hour * 3_600 + minute * 60) * (sign == UInt8(ascii: "-") ? -1 : 1)
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int64? {
        var number: Int64 = 0
        for digit in digits {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
            number = number * 10 + Int64(digit - UInt8(ascii: "0"))
        }
        return number
    }
}
