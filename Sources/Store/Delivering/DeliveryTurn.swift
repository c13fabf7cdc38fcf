package import Vocabulary

/// One exchange of a deliverer with storage: what became of its attempts, and how many more it takes.
package struct DeliveryTurn: Sendable {
    /// Names the deliverer; no two have one name.
    package var claimant: String
    package var now: Instant
    /// How long what it takes is its own.
    package var leaseSeconds: Int64
    package var outcomes: [DeliveryOutcome]
    /// How many deliveries it takes, by webhook.
    package var capacity: [WebhookID: Int]
    /// Webhooks that answer again after a failure: what waits for a retry is due at once.
    package var recovered: Set<WebhookID>

    package init(
        claimant: String, now: Instant, leaseSeconds: Int64, outcomes: [DeliveryOutcome] = [],
        capacity: [WebhookID: Int] = [:], recovered: Set<WebhookID> = []
    ) {
        self.claimant = claimant
        self.now = now
        self.leaseSeconds = leaseSeconds
        self.outcomes = outcomes
        self.capacity = capacity
        self.recovered = recovered
    }
}

/// What became of one attempt.
package struct DeliveryOutcome: Sendable, Hashable {
    package var webhook: WebhookID
    /// The event's number.
    package var event: Int64
    /// Which attempt it was; an outcome of one that is no longer the latest is not looked at.
    package var attempt: Int
    package var verdict: Verdict
    package var status: Int?
    package var error: String?

    package init(
        webhook: WebhookID, event: Int64, attempt: Int, verdict: Verdict, status: Int? = nil,
        error: String? = nil
    ) {
        self.webhook = webhook
        self.event = event
        self.attempt = attempt
        self.verdict = verdict
        self.status = status
        self.error = error
    }

    /// What follows from it.
    package enum Verdict: Sendable, Hashable {
        case delivered
        case retry(at: Instant)
        /// No more attempts; the next event of the coupon is tried.
        case failed
        /// The receiver wants no more (410): the webhook is disabled, the event waits.
        case gone
        /// It was not tried to the end, such as at a shutdown; somebody may try it now.
        case released
    }
}

/// A delivery that the deliverer may try until its lease ends.
package struct DeliveryClaim: Sendable, Hashable {
    package var webhook: WebhookRecord
    package var event: EventRecord
    package var delivery: DeliveryRecord
}

/// What a turn came to.
package struct DeliveryReport: Sendable, Hashable {
    package var claims: [DeliveryClaim] = []
    /// Webhooks that this turn disabled.
    package var disabled: [WebhookID] = []
    /// Whether more events wait to be handed out than one turn takes.
    package var hasMore = false
}
