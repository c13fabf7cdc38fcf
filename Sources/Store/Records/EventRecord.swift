package import Vocabulary

/// What happened; raw values are wire format, so never rename one.
package enum EventKind: String, Sendable, Hashable, Codable, CaseIterable {
    case redemptionRedeemed = "redemption.redeemed"
    case redemptionVoided = "redemption.voided"
    case redemptionReturned = "redemption.returned"
    case reservationHeld = "reservation.held"
    case reservationSettled = "reservation.settled"
    case reservationReleased = "reservation.released"
    case reservationExpired = "reservation.expired"
}

/// What is about to be told to webhooks; written in the transaction of what it tells of.
package struct EventDraft: Sendable, Hashable {
    /// Follows from what happened, so that one thing is never two events.
    package var id: EventID
    package var kind: EventKind
    package var home: Home
    /// Whose events are told in their order.
    package var coupon: CouponKey
    package var source: EventSource
    package var at: Instant

    package init(
        id: EventID, kind: EventKind, home: Home, coupon: CouponKey, source: EventSource, at: Instant
    ) {
        self.id = id
        self.kind = kind
        self.home = home
        self.coupon = coupon
        self.source = source
        self.at = at
    }

    /// The event of a ledger entry that is appended in the same transaction.
    package init(_ entry: LedgerEntry) {
        let draft = entry.draft
        let kind: EventKind =
            switch draft.kind {
            case .redemption: .redemptionRedeemed
            case .void: .redemptionVoided
            case .return: .redemptionReturned
            }
        self.init(
            id: EventID(unchecked: Self.prefix + (draft.reversal?.text ?? draft.redemption.text)), kind: kind,
            home: draft.home, coupon: draft.coupon.key,
            source: .entry(writer: entry.writer, sequence: entry.sequence), at: draft.moment.instant)
    }

    /// The event of one coupon of a reservation.
    ///
    /// - Parameters:
    ///   - kind: One of the four of reservations.
    ///   - facts: What is told of it.
    ///   - position: Which coupon of the reservation it is, 0 for the first.
    ///   - home: Its shard.
    ///   - at: When it happened.
    package init(
        _ kind: EventKind, _ facts: ReservationFacts, position: Int, home: Home, at: Instant
    ) {
        let state = kind.rawValue.split(separator: ".").last ?? ""
        self.init(
            id: EventID(unchecked: "\(Self.prefix)\(facts.reservation)_\(state)_\(position)"), kind: kind,
            home: home, coupon: facts.coupon.key, source: .reservation(facts), at: at)
    }

    /// What every event's id begins with.
    private static let prefix = "evt_"
}

/// Where the details of an event are.
package enum EventSource: Sendable, Hashable {
    /// In the ledger, which is not written twice.
    case entry(writer: String, sequence: Int64)
    /// With the event: reservations are not in the ledger.
    case reservation(ReservationFacts)
}

/// What is told of one coupon of a reservation.
package struct ReservationFacts: Sendable, Hashable, Codable {
    package var reservation: ReservationID
    package var coupon: CouponIdentity
    package var campaign: CampaignID
    package var offer: OfferID
    package var store: StoreID
    package var terminal: TerminalID
    package var member: MemberID?
    /// When the hold ends by itself.
    package var expiresAt: Instant
    /// What it was settled as.
    package var redemption: RedemptionID?

    package init(
        reservation: ReservationID, coupon: CouponIdentity, campaign: CampaignID, offer: OfferID,
        store: StoreID,
        terminal: TerminalID, member: MemberID?, expiresAt: Instant, redemption: RedemptionID?
    ) {
        self.reservation = reservation
        self.coupon = coupon
        self.campaign = campaign
        self.offer = offer
        self.store = store
        self.terminal = terminal
        self.member = member
        self.expiresAt = expiresAt
        self.redemption = redemption
    }
}

/// One event of the outbox.
package struct EventRecord: Sendable, Hashable {
    /// In the order of writing, with gaps; of two events of a coupon the later has the larger number.
    package let number: Int64
    /// In the order of handing out to webhooks, without gaps from 1; `nil` until then.
    package let position: Int64?
    package let draft: EventDraft
    /// The ledger's entry, if the event tells of one.
    package let entry: LedgerEntry?

    package init(number: Int64, position: Int64?, draft: EventDraft, entry: LedgerEntry?) {
        self.number = number
        self.position = position
        self.draft = draft
        self.entry = entry
    }
}
