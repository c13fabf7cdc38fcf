package import Promotion
package import Vocabulary

/// A terminal's wish for uses that it may give on its own for a while.
package struct LeaseAttempt: Sendable, Hashable {
    package let head: AttemptHead
    /// The id that the lease has if it is made.
    package let lease: LeaseID
    package let store: StoreID
    package let moment: LocalMoment
    package let span: LeaseSpan
    /// In the order in which they are looked at until `maximumUses` are given; each coupon once.
    package let wishes: [LeaseWish]
    package let maximumUses: Int

    package init(
        head: AttemptHead, lease: LeaseID, store: StoreID, moment: LocalMoment, span: LeaseSpan,
        wishes: [LeaseWish], maximumUses: Int
    ) {
        self.head = head
        self.lease = lease
        self.store = store
        self.moment = moment
        self.span = span
        self.wishes = wishes
        self.maximumUses = maximumUses
    }
}

/// How long a lease is good for.
package struct LeaseSpan: Sendable, Hashable, Codable {
    /// The first moment at which the terminal may not use it any more.
    package let usableUntil: Instant
    /// The day of that moment by the store's calendar.
    package let lastDay: CalendarDate
    /// Until when nobody else gets what it holds: later, for the terminal to tell what it gave.
    package let heldUntil: Instant

    package init(usableUntil: Instant, lastDay: CalendarDate, heldUntil: Instant) {
        self.usableUntil = usableUntil
        self.lastDay = lastDay
        self.heldUntil = heldUntil
    }
}

/// A coupon of which uses are wanted.
package struct LeaseWish: Sendable, Hashable {
    package let coupon: CouponKey
    /// The member to whom it is known to belong, as whom it is judged.
    package let holder: MemberID?
    /// How many uses at most, 1 or more.
    package let uses: UInt32
    /// What stands against the code by itself, whatever its coupon is.
    package let objection: Refusal?

    package init(coupon: CouponKey, holder: MemberID?, uses: UInt32, objection: Refusal? = nil) {
        self.coupon = coupon
        self.holder = holder
        self.uses = uses
        self.objection = objection
    }
}

/// A terminal's word that it needs a lease no more.
package struct LeaseReturnAttempt: Sendable, Hashable {
    package let head: AttemptHead
    package let lease: LeaseID
    package let moment: LocalMoment

    package init(head: AttemptHead, lease: LeaseID, moment: LocalMoment) {
        self.head = head
        self.lease = lease
        self.moment = moment
    }
}

/// What a lease, or its return, came to.
package enum LeaseOutcome: Sendable, Hashable {
    case granted(LeaseGrant)
    /// So many uses were given back.
    case returned(LeaseID, uses: Int)
    /// The terminal has no such lease.
    case unknown
}
