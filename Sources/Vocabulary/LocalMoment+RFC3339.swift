extension LocalMoment {
    /// The moment in RFC 3339 with the offset of the store's wall clock, such as `2026-11-21T09:30:00.250+08:00`.
    public var rfc3339: String {
        var text: [UInt8] = []
        text.reserveCapacity(Self.length)
        append(to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// 29 bytes, with an offset.
    private static var length: Int { 29 }

    /// Appends the moment as `rfc3339`.
    package func append(to text: inout [UInt8]) {
        date.append(to: &text)
        text.append(UInt8(ascii: "T"))
        Digits.append(secondOfDay / 3_600, width: 2, to: &text)
        text.append(UInt8(ascii: ":"))
        Digits.append(secondOfDay / 60 % 60, width: 2, to: &text)
        text.append(UInt8(ascii: ":"))
        Digits.append(secondOfDay % 60, width: 2, to: &text)
        text.append(UInt8(ascii: "."))
        Digits.append(Int(instant.millisecondsSince1970 - wholeSeconds * 1_000), width: 3, to: &text)
        Self.appendZone(utcOffsetSeconds / 60, to: &text)
    }

    /// Local time minus UTC.
    public var utcOffsetSeconds: Int {
        Int(Int64(date.daysSince1970) * 86_400 + Int64(secondOfDay) - wholeSeconds)
    }

    private var wholeSeconds: Int64 {
        let milliseconds = instant.millisecondsSince1970
        return milliseconds >= 0 ? milliseconds / 1_000 : (milliseconds - 999) / 1_000
    }

    private static func appendZone(_ minutes: Int, to text: inout [UInt8]) {
        guard minutes != 0 else { return text.append(UInt8(ascii: "Z")) }
        let size = abs(minutes)
        text.append(minutes < 0 ? UInt8(ascii: "-") : UInt8(ascii: "+"))
        Digits.append(size / 60, width: 2, to: &text)
        text.append(UInt8(ascii: ":"))
        Digits.append(size % 60, width: 2, to: &text)
    }
}

extension Instant {
    /// The instant in RFC 3339, in UTC.
    public var rfc3339: String { LocalMoment(instant: self, utcOffsetSeconds: 0).rfc3339 }
}
