package import Vocabulary

/// Everything that a group changes; an engine writes it in one go and commits.
package struct GroupWrites: Sendable {
    /// The new counts of coupons.
    package private(set) var coupons: [Homed<CouponKey>: CouponUses] = [:]
    /// What counters change by.
    package private(set) var counters: [Homed<Counter>: Int64] = [:]
    /// To append, in order.
    package private(set) var entries: [LedgerEntry] = []
    /// To add, in order; no key twice.
    package private(set) var answers: [Homed<IdempotencyKey>: KeptAnswer] = [:]
    /// To add, or to put in the place of the one of their id.
    package private(set) var reservations: [Homed<ReservationID>: ReservationRecord] = [:]
    /// Which of them are of a coupon.
    private var reservationsByCoupon: [Homed<CouponKey>: Set<ReservationID>] = [:]
    /// To add, or to put in the place of the one of their id.
    package private(set) var leases: [Homed<LeaseID>: LeaseRecord] = [:]
    /// To add where there is none under their key.
    package private(set) var losses: [Homed<IdempotencyKey>: OfflineLossEntry] = [:]
    package private(set) var checkpoints: [Checkpoint] = []
    /// What became of reservations, in order.
    private var reservationNews: [ReservationNews] = []
    /// Whether a decision refused because a shared counter seemed to be at its limit.
    package private(set) var wasExhausted = false

    package init() {}

    /// Whether there is nothing to write.
    package var isEmpty: Bool {
        answers.isEmpty && reservations.isEmpty && entries.isEmpty && losses.isEmpty
    }
}

/// How often a coupon was used, and how many uses are held.
package struct CouponUses: Sendable, Hashable {
    package var taken: UInt32
    package var held: UInt32

    package init(taken: UInt32, held: UInt32) {
        self.taken = taken
        self.held = held
    }
}

extension GroupWrites {
    mutating func set(_ uses: CouponUses, of coupon: CouponKey, home: Home) {
        coupons[Homed(coupon, home)] = uses
    }

    mutating func change(_ counter: Counter, by change: Int64, home: Home) {
        guard change != 0 else { return }
        counters[Homed(counter, home), default: 0] += change
    }

    mutating func append(_ entry: LedgerEntry) {
        entries.append(entry)
    }

    mutating func keep(_ answer: KeptAnswer, under key: IdempotencyKey, home: Home) {
        answers[Homed(key, home)] = answer
    }

    mutating func put(_ reservation: ReservationRecord) {
        reservations[Homed(reservation.id, reservation.home)] = reservation
        for part in reservation.parts {
            reservationsByCoupon[Homed(part.coupon.key, reservation.home), default: []].insert(reservation.id)
        }
    }

    /// The reservations of a coupon that the group has written, whatever their state.
    func reservations(of coupon: CouponKey, home: Home) -> [ReservationRecord] {
        (reservationsByCoupon[Homed(coupon, home)] ?? []).compactMap { reservations[Homed($0, home)] }
    }

    mutating func put(_ lease: LeaseRecord) {
        leases[Homed(lease.id, lease.home)] = lease
    }

    mutating func put(_ loss: OfflineLossEntry, home: Home) {
        losses[Homed(loss.idempotency, home)] = loss
    }

    mutating func add(_ checkpoint: Checkpoint) {
        checkpoints.append(checkpoint)
    }

    /// Notes what webhooks are told of a reservation.
    mutating func tell(
        _ kind: EventKind, _ reservation: ReservationRecord, redemption: RedemptionID? = nil, at: Instant
    ) {
        reservationNews.append(
            ReservationNews(
                kind: kind, reservation: reservation, redemption: redemption, at: at,
                entryCount: entries.count))
    }

    mutating func noteExhausted() {
        wasExhausted = true
    }
}

/// Something that happened to a reservation.
private struct ReservationNews: Sendable {
    let kind: EventKind
    let reservation: ReservationRecord
    /// The first redemption that it was settled as.
    let redemption: RedemptionID?
    let at: Instant
    /// How many entries were appended before it.
    let entryCount: Int

    /// One event a coupon.
    var events: [EventDraft] {
        reservation.parts.enumerated().map { index, part in
            let facts = ReservationFacts(
                reservation: reservation.id, coupon: part.coupon, campaign: part.campaign, offer: part.offer,
                store: reservation.store, terminal: reservation.terminal, member: reservation.member,
                expiresAt: reservation.expiresAt, redemption: redemption?.part(index))
            return EventDraft(kind, facts, position: index, home: reservation.home, at: at)
        }
    }
}

extension GroupWrites {
    /// What webhooks are told of, in the order in which it happened; made when it is asked for, since most
    /// installations tell nobody.
    package var events: [EventDraft] {
        var events: [EventDraft] = []
        events.reserveCapacity(entries.count)
        var news = reservationNews[...]
        for (index, entry) in entries.enumerated() {
            while let next = news.first, next.entryCount <= index {
                events += next.events
                news.removeFirst()
            }
            events.append(EventDraft(entry))
        }
        return events + news.flatMap(\.events)
    }
}
