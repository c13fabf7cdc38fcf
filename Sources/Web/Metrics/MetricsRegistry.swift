package import CoreMetrics
import Synchronization

/// Keeps what was counted, for `/metrics` in Prometheus' text format.
///
/// A small `MetricsFactory`: counters, gauges and timers as histograms. Labels come from our own code and are few, so
/// nothing is ever forgotten.
package final class MetricsRegistry: MetricsFactory {
    private let instruments = Mutex<[Key: any Instrument]>([:])

    /// Begins with nothing counted.
    package init() {}

    struct Key: Hashable, Comparable {
        let label: String
        let dimensions: [Dimension]

        static func < (left: Key, right: Key) -> Bool {
            (left.label, left.text) < (right.label, right.text)
        }

        /// `{a="1",b="2"}`, or nothing.
        var text: String { text(with: []) }

        func text(with more: [Dimension]) -> String {
            let all = dimensions + more
            guard !all.isEmpty else { return "" }
            return "{" + all.map { "\($0.name)=\"\($0.escapedValue)\"" }.joined(separator: ",") + "}"
        }
    }

    struct Dimension: Hashable {
        let name: String
        let value: String

        var escapedValue: String {
            value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
        }
    }

    /// The whole of it, in text format 0.0.4.
    package var text: String {
        let all = instruments.withLock { $0 }.sorted { $0.key < $1.key }
        var text = ""
        var lastLabel = ""
        for (key, instrument) in all {
            if key.label != lastLabel { text += "# TYPE \(key.label) \(instrument.type)\n" }
            lastLabel = key.label
            text += instrument.lines(key)
        }
        return text
    }

    private func instrument<Wanted: Instrument>(
        _ label: String, _ dimensions: [(String, String)], _ make: () -> Wanted
    ) -> Wanted {
        let key = Key(label: label, dimensions: dimensions.map { Dimension(name: $0.0, value: $0.1) })
        return instruments.withLock { instruments in
            if let known = instruments[key] as? Wanted { return known }
            let new = make()
            instruments[key] = new
            return new
        }
    }
}

extension MetricsRegistry {
    /// The counter of this name and these labels.
    package func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        instrument(label, dimensions) { CounterInstrument() }
    }

    /// The gauge of this name and these labels; distributions are timers' work.
    package func makeRecorder(
        label: String, dimensions: [(String, String)], aggregate: Bool
    ) -> any RecorderHandler {
        instrument(label, dimensions) { GaugeInstrument() }
    }

    /// The histogram of this name and these labels.
    package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        instrument(label, dimensions) { HistogramInstrument() }
    }

    /// Keeps it: what was counted stays counted.
    package func destroyCounter(_ handler: any CounterHandler) {}
    /// Keeps it.
    package func destroyRecorder(_ handler: any RecorderHandler) {}
    /// Keeps it.
    package func destroyTimer(_ handler: any TimerHandler) {}
}
