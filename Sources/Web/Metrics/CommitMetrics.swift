import Store

/// How the queue of redemptions does: its groups, their syncs and their waiting.
struct CommitMetrics: CommitObserver {
    private let size: HistogramInstrument
    private let duration: HistogramInstrument
    private let wait: HistogramInstrument
    private let depth: HistogramInstrument
    private let failures: CounterInstrument

    init(_ registry: MetricsRegistry) {
        size = registry.histogram(
            "tessera_commit_group_size", help: "Redemptions that shared one transaction and one sync.",
            scale: .groupSizes)
        duration = registry.histogram(
            "tessera_commit_duration_seconds",
            help: "Time that a group's transaction took, its sync included.", scale: .seconds)
        wait = registry.histogram(
            "tessera_commit_queue_wait_seconds",
            help: "Longest time that a redemption of a group waited for its turn.", scale: .seconds)
        depth = registry.histogram(
            "tessera_commit_queue_depth", help: "Redemptions that waited when a group was committed.",
            scale: .queueDepths)
        failures = registry.counter(
            "tessera_commit_failures_total", help: "Groups that storage did not take.")
    }

    func groupCommitted(_ group: CommitGroup) {
        size.record(Int64(group.size))
        duration.record(group.commitNanoseconds)
        wait.record(group.waitNanoseconds)
        depth.record(Int64(group.queueDepth))
    }

    func groupFailed(_ group: CommitGroup) {
        failures.increment()
        wait.record(group.waitNanoseconds)
        depth.record(Int64(group.queueDepth))
    }
}
