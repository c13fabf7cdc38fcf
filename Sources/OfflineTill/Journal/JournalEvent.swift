package import Payload
package import Vocabulary

/// What an entry of the journal says.
package enum JournalEvent: Sendable, Hashable {
    /// A use that the till gave without the server.
    case accepted(OfflineUse)
    /// A use that the till did not give; `reason` is the stable word.
    case refused(OfflineWish, reason: String)
    /// The cashier undid a use of this till.
    case voided(OfflineVoid)
    /// What the server said of the request with a key.
    case answered(key: String, ServerAnswer)
    /// The wall clock and the running clock, or the server's, came apart by so much more than before.
    case clockJumped(byMilliseconds: Int64)
    /// What time it was by the server when the entry was written.
    case serverTime(Instant)
    /// A lease came; the digest is that of its signed form.
    case leaseTaken(LeaseID, digest: Digest256, usableUntil: Instant)
    /// What is left of a lease was given back.
    case leaseReturned(LeaseID)

    /// The request that the entry settles or asks about, if there is one.
    package var key: String? {
        switch self {
        case .accepted(let use): use.wish.key
        case .refused(let wish, _): wish.key
        case .voided(let void): void.key
        case .answered(let key, _): key
        case .clockJumped, .serverTime, .leaseTaken, .leaseReturned: nil
        }
    }

    /// Whether the server has to say something to it: to every use and void, and to a refusal of what it may have
    /// carried out itself.
    package var wantsAnswer: Bool {
        switch self {
        case .accepted, .voided: true
        case .refused(let wish, _): wish.attempt == .unanswered
        case .answered, .clockJumped, .serverTime, .leaseTaken, .leaseReturned: false
        }
    }
}

/// A use that was given offline.
package struct OfflineUse: Sendable, Hashable {
    package let wish: OfflineWish
    package let campaign: CampaignID
    package let offer: OfferID
    package let ground: OfflineGround
    /// Which use of the coupon it is as far as the till knows, 1 for the first.
    package let use: UInt32
    package let usesLeft: UInt32
    /// What came off.
    package let discount: Money

    package init(
        wish: OfflineWish, campaign: CampaignID, offer: OfferID, ground: OfflineGround, use: UInt32,
        usesLeft: UInt32, discount: Money
    ) {
        self.wish = wish
        self.campaign = campaign
        self.offer = offer
        self.ground = ground
        self.use = use
        self.usesLeft = usesLeft
        self.discount = discount
    }

    /// The coupon, by which uses are counted; a token's text never is.
    package var coupon: CouponCode? {
        switch try? PresentedCode(parsing: wish.code) {
        case .short(let code): code
        case .signed(let token): token.unverifiedClaims.coupon
        case nil: nil
        }
    }
}

/// By what right a use was given offline.
package enum OfflineGround: Sendable, Hashable {
    /// The server gave it to this till and to nobody else: exactly once by construction.
    case lease(LeaseID)
    /// The campaign lets a till err so far: bounded, and found out at the upload.
    case allowance
}

/// The undoing of a use that this till gave offline.
package struct OfflineVoid: Sendable, Hashable {
    /// The void's own key.
    package let key: String
    /// The key of the use.
    package let redemption: String
    package let cashier: String?

    package init(key: String, redemption: String, cashier: String? = nil) {
        self.key = key
        self.redemption = redemption
        self.cashier = cashier
    }
}

/// What the server said of an entry.
package enum ServerAnswer: Sendable, Hashable {
    /// It is this redemption, now or already.
    case redeemed(RedemptionID)
    /// The redemption was undone.
    case reversed(RedemptionID)
    /// The use had been given by another till, at this moment.
    case conflict(terminal: TerminalID, at: Instant)
    /// It does not hold; the reason is the stable word.
    case refused(reason: String)
    /// No request with this key ever reached the server: answers a refusal of the till's own.
    case neverSeen
}
