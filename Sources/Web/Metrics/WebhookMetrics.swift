import Service
import Store
import Vocabulary

/// What is counted of webhooks; their ids are few and come from the settings.
struct WebhookMetrics: DeliveryWatcher {
    private let registry: MetricsRegistry

    init(_ registry: MetricsRegistry) {
        self.registry = registry
    }

    func ended(_ outcome: DeliveryOutcome, of kind: EventKind, after duration: Duration) {
        let webhook = ("webhook", outcome.webhook.text)
        registry.counter(
            "tessera_webhook_attempts_total", help: "Messages to webhooks, by what came of them.",
            labels: [webhook, ("type", kind.rawValue), ("outcome", Self.word(outcome.verdict))]
        ).increment()
        let (seconds, attoseconds) = duration.components
        registry.histogram(
            "tessera_webhook_attempt_duration_seconds",
            help: "Time until a webhook's receiver answered, or was given up.", scale: .seconds,
            labels: [webhook]
        ).record(seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
    }

    func counted(_ backlog: WebhookBacklog, of webhook: WebhookID, at now: Instant) {
        let age = backlog.oldestAt.map { max(0, now.millisecondsSince1970 - $0.millisecondsSince1970) } ?? 0
        show(
            "tessera_webhook_pending_events", "Events that wait for a webhook.",
            Int64(backlog.unsettledCount), webhook)
        show(
            "tessera_webhook_failed_events", "Events that were given up for a webhook.",
            Int64(backlog.failedCount), webhook)
        show(
            "tessera_webhook_oldest_pending_seconds", "Age of the oldest event that waits for a webhook.",
            age / 1_000, webhook)
    }

    private func show(_ name: String, _ help: String, _ value: Int64, _ webhook: WebhookID) {
        registry.gauge(name, help: help, labels: [("webhook", webhook.text)]).set(value)
    }

    private static func word(_ verdict: DeliveryOutcome.Verdict) -> String {
        switch verdict {
        case .delivered: "delivered"
        case .retry: "retried"
        case .failed: "failed"
        case .gone: "gone"
        case .released: "released"
        }
    }
}
