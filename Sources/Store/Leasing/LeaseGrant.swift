package import Promotion
package import Vocabulary

/// What was given to a terminal, and what was not; kept as the answer to its request.
package struct LeaseGrant: Sendable, Hashable, Codable {
    package let lease: LeaseID
    package let terminal: TerminalID
    package let store: StoreID
    package let issuedAt: Instant
    package let span: LeaseSpan
    package let parts: [Part]
    /// By the place of the wish.
    package let denials: [Denial]

    package init(
        lease: LeaseID, terminal: TerminalID, store: StoreID, issuedAt: Instant, span: LeaseSpan,
        parts: [Part], denials: [Denial]
    ) {
        self.lease = lease
        self.terminal = terminal
        self.store = store
        self.issuedAt = issuedAt
        self.span = span
        self.parts = parts
        self.denials = denials
    }

    /// Uses of one coupon.
    package struct Part: Sendable, Hashable, Codable {
        package let coupon: CouponIdentity
        package let offer: OfferID
        package let uses: UInt32
        /// Uses that were taken before.
        package let usesTaken: UInt32
        package let lastDay: CalendarDate?
        package let holder: Holder?
        /// What was held of the campaign's budget for each use; `nil` where there is none.
        package let budget: Money?
    }

    /// The member to whom a coupon belongs.
    package struct Holder: Sendable, Hashable, Codable {
        package let id: MemberID
        package let joinedOn: CalendarDate
    }

    /// A wish of which nothing, or less than was wanted, is given.
    package struct Denial: Sendable, Hashable, Codable {
        package let place: Int
        /// `nil` if it came after the last use that was asked for.
        package let reason: Redemption.LeaseDenial?
    }

    /// How many uses it gives in all.
    package var useCount: Int { parts.reduce(0) { $0 + Int($1.uses) } }
}

/// A lease as the office sees it.
package struct LeaseRecord: Sendable, Hashable {
    package var id: LeaseID
    package var home: Home
    package var terminal: TerminalID
    package var store: StoreID
    package var issuedAt: Instant
    package var usableUntil: Instant
    package var heldUntil: Instant
    package var couponCount: Int
    package var useCount: Int
    /// When the terminal gave back what it had not used.
    package var returnedAt: Instant?

    package init(
        id: LeaseID, home: Home, terminal: TerminalID, store: StoreID, issuedAt: Instant,
        usableUntil: Instant, heldUntil: Instant, couponCount: Int, useCount: Int,
        returnedAt: Instant? = nil
    ) {
        self.id = id
        self.home = home
        self.terminal = terminal
        self.store = store
        self.issuedAt = issuedAt
        self.usableUntil = usableUntil
        self.heldUntil = heldUntil
        self.couponCount = couponCount
        self.useCount = useCount
        self.returnedAt = returnedAt
    }
}

extension LeaseID {
    /// The hold on one of its uses, 1 for the first; with that a hold's name begins with its lease's.
    package func hold(_ number: Int) -> ReservationID { ReservationID(unchecked: "\(text).\(number)") }

    /// The names of all its holds lie between these two, the second left out ("/" follows upon ".").
    package var holdNames: Range<String> { "\(text)."..<"\(text)/" }
}
