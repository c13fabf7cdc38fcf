package import Vocabulary

/// An address that is told of events, as far as storage knows it: the address itself is a setting.
package struct WebhookRecord: Sendable, Hashable {
    package var id: WebhookID
    /// What it is told of.
    package var kinds: Set<EventKind>
    package var state: State
    package var stateAt: Instant
    /// Which of its secrets signs, 1 for the first; none is stored, each follows from the workspace's keys.
    package var generation: Int
    /// Until when the secret before signs as well.
    package var previousUntil: Instant?

    package init(
        id: WebhookID, kinds: Set<EventKind>, state: State, stateAt: Instant, generation: Int = 1,
        previousUntil: Instant? = nil
    ) {
        self.id = id
        self.kinds = kinds
        self.state = state
        self.stateAt = stateAt
        self.generation = generation
        self.previousUntil = previousUntil
    }

    /// Whether it is told; raw values are wire format.
    package enum State: String, Sendable, Hashable, Codable {
        case active
        /// Its events wait.
        case disabled
        /// It is no longer in the settings, and no events are kept for it.
        case removed
    }
}

/// What waits for a webhook.
package struct WebhookBacklog: Sendable, Hashable {
    package var unsettledCount: Int = 0
    package var failedCount: Int = 0
    /// When the oldest event that waits happened.
    package var oldestAt: Instant?

    package init(unsettledCount: Int = 0, failedCount: Int = 0, oldestAt: Instant? = nil) {
        self.unsettledCount = unsettledCount
        self.failedCount = failedCount
        self.oldestAt = oldestAt
    }
}
