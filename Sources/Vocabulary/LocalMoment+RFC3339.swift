extension LocalMoment {
    /// The moment in RFC 3339 with the offset of the store's wall clock, such as `2026-11-21T09:30:00.250+08:00`.
    public var rfc3339: String {
        let fraction = Int(instant.millisecondsSince1970 - wholeSeconds * 1_000)
        let clock = [secondOfDay / 3_600, secondOfDay / 60 % 60, secondOfDay % 60]
        let time = clock.map { Self.padded($0, 2) }.joined(separator: ":")
        return "\(date)T\(time).\(Self.padded(fraction, 3))\(Self.zone(utcOffsetSeconds / 60))"
    }

    /// Local time minus UTC.
    public var utcOffsetSeconds: Int {
        Int(Int64(date.daysSince1970) * 86_400 + Int64(secondOfDay) - wholeSeconds)
    }

    private var wholeSeconds: Int64 {
        let milliseconds = instant.millisecondsSince1970
        return milliseconds >= 0 ? milliseconds / 1_000 : (milliseconds - 999) / 1_000
    }

    private static func zone(_ minutes: Int) -> String {
        guard minutes != 0 else { return "Z" }
        let size = abs(minutes)
        return (minutes < 0 ? "-" : "+") + padded(size / 60, 2) + ":" + padded(size % 60, 2)
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}

extension Instant {
    /// The instant in RFC 3339, in UTC.
    public var rfc3339: String { LocalMoment(instant: self, utcOffsetSeconds: 0).rfc3339 }
}
