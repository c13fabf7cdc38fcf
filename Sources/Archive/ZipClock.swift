/// Sets the time in a zip's headers, while the zip flows by, to UTC.
///
/// A zip's headers hold a local time, and libarchive asks the machine for its time zone: the same entries
/// would be other bytes in another place. The entry's extra field holds the true time in UTC beside it.
/// Offsets are those of PKWARE APPNOTE 6.3, 4.3.7 and 4.3.12.
struct ZipClock {
    /// A kind of header that holds a time.
    private enum Header {
        case local, central

        var signature: [UInt8] { self == .local ? [0x50, 0x4B, 3, 4] : [0x50, 0x4B, 1, 2] }
        var byteCount: Int { self == .local ? 30 : 46 }
        var time: Range<Int> { self == .local ? 10..<14 : 12..<16 }

        /// How many bytes part a complete header from the next one of its kind; an entry's data has no known end.
        func gap(after header: [UInt8]) -> Int {
            guard self == .central else { return .max }
            // The lengths of name, extra field and comment.
            return [28, 30, 32].reduce(0) { $0 + Int(header[$1]) + Int(header[$1 + 1]) << 8 }
        }
    }

    /// The time as a header holds it: four bytes.
    private let time: [UInt8]
    private var header = Header.local
    /// The first bytes of a header that has not come whole.
    private var gathered: [UInt8] = []
    /// The bytes up to the next header.
    private var gap = Int.max

    init(secondsSince1970 seconds: Int64) {
        time = Self.time(secondsSince1970: seconds)
    }

    /// Says that the next byte is the first of an entry's header.
    mutating func beginEntry() {
        header = .local
        gap = 0
    }

    /// Says that the next byte is the first of the list of entries at the end.
    mutating func beginDirectory() {
        header = .central
        gap = 0
    }

    /// Passes bytes on, with the times of complete headers set.
    ///
    /// - Complexity: O(*n*) in the bytes.
    mutating func pass(_ bytes: UnsafeRawBufferPointer, to output: inout [UInt8]) {
        var start = 0
        while start < bytes.count {
            let left = bytes.count - start
            if gap > 0 {
                let end = start + min(gap, left)
                unsafe output.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
                if gap != .max { gap -= end - start }
                start = end
            } else {
                // First the signature, for the end of a zip is shorter than a header.
                let wanted = (gathered.count < 4 ? 4 : header.byteCount) - gathered.count
                let end = start + min(wanted, left)
                unsafe gathered.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
                start = end
                release(to: &output)
            }
        }
    }

    /// Lets a header go that is complete, or that turns out to be none.
    private mutating func release(to output: inout [UInt8]) {
        guard header.signature.starts(with: gathered.prefix(4)) else {
            output.append(contentsOf: gathered)
            gathered = []
            gap = .max
            return
        }
        guard gathered.count == header.byteCount else { return }
        gathered.replaceSubrange(header.time, with: time)
        gap = header.gap(after: gathered)
        output.append(contentsOf: gathered)
        gathered = []
    }

    /// Writes a UTC time in MS-DOS format.
    ///
    /// - Parameter seconds: From 1980 to 2107.
    /// - Returns: The clock's two bytes, in steps of two seconds, then the date's.
    static func time(secondsSince1970 seconds: Int64) -> [UInt8] {
        let (days, second) = seconds.quotientAndRemainder(dividingBy: 86_400)
        let (year, month, day) = civil(daysSince1970: days)
        let clock = (second / 3_600) << 11 | (second / 60 % 60) << 5 | (second % 60 / 2)
        let date = (year - 1980) << 9 | month << 5 | day
        return [clock, clock >> 8, date, date >> 8].map { UInt8(truncatingIfNeeded: $0) }
    }

    /// Howard Hinnant's `civil_from_days`, for days from 1970 on; years begin in March, so that a leap day is the last.
    private static func civil(daysSince1970 days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = days + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * dayOfYear + 2) / 153
        return (
            year: yearOfEra + era * 400 + (month < 10 ? 0 : 1),
            month: month < 10 ? month + 3 : month - 9,
            day: dayOfYear - (153 * month + 2) / 5 + 1
        )
    }
}
