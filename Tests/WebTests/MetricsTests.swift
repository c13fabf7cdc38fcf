import HTTPTypes
import Testing

@testable import Web

@Suite struct MetricsTests {
    @Test("The text has help, kind and series of every family, by name")
    func text() {
        let registry = MetricsRegistry()
        registry.counter("b_total", help: "Things.", labels: [("kind", "large")]).increment(by: 3)
        registry.counter("b_total", help: "Things.").increment()
        registry.gauge("a", help: "Level.").add(-2)
        registry.readGauge("c", help: "Read.", read: { 0.5 })
        registry.readGauge("d", help: "The machine does not tell.", read: { nil })
        #expect(
            registry.text == """
                # HELP a Level.
                # TYPE a gauge
                a -2
                # HELP b_total Things.
                # TYPE b_total counter
                b_total 1
                b_total{kind="large"} 3
                # HELP c Read.
                # TYPE c gauge
                c 0.5

                """)
    }

    @Test("The same name and labels are the same instrument")
    func sameInstrument() {
        let registry = MetricsRegistry()
        let first = registry.counter("a_total", help: "Things.", labels: [("x", "1")])
        let second = registry.counter("a_total", help: "Things.", labels: [("x", "1")])
        let other = registry.counter("a_total", help: "Things.", labels: [("x", "2")])
        #expect(first === second)
        #expect(first !== other)
    }

    @Test("What would end a label or a line is written otherwise")
    func escapes() {
        let registry = MetricsRegistry()
        registry.counter("a_total", help: "One\nline\\.", labels: [("x", "a\"b\\c\nd")]).increment()
        #expect(
            registry.text == """
                # HELP a_total One\\nline\\\\.
                # TYPE a_total counter
                a_total{x="a\\"b\\\\c\\nd"} 1

                """)
    }

    @Test("A value at a bound is below it, and every bucket counts those before")
    func buckets() {
        let histogram = HistogramInstrument(.groupSizes)
        for value: Int64 in [1, 2, 2, 3, 256, 257] { histogram.record(value) }
        let reading = histogram.reading
        #expect(reading.upTo == [1, 3, 4, 4, 4, 4, 4, 4, 5, 6])
        #expect(reading.sum == 521)
    }

    @Test("Durations are written in seconds")
    func seconds() {
        let registry = MetricsRegistry()
        let histogram = registry.histogram("a_seconds", help: "Time.", scale: .seconds, labels: [("x", "1")])
        histogram.record(2_500_000)
        histogram.record(20_000_000_000)
        for line in [
            "# TYPE a_seconds histogram", #"a_seconds_bucket{x="1",le="0.001"} 0"#,
            #"a_seconds_bucket{x="1",le="0.0025"} 1"#, #"a_seconds_bucket{x="1",le="10.0"} 1"#,
            #"a_seconds_bucket{x="1",le="+Inf"} 2"#, #"a_seconds_sum{x="1"} 20.0025"#,
            #"a_seconds_count{x="1"} 2"#,
        ] {
            #expect(registry.text.contains(line + "\n"), "\(line)\n\(registry.text)")
        }
    }

    @Test("Nothing is lost when many count at once")
    func concurrency() async {
        let counter = CounterInstrument()
        let histogram = HistogramInstrument(.queueDepths)
        await withTaskGroup(of: Void.self) { group in
            for _ in 1...8 {
                group.addTask {
                    for value in 1...1_000 {
                        counter.increment()
                        histogram.record(Int64(value))
                    }
                }
            }
        }
        #expect(counter.value == 8_000)
        #expect(histogram.reading.upTo.last == 8_000)
        #expect(histogram.reading.sum == 8 * 500_500)
    }

    @Test("A refusal that was not known beforehand gets a counter of its own")
    func newReason() {
        let registry = MetricsRegistry()
        let counters = OutcomeCounters(
            registry, "a_total", help: "Answers.", outcomes: ["done"], reasons: ["late"])
        counters.count("done")
        counters.countRefusal("odd")
        counters.countRefusal("odd")
        for line in [
            #"a_total{outcome="done",reason=""} 1"#, #"a_total{outcome="refused",reason="late"} 0"#,
            #"a_total{outcome="refused",reason="odd"} 2"#,
        ] {
            #expect(registry.text.contains(line + "\n"), "\(line)\n\(registry.text)")
        }
    }

    @Test("A printed code in capitals is the same route, and a path that leads nowhere is none")
    func routes() {
        let route = Routes.Route(method: .get, path: "/c/{code}", statuses: [200])
        let metrics = RequestMetrics(MetricsRegistry(), routes: [route])
        let small = metrics.instruments(.get, "/c/{code}")
        let capital = metrics.instruments(.get, "/C/{code}")
        let head = metrics.instruments(.head, "/c/{code}")
        let lost = metrics.instruments(.get, "NotFound")
        #expect(small === capital && small.route == "/c/{code}")
        #expect(head.route == "/c/{code}" && head.method == "HEAD")
        #expect(lost.route == "none")
        #expect(metrics.instruments(.get, nil) === lost)
        #expect(metrics.instruments(.trace, "/c/{code}").method == "OTHER")
    }
}
