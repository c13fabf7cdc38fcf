package import Promotion
package import Vocabulary

/// A till's wish to hold uses for a while.
package struct ReservationAttempt: Sendable, Hashable {
    /// What would be redeemed; its `redemption` is not used.
    package let wish: RedemptionAttempt
    /// The id that the reservation has if it is made.
    package let reservation: ReservationID
    package let expiresAt: Instant

    package init(wish: RedemptionAttempt, reservation: ReservationID, expiresAt: Instant) {
        self.wish = wish
        self.reservation = reservation
        self.expiresAt = expiresAt
    }
}

/// A till's wish to make redemptions of what a reservation holds.
package struct SettlementAttempt: Sendable, Hashable {
    package let head: AttemptHead
    package let reservation: ReservationID
    /// The id that the first redemption has; `RedemptionID.part` gives the others'.
    package let redemption: RedemptionID
    /// The purchase as it is now; its member is the reservation's.
    package let request: Redemption.Request
    package let cashier: String?
    package let purchase: String?

    package init(
        head: AttemptHead, reservation: ReservationID, redemption: RedemptionID, request: Redemption.Request,
        cashier: String? = nil, purchase: String? = nil
    ) {
        self.head = head
        self.reservation = reservation
        self.redemption = redemption
        self.request = request
        self.cashier = cashier
        self.purchase = purchase
    }
}

/// A till's wish to give back what a reservation holds.
package struct ReleaseAttempt: Sendable, Hashable {
    package let head: AttemptHead
    package let reservation: ReservationID
    package let store: StoreID
    package let moment: LocalMoment

    package init(head: AttemptHead, reservation: ReservationID, store: StoreID, moment: LocalMoment) {
        self.head = head
        self.reservation = reservation
        self.store = store
        self.moment = moment
    }
}

/// What a reservation, or its release, came to.
package enum ReservationOutcome: Sendable, Hashable {
    case held(ReservationRecord)
    case released(ReservationRecord)
    /// What stands against each coupon, as for a redemption.
    case notHeld([Refusal?])
    case refused(ReservationRefusal)
}

/// Why a reservation can be neither settled nor released.
package enum ReservationRefusal: String, Error, Sendable, Hashable, Codable, CaseIterable {
    /// There is none of this id, or it is another store's.
    case unknownReservation = "unknown_reservation"
    /// Its time is over: what it held may be somebody else's by now.
    case expired = "reservation_expired"
    case settled = "reservation_settled"
    case released = "reservation_released"
}
