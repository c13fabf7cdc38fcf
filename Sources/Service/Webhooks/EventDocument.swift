import Payload
package import Store
package import Vocabulary

/// What a webhook is told: the same bytes at every attempt.
package struct EventDocument: Sendable, Encodable {
    /// Also in the header `webhook-id`.
    package let id: EventID
    package let type: EventKind
    /// When it happened, RFC 3339 in UTC.
    package let timestamp: String
    package let data: EventDataDocument
}

/// The details of an event.
package enum EventDataDocument: Sendable, Encodable {
    case entry(LedgerDocument)
    case reservation(ReservationEventDocument)

    package func encode(to encoder: any Encoder) throws {
        switch self {
        case .entry(let document): try document.encode(to: encoder)
        case .reservation(let document): try document.encode(to: encoder)
        }
    }
}

/// One coupon of a reservation.
package struct ReservationEventDocument: Sendable, Hashable, Encodable {
    package let reservation: ReservationID
    /// The short code.
    package let coupon: String
    package let batch: BatchID
    package let serial: UInt32
    package let campaign: CampaignID
    package let offer: OfferID
    package let store: StoreID
    package let terminal: TerminalID
    package let member: MemberID?
    /// RFC 3339, UTC.
    package let expiresAt: String
    /// What it was settled as.
    package let redemption: RedemptionID?

    init(_ facts: ReservationFacts, coupon: CouponCode) {
        (reservation, self.coupon) = (facts.reservation, coupon.text)
        (batch, serial) = (facts.coupon.batch, facts.coupon.serial)
        (campaign, offer, store, terminal) = (facts.campaign, facts.offer, facts.store, facts.terminal)
        (member, redemption) = (facts.member, facts.redemption)
        expiresAt = facts.expiresAt.rfc3339
    }
}

/// An event with how far the telling is.
package struct ListedEventDocument: Sendable, Encodable {
    package let id: EventID
    package let type: EventKind
    package let timestamp: String
    package let data: EventDataDocument
    package let deliveries: [DeliveryDocument]

    init(_ event: EventDocument, _ deliveries: [DeliveryRecord]) {
        (id, type, timestamp, data) = (event.id, event.type, event.timestamp, event.data)
        self.deliveries = deliveries.map(DeliveryDocument.init)
    }
}

/// One event on its way to one webhook.
package struct DeliveryDocument: Sendable, Hashable, Encodable {
    package let webhook: WebhookID
    /// `waiting` behind an earlier event of its coupon, `ready`, `delivered` or `failed`.
    package let state: DeliveryRecord.State
    package let attempts: Int
    /// When it is tried next, unless it is settled or waits behind another.
    package let nextAt: String?
    package let lastStatus: Int?
    package let lastError: String?
    /// When it was delivered or given up.
    package let settledAt: String?

    init(_ record: DeliveryRecord) {
        (webhook, state, attempts) = (record.webhook, record.state, record.attempts)
        nextAt = record.state == .ready ? record.nextAt.rfc3339 : nil
        (lastStatus, lastError) = (record.lastStatus, record.lastError)
        settledAt = record.settledAt?.rfc3339
    }
}

/// A page of events: `{"events":[…],"next":"evt_…"}`.
package struct EventPageDocument: Sendable, Encodable {
    package let events: [ListedEventDocument]
    /// What to give as `after` for the page that follows; missing on the last one.
    package let next: EventID?
}

/// Writes events as their receivers read them.
struct EventWriter: Sendable {
    private let names: CouponNames

    init(_ context: ServiceContext) {
        names = CouponNames(context)
    }

    /// Returns what is told of an event.
    ///
    /// The cashier and the words of a reason are left out: they may name people, and the register has them.
    ///
    /// - Throws: `ServiceError` if the coupon's code cannot be made again.
    func document(_ event: EventRecord) async throws(ServiceError) -> EventDocument {
        EventDocument(
            id: event.draft.id, type: event.draft.kind, timestamp: event.draft.at.rfc3339,
            data: try await data(event))
    }

    private func data(_ event: EventRecord) async throws(ServiceError) -> EventDataDocument {
        if case .reservation(let facts) = event.draft.source {
            let code = try await names.code(of: facts.coupon, home: event.draft.home)
            return .reservation(ReservationEventDocument(facts, coupon: code))
        }
        guard let entry = event.entry else {
            throw .storage(.corrupt("event \(event.draft.id) has lost its ledger entry"))
        }
        var draft = entry.draft
        (draft.cashier, draft.reason) = (nil, nil)
        let shown = LedgerEntry(
            sequence: entry.sequence, writer: entry.writer, previousHash: entry.previousHash,
            hash: entry.hash, draft: draft, form: entry.form)
        let code = try await names.code(of: draft.coupon, home: draft.home)
        return .entry(LedgerDocument(shown, coupon: code))
    }
}
