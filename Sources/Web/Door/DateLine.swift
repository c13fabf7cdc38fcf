import Service
import Synchronization
import Vocabulary

/// The value of `Date` (RFC 9110, 5.6.7), put together once a second.
final class DateLine: Sendable {
    private let now: @Sendable () -> Instant
    private let last = Mutex<(second: Int64, text: [UInt8])?>(nil)

    init(_ now: @escaping @Sendable () -> Instant) {
        self.now = now
    }

    /// Such as `Fri, 27 Nov 2026 00:26:39 GMT`.
    var text: [UInt8] {
        let now = now()
        let second = now.millisecondsSince1970 / 1_000
        return last.withLock { last in
            if let last, last.second == second { return last.text }
            let text = Array(Self.text(of: now).utf8)
            last = (second, text)
            return text
        }
    }

    static func text(of instant: Instant) -> String {
        let moment = LocalMoment(instant: instant, utcOffsetSeconds: 0)
        let date = moment.date
        func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let clock = [moment.secondOfDay / 3_600, moment.secondOfDay / 60 % 60, moment.secondOfDay % 60]
        return "\(days[date.weekday] ?? ""), \(padded(date.day)) \(months[date.month - 1]) \(date.year) "
            + clock.map(padded).joined(separator: ":") + " GMT"
    }

    private static let days: [Weekday: String] = [
        .monday: "Mon", .tuesday: "Tue", .wednesday: "Wed", .thursday: "Thu", .friday: "Fri",
        .saturday: "Sat",
        .sunday: "Sun",
    ]

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}
