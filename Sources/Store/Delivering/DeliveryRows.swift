package import Vocabulary

/// The rows that delivering reads and writes, inside an engine's open transaction.
///
/// An engine supplies these; what order means and who may try what is written once, in `DeliveryProcedure`.
package protocol DeliveryRows {
    /// All webhooks by id. Locks them where the engine has row locks, so that turns come one after the other.
    func webhooks() throws(StoreError) -> [WebhookRecord]
    mutating func put(_ webhook: WebhookRecord) throws(StoreError)

    /// Appends events; engines do the same in the transaction of what the events tell of.
    mutating func append(_ events: [EventDraft]) throws(StoreError)
    /// The oldest events that were not handed out to the webhooks, by number.
    func undispatched(limit: Int) throws(StoreError) -> [EventHeadline]
    /// Gives events the next positions, in their order.
    mutating func dispatch(_ events: [Int64]) throws(StoreError)
    func headline(of event: Int64) throws(StoreError) -> EventHeadline?
    func event(_ number: Int64) throws(StoreError) -> EventRecord?
    func event(_ id: EventID) throws(StoreError) -> EventRecord?
    /// Events that were handed out, by position.
    func events(after position: Int64, limit: Int) throws(StoreError) -> [EventRecord]

    func delivery(of event: Int64, to webhook: WebhookID) throws(StoreError) -> DeliveryRecord?
    /// All deliveries of an event, by webhook.
    func deliveries(of event: Int64) throws(StoreError) -> [DeliveryRecord]
    /// Adds a delivery or replaces the one of its event and webhook.
    mutating func put(_ delivery: DeliveryRecord) throws(StoreError)
    /// The one that is ready.
    func head(of queue: DeliveryQueue) throws(StoreError) -> DeliveryRecord?
    /// The earliest that is not settled.
    func first(in queue: DeliveryQueue) throws(StoreError) -> DeliveryRecord?
    /// What is ready and due, the longest due first.
    func due(for webhook: WebhookID, at now: Instant, limit: Int) throws(StoreError) -> [DeliveryRecord]
    /// Makes due what is ready and waits for a retry; what is claimed stays so.
    mutating func hasten(_ webhook: WebhookID, at now: Instant) throws(StoreError)
    /// The numbers of failed events, in order.
    func failed(for webhook: WebhookID, after event: Int64, limit: Int) throws(StoreError) -> [Int64]
    func backlog(of webhook: WebhookID) throws(StoreError) -> WebhookBacklog

    mutating func append(_ audit: AuditRecord) throws(StoreError)
}

/// What handing out an event needs to know of it.
package struct EventHeadline: Sendable, Hashable {
    package let number: Int64
    package let kind: EventKind
    package let home: Home
    package let coupon: CouponKey

    package init(number: Int64, kind: EventKind, home: Home, coupon: CouponKey) {
        self.number = number
        self.kind = kind
        self.home = home
        self.coupon = coupon
    }
}
