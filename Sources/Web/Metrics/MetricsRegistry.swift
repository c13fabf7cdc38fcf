import Synchronization

/// Keeps what is counted, for `/metrics` in Prometheus' text format 0.0.4.
///
/// An instrument is made once and kept by whoever counts with it: counting then looks nothing up and builds no text.
/// Asking again for the same name and labels gives the same instrument. Labels come from our own code and are few, so
/// nothing is ever forgotten.
package final class MetricsRegistry: Sendable {
    private let families = Mutex<[String: MetricFamily]>([:])

    /// Labels of a series, in the order in which they are written.
    package typealias Labels = [(name: String, value: String)]

    /// Begins with nothing counted.
    package init() {}

    /// Makes a counter, or finds it.
    ///
    /// - Parameters:
    ///   - name: By Prometheus' conventions: base units, `_total` at the end.
    ///   - help: What it counts, in one sentence.
    ///   - labels: What tells it from others of its name.
    /// - Returns: The counter of this name and these labels.
    package func counter(_ name: String, help: String, labels: Labels = []) -> CounterInstrument {
        let series = series(name, help, .counter, labels) { .counter(CounterInstrument()) }
        guard case .counter(let counter) = series else { preconditionFailure("\(name) is a reading") }
        return counter
    }

    /// Makes a gauge, or finds it; parameters as for `counter`.
    package func gauge(_ name: String, help: String, labels: Labels = []) -> GaugeInstrument {
        let series = series(name, help, .gauge, labels) { .gauge(GaugeInstrument()) }
        guard case .gauge(let gauge) = series else { preconditionFailure("\(name) is a reading") }
        return gauge
    }

    /// Makes a histogram, or finds it; parameters as for `counter`, and the scale that all of the name share.
    package func histogram(
        _ name: String, help: String, scale: HistogramScale, labels: Labels = []
    ) -> HistogramInstrument {
        let series = series(name, help, .histogram, labels) { .histogram(HistogramInstrument(scale)) }
        guard case .histogram(let histogram) = series else { preconditionFailure("\(name) is no histogram") }
        return histogram
    }

    /// Shows a counter that something else keeps; `read` is called whenever somebody looks.
    package func readCounter(
        _ name: String, help: String, labels: Labels = [], read: @escaping @Sendable () -> Double?
    ) {
        _ = series(name, help, .counter, labels) { .reading(read) }
    }

    /// Shows a gauge that something else keeps; `read` is called whenever somebody looks.
    package func readGauge(
        _ name: String, help: String, labels: Labels = [], read: @escaping @Sendable () -> Double?
    ) {
        _ = series(name, help, .gauge, labels) { .reading(read) }
    }

    /// Shows which version this is.
    package func showBuild(version: String) {
        readGauge(
            "tessera_build_info", help: "The version that runs; always 1.", labels: [("version", version)],
            read: { 1 })
    }

    /// The whole of it, by name.
    package var text: String {
        families.withLock { $0 }.sorted { $0.key < $1.key }.map(\.value.text).joined()
    }

    private func series(
        _ name: String, _ help: String, _ kind: MetricFamily.Kind, _ labels: Labels,
        _ make: () -> MetricFamily.Series
    ) -> MetricFamily.Series {
        let key = MetricFamily.text(of: labels)
        return families.withLock { families in
            var family = families[name] ?? MetricFamily(name: name, help: help, kind: kind)
            precondition(family.kind == kind, "\(name) is a \(family.kind) and no \(kind)")
            if let known = family.series[key] { return known }
            let new = make()
            family.series[key] = new
            families[name] = family
            return new
        }
    }
}
