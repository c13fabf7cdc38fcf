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
    package private(set) var checkpoints: [Checkpoint] = []
    /// Whether a decision refused because a shared counter seemed to be at its limit.
    package private(set) var wasExhausted = false

    package init() {}

    /// Whether there is nothing to write.
    package var isEmpty: Bool { answers.isEmpty && reservations.isEmpty && entries.isEmpty }
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
    }

    mutating func add(_ checkpoint: Checkpoint) {
        checkpoints.append(checkpoint)
    }

    mutating func noteExhausted() {
        wasExhausted = true
    }
}
