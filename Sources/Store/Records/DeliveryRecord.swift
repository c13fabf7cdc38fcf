package import Vocabulary

/// One event on its way to one webhook.
package struct DeliveryRecord: Sendable, Hashable {
    package var webhook: WebhookID
    /// The event's number.
    package var event: Int64
    package var home: Home
    package var coupon: CouponKey
    package var state: State
    /// How often it was tried; also tells a late outcome of an attempt from that of the next one.
    package var attempts: Int
    /// When it may be tried next; while somebody tries it, when their claim ends.
    package var nextAt: Instant
    /// When it was first tried, or first again after a replay.
    package var firstAt: Instant?
    /// Who tries it.
    package var claimant: String?
    package var lastStatus: Int?
    /// What went wrong at the last attempt, in a few words.
    package var lastError: String?
    package var settledAt: Instant?

    package init(
        webhook: WebhookID, event: Int64, home: Home, coupon: CouponKey, state: State, attempts: Int = 0,
        nextAt: Instant, firstAt: Instant? = nil, claimant: String? = nil, lastStatus: Int? = nil,
        lastError: String? = nil, settledAt: Instant? = nil
    ) {
        self.webhook = webhook
        self.event = event
        self.home = home
        self.coupon = coupon
        self.state = state
        self.attempts = attempts
        self.nextAt = nextAt
        self.firstAt = firstAt
        self.claimant = claimant
        self.lastStatus = lastStatus
        self.lastError = lastError
        self.settledAt = settledAt
    }

    /// How far it is; raw values are wire format.
    package enum State: String, Sendable, Hashable, Codable {
        /// Behind an earlier event of its coupon.
        case waiting
        /// The earliest of its coupon: the one that may be tried.
        case ready
        case delivered
        /// Given up; a replay makes it wait again.
        case failed

        package var isSettled: Bool { self == .delivered || self == .failed }
    }

    package var queue: DeliveryQueue { DeliveryQueue(webhook: webhook, home: home, coupon: coupon) }

    /// Whether somebody tries it at this moment.
    package func isClaimed(at now: Instant) -> Bool {
        state == .ready && claimant != nil && nextAt > now
    }
}

/// The events of one coupon for one webhook: told one after the other.
package struct DeliveryQueue: Sendable, Hashable {
    package let webhook: WebhookID
    package let home: Home
    package let coupon: CouponKey

    package init(webhook: WebhookID, home: Home, coupon: CouponKey) {
        self.webhook = webhook
        self.home = home
        self.coupon = coupon
    }
}
