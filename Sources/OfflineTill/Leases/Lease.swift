package import Payload
package import Vocabulary

/// Uses that a server gave to one terminal and gives to nobody else until they are settled, returned or expired.
///
/// Each was counted against every limit and budget when it was given, as a reservation's are; so the terminal alone
/// decides on it, and it is given exactly once however long the network is down.
package struct Lease: Sendable, Hashable {
    package let id: LeaseID
    package let terminal: TerminalID
    package let issuedAt: Instant
    /// The first moment at which the terminal may not use it any more.
    ///
    /// The server holds it for longer than that by the error that a terminal's clock may have,
    /// `ClockWatch.maximumErrorMilliseconds`.
    package let usableUntil: Instant
    package let coupons: [LeasedCoupon]

    /// 10,000 coupons: a day's at any till, in some 2 MB.
    package static let maximumCouponCount = 10_000

    /// Puts a lease together.
    ///
    /// - Parameters:
    ///   - id: Its name, never used again.
    ///   - terminal: Who may use it.
    ///   - issuedAt: When it was given.
    ///   - usableUntil: The first moment at which it may not be used any more.
    ///   - coupons: What is given, each coupon once.
    package init(
        id: LeaseID, terminal: TerminalID, issuedAt: Instant, usableUntil: Instant, coupons: [LeasedCoupon]
    ) {
        self.id = id
        self.terminal = terminal
        self.issuedAt = issuedAt
        self.usableUntil = usableUntil
        self.coupons = coupons
    }

    /// How many uses it gives, of all its coupons together.
    package var useCount: Int { coupons.reduce(0) { $0 + Int($1.uses) } }
}

/// Leased uses of one coupon, with what must be known to give them without the server.
package struct LeasedCoupon: Sendable, Hashable {
    package let name: LeasedCouponName
    package let offer: OfferID
    /// How many uses the lease gives, 1 or more.
    package let uses: UInt32
    /// Uses that were taken before.
    package let usesTaken: UInt32
    /// The coupon's own last day, if earlier than the campaign's.
    package let lastDay: CalendarDate?
    /// The member it belongs to, if it belongs to one.
    package let holder: LeasedHolder?
    /// What was held of the campaign's budget for each use: no use may take off more; `nil` where there is no budget.
    package let budget: Money?

    package init(
        name: LeasedCouponName, offer: OfferID, uses: UInt32, usesTaken: UInt32 = 0,
        lastDay: CalendarDate? = nil, holder: LeasedHolder? = nil, budget: Money? = nil
    ) {
        self.name = name
        self.offer = offer
        self.uses = uses
        self.usesTaken = usesTaken
        self.lastDay = lastDay
        self.holder = holder
        self.budget = budget
    }
}

/// What a till must know of a member to give them their own coupon.
package struct LeasedHolder: Sendable, Hashable {
    package let id: MemberID
    package let joinedOn: CalendarDate

    package init(id: MemberID, joinedOn: CalendarDate) {
        self.id = id
        self.joinedOn = joinedOn
    }
}

/// A coupon's name in one lease: whoever is shown the code finds it, and whoever has the lease alone learns no code.
package struct LeasedCouponName: Sendable, Hashable {
    /// 16 bytes: no two of a lease's coupons ever share one.
    package static let byteCount = 16

    package let hex: String

    /// Names a coupon: the first half of SHA-256 over a label, the lease and the coupon's number and bucket.
    package init(of coupon: CouponCode, in lease: LeaseID) {
        let text = "tessera leased coupon 1\0\(lease.text)\0\(coupon.text)"
        hex = Hex.encode(Digest256(hashing: Array(text.utf8)).bytes.prefix(Self.byteCount))
    }

    /// Reads 32 hexadecimal digits, or returns `nil`.
    init?(parsing text: String) {
        guard let bytes = try? Hex.decode(text), bytes.count == Self.byteCount else { return nil }
        hex = text
    }
}
