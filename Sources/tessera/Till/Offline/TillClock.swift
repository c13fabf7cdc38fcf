import Foundation
import OfflineTill
import Promotion
import Service
import Vocabulary

/// Reads both clocks of the machine.
struct TillClock: Sendable {
    var reading: @Sendable () -> ClockReading

    /// The machine's own.
    static let system: TillClock = {
        let boot = bootName()
        return TillClock {
            ClockReading(
                wall: Surroundings.system.now(), boot: boot, uptimeMilliseconds: uptimeMilliseconds())
        }
    }()

    /// The kernel's name of this start of the machine.
    private static func bootName() -> String {
        #if canImport(Darwin)
        var size = 64
        var text = [CChar](repeating: 0, count: size)
        guard sysctlbyname("kern.bootsessionuuid", &text, &size, nil, 0) == 0 else { return "unknown" }
        return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
        #else
        let text = try? String(contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .ascii)
        return (text ?? "unknown").trimmed
        #endif
    }

    /// How long the machine has run, the time asleep included.
    private static func uptimeMilliseconds() -> Int64 {
        var time = timespec()
        #if canImport(Darwin)
        // On macOS this one counts the time asleep.
        clock_gettime(CLOCK_MONOTONIC, &time)
        #else
        clock_gettime(CLOCK_BOOTTIME, &time)
        #endif
        return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
    }
}
