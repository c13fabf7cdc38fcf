import CoreMetrics
import Service
import Store
import Vocabulary

/// What is counted of webhooks; their ids are few and come from the settings.
struct WebhookMetrics: DeliveryWatcher {
    private let factory: any MetricsFactory

    init(_ factory: any MetricsFactory) {
        self.factory = factory
    }

    func ended(_ outcome: DeliveryOutcome, of kind: EventKind, after duration: Duration) {
        let webhook = [("webhook", outcome.webhook.text)]
        Counter(
            label: "tessera_webhook_attempts_total",
            dimensions: webhook + [("type", kind.rawValue), ("outcome", Self.word(outcome.verdict))],
            factory: factory
        ).increment()
        let (seconds, attoseconds) = duration.components
        Timer(
            label: "tessera_webhook_attempt_duration_seconds", dimensions: webhook,
            preferredDisplayUnit: .seconds, factory: factory
        ).recordNanoseconds(seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
    }

    func counted(_ backlog: WebhookBacklog, of webhook: WebhookID, at now: Instant) {
        let age = backlog.oldestAt.map { max(0, now.millisecondsSince1970 - $0.millisecondsSince1970) } ?? 0
        record("tessera_webhook_pending_events", Double(backlog.unsettledCount), webhook)
        record("tessera_webhook_failed_events", Double(backlog.failedCount), webhook)
        record("tessera_webhook_oldest_pending_seconds", Double(age) / 1_000, webhook)
    }

    private func record(_ label: String, _ value: Double, _ webhook: WebhookID) {
        Gauge(label: label, dimensions: [("webhook", webhook.text)], factory: factory).record(value)
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
