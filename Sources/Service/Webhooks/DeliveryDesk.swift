import Store
import Vocabulary

/// What a deliverer has in hand: calls that are being made, and results that are not written yet.
struct DeliveryDesk: Sendable {
    private var calls: [WebhookID: Int] = [:]
    private var outcomes: [DeliveryOutcome] = []
    private var health: [WebhookID: WebhookHealth] = [:]
    private var recovered: Set<WebhookID> = []

    /// Whether a call is being made.
    var isCalling: Bool { calls.values.contains { $0 > 0 } }

    /// Hands over what is to be written, and says how many more calls may be made.
    mutating func turn(
        claimant: String, now: Instant, webhooks: some Sequence<WebhookID>
    ) -> DeliveryTurn {
        let free = webhooks.map { id in
            (id, max(0, (health[id] ?? WebhookHealth()).callCount - (calls[id] ?? 0)))
        }
        defer { (outcomes, recovered) = ([], []) }
        return DeliveryTurn(
            claimant: claimant, now: now, leaseSeconds: WebhookLimits.leaseSeconds, outcomes: outcomes,
            capacity: Dictionary(free) { first, _ in first }, recovered: recovered)
    }

    /// Takes back what could not be written.
    mutating func takeBack(_ turn: DeliveryTurn) {
        outcomes = turn.outcomes + outcomes
        recovered.formUnion(turn.recovered)
    }

    mutating func begin(_ claims: [DeliveryClaim]) {
        for claim in claims { calls[claim.webhook.id, default: 0] += 1 }
    }

    mutating func end(_ outcome: DeliveryOutcome) {
        calls[outcome.webhook, default: 0] -= 1
        outcomes.append(outcome)
        switch outcome.verdict {
        case .delivered:
            if health[outcome.webhook, default: WebhookHealth()].noteSuccess() {
                recovered.insert(outcome.webhook)
            }
        case .retry, .failed: health[outcome.webhook, default: WebhookHealth()].noteFailure()
        case .gone, .released: break
        }
    }
}
