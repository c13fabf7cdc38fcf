/// All that has one name at `/metrics`: what it means, its kind, and a series for each set of labels.
struct MetricFamily: Sendable {
    let name: String
    /// One sentence for the person who reads the dashboard.
    let help: String
    let kind: Kind
    /// By their labels as text; `a="1",b="2"`, empty for none.
    var series: [String: Series] = [:]

    /// Prometheus' words.
    enum Kind: String, Sendable {
        case counter, gauge, histogram
    }

    /// Where the numbers come from.
    enum Series: Sendable {
        case counter(CounterInstrument)
        case gauge(GaugeInstrument)
        case histogram(HistogramInstrument)
        /// Read when it is asked for; `nil` where the machine does not tell.
        case reading(@Sendable () -> Double?)
    }

    /// The lines of the family, with its HELP and TYPE; empty if there is nothing to tell.
    var text: String {
        let all = series.sorted { $0.key < $1.key }.map { lines($0.value, labels: $0.key) }.joined()
        guard !all.isEmpty else { return "" }
        return "# HELP \(name) \(Self.escaped(help))\n# TYPE \(name) \(kind.rawValue)\n" + all
    }

    private func lines(_ series: Series, labels: String) -> String {
        switch series {
        case .counter(let counter): line("", labels, "\(counter.value)")
        case .gauge(let gauge): line("", labels, "\(gauge.value)")
        case .reading(let read): read().map { line("", labels, Self.written($0)) } ?? ""
        case .histogram(let histogram): lines(histogram, labels: labels)
        }
    }

    private func lines(_ histogram: HistogramInstrument, labels: String) -> String {
        let scale = histogram.scale
        let reading = histogram.reading
        let bounds = scale.bounds.map(scale.written) + ["+Inf"]
        var text = ""
        for (bound, count) in zip(bounds, reading.upTo) {
            let bucket = (labels.isEmpty ? "" : labels + ",") + "le=\"\(bound)\""
            text += line("_bucket", bucket, "\(count)")
        }
        text += line("_sum", labels, scale.written(reading.sum))
        return text + line("_count", labels, "\(reading.upTo.last ?? 0)")
    }

    private func line(_ suffix: String, _ labels: String, _ value: String) -> String {
        "\(name)\(suffix)\(labels.isEmpty ? "" : "{\(labels)}") \(value)\n"
    }

    /// Whole numbers without a point, so that a counter reads like a counter.
    private static func written(_ value: Double) -> String {
        Int64(exactly: value).map { "\($0)" } ?? "\(value)"
    }

    /// Labels as text, in the order given.
    static func text(of labels: [(name: String, value: String)]) -> String {
        labels.map { "\($0.name)=\"\(escaped($0.value).replacing("\"", with: "\\\""))\"" }
            .joined(separator: ",")
    }

    /// What would end a line is written otherwise (text format 0.0.4).
    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
    }
}
