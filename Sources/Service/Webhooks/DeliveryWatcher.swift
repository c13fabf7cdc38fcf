package import Store
package import Vocabulary

/// Is told of every attempt and of what waits, for metrics.
package protocol DeliveryWatcher: Sendable {
    /// An attempt ended.
    func ended(_ outcome: DeliveryOutcome, of kind: EventKind, after duration: Duration)
    /// What waits for a webhook was counted.
    func counted(_ backlog: WebhookBacklog, of webhook: WebhookID, at now: Instant)
}
