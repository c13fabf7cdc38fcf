/// Counts answers by their outcome, and refusals by their reason: a counter for each, made beforehand.
struct OutcomeCounters: Sendable {
    private let make: @Sendable (_ outcome: String, _ reason: String) -> CounterInstrument
    private let accepted: [String: CounterInstrument]
    private let refused: [String: CounterInstrument]

    /// Makes the counters.
    ///
    /// - Parameters:
    ///   - registry: Where they are shown.
    ///   - name: The name of all of them.
    ///   - help: What they count.
    ///   - outcomes: The outcomes that are no refusals.
    ///   - reasons: The words of the refusals that are known now; others get a counter when they come.
    init(
        _ registry: MetricsRegistry, _ name: String, help: String, outcomes: [String], reasons: [String]
    ) {
        let make: @Sendable (String, String) -> CounterInstrument = { outcome, reason in
            registry.counter(name, help: help, labels: [("outcome", outcome), ("reason", reason)])
        }
        self.make = make
        accepted = outcomes.reduce(into: [:]) { $0[$1] = make($1, "") }
        refused = reasons.reduce(into: [:]) { $0[$1] = make("refused", $1) }
    }

    /// Counts an answer that is no refusal.
    func count(_ outcome: String) {
        (accepted[outcome] ?? make(outcome, "")).increment()
    }

    /// Counts a refusal by the word of its reason.
    func countRefusal(_ reason: String) {
        (refused[reason] ?? make("refused", reason)).increment()
    }
}
