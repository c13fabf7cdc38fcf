import CoreMetrics
import Synchronization

/// Something that was measured and can be written down.
protocol Instrument: Sendable {
    /// Prometheus' word for it.
    var type: String { get }
    /// Its lines, each with a line end.
    func lines(_ key: MetricsRegistry.Key) -> String
}

/// A number that only grows.
final class CounterInstrument: CounterHandler, Instrument {
    private let count = Atomic<Int64>(0)

    var type: String { "counter" }

    func increment(by amount: Int64) {
        count.add(amount, ordering: .relaxed)
    }

    func reset() {
        count.store(0, ordering: .relaxed)
    }

    func lines(_ key: MetricsRegistry.Key) -> String {
        "\(key.label)\(key.text) \(count.load(ordering: .relaxed))\n"
    }
}

/// A number that goes up and down; the last one counts.
final class GaugeInstrument: RecorderHandler, Instrument {
    private let last = Mutex<Double>(0)

    var type: String { "gauge" }

    func record(_ value: Int64) {
        record(Double(value))
    }

    func record(_ value: Double) {
        last.withLock { $0 = value }
    }

    func lines(_ key: MetricsRegistry.Key) -> String {
        "\(key.label)\(key.text) \(last.withLock { $0 })\n"
    }
}

/// Durations in buckets, from half a millisecond to ten seconds.
final class HistogramInstrument: TimerHandler, Instrument {
    /// Upper bounds in seconds: a group commit lies in the middle, a till's patience at the end.
    static let bounds = [0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

    private struct State {
        /// One more than there are bounds: the last has no upper end.
        var counts = [Int64](repeating: 0, count: bounds.count + 1)
        var nanoseconds: Int64 = 0
    }

    private let state = Mutex(State())

    var type: String { "histogram" }

    func recordNanoseconds(_ duration: Int64) {
        let seconds = Double(duration) / 1e9
        let place = Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count
        state.withLock { state in
            state.counts[place] += 1
            state.nanoseconds &+= duration
        }
    }

    func lines(_ key: MetricsRegistry.Key) -> String {
        let state = state.withLock { $0 }
        var text = ""
        var total: Int64 = 0
        for (count, bound) in zip(state.counts, Self.bounds.map { "\($0)" } + ["+Inf"]) {
            total += count
            let bucket = key.text(with: [MetricsRegistry.Dimension(name: "le", value: bound)])
            text += "\(key.label)_bucket\(bucket) \(total)\n"
        }
        text += "\(key.label)_sum\(key.text) \(Double(state.nanoseconds) / 1e9)\n"
        return text + "\(key.label)_count\(key.text) \(total)\n"
    }
}
