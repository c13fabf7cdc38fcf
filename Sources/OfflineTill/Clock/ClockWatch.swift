package import Vocabulary

/// Watches a clock that anybody can set: against the one that only runs, the server's, and what it showed before.
///
/// Feed it every reading of the journal in order, then those of now; it is a value and has no clock of its own.
package struct ClockWatch: Sendable, Hashable {
    /// The moment from which the running clock counts on: the server's word, or the first reading of a boot.
    private struct Anchor: Sendable, Hashable {
        var time: Instant
        var boot: String
        var uptimeMilliseconds: Int64
    }

    private var anchor: Anchor?
    /// The latest time that was believed.
    private var latest: Instant?
    /// How far the wall clock was off when that was last reported, in milliseconds.
    private var reportedError: Int64 = 0

    /// 30 seconds: a time server corrects less in a day, and a wrong minute matters to no coupon.
    package static let jumpToleranceMilliseconds: Int64 = 30_000
    /// One part in 5,000, 17 seconds a day: twice what a cheap crystal drifts in a cold shop.
    package static let driftDivisor: Int64 = 5_000
    /// One hour: validity counts in days, so an hour matters at midnight only, and no clock is an hour off by itself.
    package static let maximumErrorMilliseconds: Int64 = 3_600_000

    /// Knows nothing yet.
    package init() {}

    /// Takes a reading.
    ///
    /// - Parameter reading: Both clocks, not earlier than those before.
    /// - Returns: The jump to write into the journal, in milliseconds, if the wall clock came apart.
    package mutating func note(_ reading: ClockReading) -> Int64? {
        let error = error(of: reading)
        if !isRunning(reading) {
            // A new boot: from here on the running clock counts from this reading, unless it is plainly wrong.
            let start = isWrong(error) ? latest ?? reading.wall : reading.wall
            anchor = Anchor(time: start, boot: reading.boot, uptimeMilliseconds: reading.uptimeMilliseconds)
        }
        if !isWrong(error) { latest = max(latest ?? reading.wall, reading.wall) }
        let (change, _) = error.subtractingReportingOverflow(reportedError)
        guard change.magnitude > UInt64(Self.jumpToleranceMilliseconds + drift(at: reading)) else {
            return nil
        }
        reportedError = error
        return change
    }

    /// Takes the time by the server, which is right whatever was believed before.
    ///
    /// - Parameters:
    ///   - time: What the server said.
    ///   - reading: Both clocks when it said so.
    package mutating func noteServer(_ time: Instant, at reading: ClockReading) {
        anchor = Anchor(time: time, boot: reading.boot, uptimeMilliseconds: reading.uptimeMilliseconds)
        latest = time
    }

    /// Returns what time it is to be taken for.
    ///
    /// - Parameter reading: Both clocks, which were noted before.
    /// - Returns: The wall clock's time, or a later one where it went back a little; or that it cannot be believed.
    package func verdict(at reading: ClockReading) -> ClockVerdict {
        let error = error(of: reading)
        guard !isWrong(error) else { return .wrong(byMilliseconds: error) }
        guard let latest else { return .believed(reading.wall) }
        let floor = latest.advanced(byMilliseconds: -Self.jumpToleranceMilliseconds)
        return .believed(max(reading.wall, floor))
    }
}

/// What time it is to be taken for.
package enum ClockVerdict: Sendable, Hashable {
    case believed(Instant)
    /// The wall clock is off by so much, ahead if positive: nothing can be judged by it.
    case wrong(byMilliseconds: Int64)
}

extension ClockWatch {
    /// How far the wall clock is ahead of what is known; across boots only a clock that went back shows.
    private func error(of reading: ClockReading) -> Int64 {
        let wall = reading.wall.millisecondsSince1970
        if let anchor, isRunning(reading) {
            let elapsed = reading.uptimeMilliseconds &- anchor.uptimeMilliseconds
            return wall.clampedDifference(anchor.time.millisecondsSince1970 &+ elapsed)
        }
        guard let latest, reading.wall < latest else { return 0 }
        return wall.clampedDifference(latest.millisecondsSince1970)
    }

    /// Whether the running clock has run on since the anchor; one that went back within a boot is another machine's.
    private func isRunning(_ reading: ClockReading) -> Bool {
        anchor.map { $0.boot == reading.boot && $0.uptimeMilliseconds <= reading.uptimeMilliseconds } ?? false
    }

    private func isWrong(_ error: Int64) -> Bool { error.magnitude > UInt64(Self.maximumErrorMilliseconds) }

    private func drift(at reading: ClockReading) -> Int64 {
        guard let anchor, isRunning(reading) else { return 0 }
        return (reading.uptimeMilliseconds - anchor.uptimeMilliseconds) / Self.driftDivisor
    }
}

extension ClockWatch {
    /// Takes what a journal says of the time, entry by entry, when a till starts again.
    package mutating func note(_ entry: JournalEntry) {
        _ = note(entry.reading)
        if case .serverTime(let time) = entry.event { noteServer(time, at: entry.reading) }
    }
}

extension Instant {
    /// Returns the instant that is so much later, or earlier if negative.
    func advanced(byMilliseconds milliseconds: Int64) -> Instant {
        Instant(millisecondsSince1970: millisecondsSince1970 + milliseconds)
    }
}

extension Int64 {
    /// The difference, or the furthest number where it is too large: a clock may show anything.
    fileprivate func clampedDifference(_ other: Int64) -> Int64 {
        let (difference, isTooLarge) = subtractingReportingOverflow(other)
        return isTooLarge ? (self < 0 ? .min : .max) : difference
    }
}
