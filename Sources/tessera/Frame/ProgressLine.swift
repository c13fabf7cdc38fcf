import Foundation
import Synchronization

/// One line on stderr that says how far a long command is, while a person watches.
final class ProgressLine: Sendable {
    /// What is counted, such as `coupons`.
    private let unit: String
    private let isShown: Bool
    private let state: Mutex<State>

    /// Eight times a second: smooth to the eye and nothing to the command.
    private static let interval = Duration.milliseconds(125)

    private struct State {
        var startedAt: ContinuousClock.Instant
        var shownAt: ContinuousClock.Instant?
        /// What an earlier run had done, which says nothing of this one's speed.
        var first: Int?
    }

    /// Prepares a line that shows only on a terminal, and not with `--quiet`.
    init(_ unit: String, output: Output) {
        self.unit = unit
        isShown = output.notes == .shown && output.form == .text && Terminal.isErrorInteractive
        state = Mutex(State(startedAt: .now))
    }

    /// Shows how much is done, unless it was shown just now.
    func update(_ done: Int, of count: Int) {
        guard isShown else { return }
        let text = state.withLock { state -> String? in
            let now = ContinuousClock.now
            if let shownAt = state.shownAt, now - shownAt < Self.interval, done < count { return nil }
            state.shownAt = now
            let first = state.first ?? done
            state.first = first
            let text = Self.text(
                done - first, done: done, count: count, unit: unit, elapsed: now - state.startedAt)
            if state.first == done { state.startedAt = now }
            return text
        }
        if let text { write("\r\u{1B}[K" + text) }
    }

    /// Shows how much is done where nobody knows of how much, unless it was shown just now.
    func update(_ done: Int) {
        guard isShown else { return }
        let text = state.withLock { state -> String? in
            let now = ContinuousClock.now
            if let shownAt = state.shownAt, now - shownAt < Self.interval { return nil }
            state.shownAt = now
            return Self.text(done, unit: unit, elapsed: now - state.startedAt)
        }
        if let text { write("\r\u{1B}[K" + text) }
    }

    /// Takes the line away, so that results stand alone.
    func finish() {
        guard isShown else { return }
        write("\r\u{1B}[K")
    }

    private func write(_ text: String) {
        try? FileHandle.standardError.write(contentsOf: Array(text.utf8))
    }

    /// Says how far and how fast.
    static func text(_ done: Int, unit: String, elapsed: Duration) -> String {
        let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
        guard done > 0, seconds > 0 else { return "\(done) \(unit)" }
        return "\(done) \(unit), \(Int(Double(done) / seconds)) a second"
    }

    /// Says how far, how fast and how long still.
    ///
    /// - Parameters:
    ///   - doneHere: What this run did.
    ///   - done: What is done in all.
    ///   - count: What there is to do.
    ///   - unit: What is counted.
    ///   - elapsed: Since this run began.
    /// - Returns: The line.
    static func text(_ doneHere: Int, done: Int, count: Int, unit: String, elapsed: Duration) -> String {
        let share = count > 0 ? done * 100 / count : 100
        let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
        guard doneHere > 0, seconds > 0 else { return "\(done) of \(count) \(unit) (\(share) %)" }
        let rate = Double(doneHere) / seconds
        let left = Int((Double(count - done) / rate).rounded(.up))
        return "\(done) of \(count) \(unit) (\(share) %), \(Int(rate)) a second, \(left) s left"
    }
}
