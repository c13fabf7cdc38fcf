import CoreMetrics
import Service

/// What the verifier counts; names follow Prometheus' conventions (base units, `_total`).
struct VerifierMetrics: Sendable {
    private let factory: any MetricsFactory

    init(_ factory: any MetricsFactory) {
        self.factory = factory
    }

    /// Counts a request by its route, which has no codes in it, and its status.
    func countRequest(method: String, route: String, status: Int, nanoseconds: Int64) {
        let dimensions = [("method", method), ("route", route)]
        Counter(
            label: "tessera_http_requests_total", dimensions: dimensions + [("status", String(status))],
            factory: factory
        ).increment()
        Timer(
            label: "tessera_http_request_duration_seconds", dimensions: dimensions,
            preferredDisplayUnit: .seconds,
            factory: factory
        ).recordNanoseconds(nanoseconds)
    }

    /// Counts a redemption's answer once: replays are another number.
    func countRedemption(outcome: String, reason: String, isReplayed: Bool) {
        guard !isReplayed else {
            Counter(label: "tessera_replays_total", dimensions: [], factory: factory).increment()
            return
        }
        Counter(
            label: "tessera_redemptions_total", dimensions: [("outcome", outcome), ("reason", reason)],
            factory: factory
        ).increment()
    }

    /// Counts a reversal's answer once.
    func countReversal(outcome: String, reason: String) {
        Counter(
            label: "tessera_reversals_total", dimensions: [("outcome", outcome), ("reason", reason)],
            factory: factory
        ).increment()
    }

    /// Counts a lock-out of somebody who guessed codes.
    func countGuessingAlarm(kind: String) {
        Counter(
            label: "tessera_guessing_alarms_total", dimensions: [("kind", kind)], factory: factory
        ).increment()
    }
}
