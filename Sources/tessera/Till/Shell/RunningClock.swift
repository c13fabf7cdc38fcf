import Dispatch
import Foundation
import Promotion
import Vocabulary

/// The clock that only runs, for the pace of keys.
enum RunningClock {
    /// Milliseconds since some moment.
    static var milliseconds: Int64 { Int64(DispatchTime.now().uptimeNanoseconds / 1_000_000) }
}

/// The wall clock as the cashier reads it, in the zone of this machine.
enum WallClock {
    /// Hours and minutes, such as `10:12`.
    static func time(_ date: Date = Date()) -> String {
        let parts = Calendar.current.dateComponents([.hour, .minute], from: date)
        return two(parts.hour) + ":" + two(parts.minute)
    }

    /// The day, such as `2026-11-29`.
    static func day(_ date: Date = Date()) -> String {
        let parts = Calendar(identifier: .gregorian).dateComponents([.year, .month, .day], from: date)
        return "\(parts.year ?? 0)-\(two(parts.month))-\(two(parts.day))"
    }

    private static func two(_ number: Int?) -> String {
        let number = number ?? 0
        return number < 10 ? "0\(number)" : "\(number)"
    }
}
